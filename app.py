"""The Chalice app: routes, and schedules and queue consumers of one line each. No logic."""

from chalice.app import CloudWatchEvent, Rate, SQSEvent

from chalicelib.bootstrap import (
    BatchAnswer,
    build_app,
    run_bounces,
    run_deliveries,
    run_page_sweep,
    run_schedule,
    run_tasks,
)

app = build_app()


@app.schedule(Rate(15, unit=Rate.MINUTES))
def sweep_pages(event: CloudWatchEvent) -> None:
    """Write the customer pages that a crash left behind."""
    run_page_sweep(event)


@app.schedule(Rate(15, unit=Rate.MINUTES))
def overdue(event: CloudWatchEvent) -> None:
    """Have overdue alerts raised in every showroom."""
    run_schedule("overdue", event)


@app.schedule(Rate(15, unit=Rate.MINUTES))
def agenda(event: CloudWatchEvent) -> None:
    """Have the morning agendas sent, once the morning has come."""
    run_schedule("agenda", event)


@app.schedule(Rate(15, unit=Rate.MINUTES))
def expiries(event: CloudWatchEvent) -> None:
    """Have everything looked at that ends by its date."""
    run_schedule("expiries", event)


@app.schedule(Rate(15, unit=Rate.MINUTES))
def sweep_outbox(event: CloudWatchEvent) -> None:
    """Have the mails asked for that should be sent by now."""
    run_schedule("outbox", event)


@app.on_sqs_message(queue="mis-seguimientos-work", batch_size=5)
def work_showroom(event: SQSEvent) -> BatchAnswer:
    """Carry out a job in a showroom."""
    return run_tasks(event)


@app.on_sqs_message(queue="mis-seguimientos-outbox", batch_size=5)
def deliver(event: SQSEvent) -> BatchAnswer:
    """Send mails of the outbox."""
    return run_deliveries(event)


@app.on_sqs_message(queue="mis-seguimientos-bounces", batch_size=5)
def note_bounces(event: SQSEvent) -> BatchAnswer:
    """Heed the mails that came back."""
    return run_bounces(event)
