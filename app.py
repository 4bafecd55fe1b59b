"""The Chalice app: routes, and schedules of one line each. No logic."""

from chalice.app import CloudWatchEvent, Rate

from chalicelib.bootstrap import build_app, run_page_sweep

app = build_app()


@app.schedule(Rate(15, unit=Rate.MINUTES))
def sweep_pages(_event: CloudWatchEvent) -> None:
    """Write the customer pages that a crash left behind."""
    run_page_sweep()
