"""Settings → tables → app and jobs; made once for a container."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from chalice.app import Chalice, CloudWatchEvent, CognitoUserPoolAuthorizer, SQSEvent

from .log import start_logging
from .logbook import a_run, without_words
from .settings import Settings, read_settings

if TYPE_CHECKING:
    from .services.page_rewriting import PageSite
    from .services.tasks import JobDesk, TimeIsUp

LAST_MOMENTS_MS = 5_000
"""Kept to finish the page at hand and to say that there is more."""
BatchAnswer = dict[str, list[dict[str, str]]]


@cache
def _settings() -> Settings:
    from .adapters.connection import connection
    from .adapters.records import bind_tables

    settings = read_settings(os.environ)
    if settings.aws_lambda_function_name:
        start_logging(settings.stack_name, settings.aws_lambda_function_name)
    bind_tables(settings)
    _ = connection.client  # made while the container starts, not in the first request
    return settings


def site_of(settings: Settings) -> "PageSite":
    """Where this deployment's customer pages are."""
    from .services.page_rewriting import PageSite

    return PageSite(settings.pages_bucket, settings.pages_url, settings.public_api_path, settings.time_zone)


def build_app() -> Chalice:
    """The desk, wired by the process's environment."""
    with _nothing_to_collect():
        from .api.app import make_app

        settings = _settings()
        authorizer = CognitoUserPoolAuthorizer("People", provider_arns=[settings.user_pool_arn])
        return make_app(settings, site_of(settings), authorizer)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """What is imported and made inside stays: looking through it for garbage, now or later, would find none."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def run_page_sweep(event: CloudWatchEvent) -> int:
    """Write the customer pages that a crash left behind, as of now; how many."""
    from .services.page_rewriting import sweep_pages

    settings = _settings()
    with a_run("pages", _run_id(event)):
        return sweep_pages(datetime.now(UTC), settings.zone, site_of(settings))


def job_desk(settings: Settings) -> "JobDesk":
    """Where this deployment's jobs work."""
    from .adapters.mail import Sender
    from .services.tasks import JobDesk

    return JobDesk(
        zone=settings.zone,
        site=site_of(settings),
        work_queue=settings.work_queue_url,
        outbox_queue=settings.outbox_queue_url,
        sender=Sender(settings.mail_sender, settings.mail_configuration_set),
        console_url=settings.console_url,
    )


def run_schedule(name: str, event: CloudWatchEvent) -> int:
    """Put a job's tasks on the work queue, as of now; how many."""
    from .services.jobs import fan_out
    from .services.tasks import Job

    with a_run(name, _run_id(event)):
        return fan_out(Job(name), datetime.now(UTC), job_desk(_settings()))


def run_tasks(event: SQSEvent) -> BatchAnswer:
    """Carry out tasks of the work queue; answers which of them the queue must hand out again."""
    from .api.batches import handle_batch, records_of
    from .services.jobs import work_task
    from .services.tasks import Task

    desk, time_is_up = job_desk(_settings()), _watch(event)
    with without_words():
        return handle_batch(
            records_of(event),
            Task,
            lambda task: work_task(task, datetime.now(UTC), desk, time_is_up),
            lambda task: {"job": task.job.value, "showroom": task.showroom_id},
        )


def run_deliveries(event: SQSEvent) -> BatchAnswer:
    """Send the mails that the outbox queue asks for; answers as :func:`run_tasks`."""
    from .api.batches import handle_batch, records_of
    from .services.delivery import deliver
    from .services.posting import Delivery

    desk = job_desk(_settings())
    with without_words():
        return handle_batch(
            records_of(event),
            Delivery,
            lambda message: deliver(message.envelope, datetime.now(UTC), desk),
            lambda message: {"envelope": message.envelope},
        )


def run_bounces(event: SQSEvent) -> BatchAnswer:
    """Heed what SES tells of mails that did not reach their receivers; answers as :func:`run_tasks`."""
    from .api.batches import handle_batch, records_of
    from .services.bounces import GREETING, MailEvent, heed

    desk = job_desk(_settings())
    with without_words():
        events = [(message_id, body) for message_id, body in records_of(event) if not body.startswith(GREETING)]
        return handle_batch(events, MailEvent, lambda told: heed(told, datetime.now(UTC), desk))


def _run_id(event: CloudWatchEvent) -> str:
    context: Any = event.context
    return str(context.aws_request_id)


def _watch(event: SQSEvent) -> "TimeIsUp":
    """Tells when the function has hardly any time left."""
    context: Any = event.context
    return lambda: bool(context.get_remaining_time_in_millis() < LAST_MOMENTS_MS)
