"""Settings → tables → app and jobs; made once for a container."""

import os
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from chalice.app import Chalice, CognitoUserPoolAuthorizer, SQSEvent

from .adapters.connection import connection
from .adapters.records import bind_tables
from .api.app import make_app
from .services import page_rewriting
from .services.page_rewriting import PageSite
from .settings import Settings, read_settings

if TYPE_CHECKING:
    from .services.tasks import JobDesk, TimeIsUp

LAST_MOMENTS_MS = 5_000
"""Kept to finish the page at hand and to say that there is more."""
BatchAnswer = dict[str, list[dict[str, str]]]


@cache
def _settings() -> Settings:
    settings = read_settings(os.environ)
    bind_tables(settings)
    _ = connection.client  # made while the container starts, not in the first request
    return settings


def site_of(settings: Settings) -> PageSite:
    """Where this deployment's customer pages are."""
    return PageSite(settings.pages_bucket, settings.pages_url, settings.public_api_path, settings.time_zone)


def build_app() -> Chalice:
    """The desk, wired by the process's environment."""
    settings = _settings()
    authorizer = CognitoUserPoolAuthorizer("People", provider_arns=[settings.user_pool_arn])
    return make_app(settings, site_of(settings), authorizer)


def run_page_sweep() -> int:
    """Write the customer pages that a crash left behind, as of now; how many."""
    settings = _settings()
    return page_rewriting.sweep_pages(datetime.now(UTC), settings.zone, site_of(settings))


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


def run_schedule(name: str) -> int:
    """Put a job's tasks on the work queue, as of now; how many."""
    from .services.jobs import fan_out
    from .services.tasks import Job

    return fan_out(Job(name), datetime.now(UTC), job_desk(_settings()))


def run_tasks(event: SQSEvent) -> BatchAnswer:
    """Carry out tasks of the work queue; answers which of them the queue must hand out again."""
    from .api.batches import handle_batch, records_of
    from .services.jobs import work_task
    from .services.tasks import Task

    desk, time_is_up = job_desk(_settings()), _watch(event)
    return handle_batch(records_of(event), Task, lambda task: work_task(task, datetime.now(UTC), desk, time_is_up))


def run_deliveries(event: SQSEvent) -> BatchAnswer:
    """Send the mails that the outbox queue asks for; answers as :func:`run_tasks`."""
    from .api.batches import handle_batch, records_of
    from .services.delivery import deliver
    from .services.posting import Delivery

    desk = job_desk(_settings())
    return handle_batch(records_of(event), Delivery, lambda message: deliver(message.envelope, datetime.now(UTC), desk))


def run_bounces(event: SQSEvent) -> BatchAnswer:
    """Heed what SES tells of mails that did not reach their receivers; answers as :func:`run_tasks`."""
    from .api.batches import handle_batch, records_of
    from .services.bounces import MailEvent, heed

    desk = job_desk(_settings())
    return handle_batch(records_of(event), MailEvent, lambda told: heed(told, datetime.now(UTC), desk))


def _watch(event: SQSEvent) -> "TimeIsUp":
    """Tells when the function has hardly any time left."""
    context: Any = event.context
    return lambda: bool(context.get_remaining_time_in_millis() < LAST_MOMENTS_MS)
