"""``python -m local``: engines → tables → demo dealership → people → gateway; and all of it down again, in order."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from .engines import Engines, running_engines
from .environment import PAGES_BUCKET, app_environment, engine_environment, issuer, take_on
from .files import write_json
from .home import DEFAULT_HOME, Home, home_at
from .identity import Identity, identity_of, keep
from .install import InstallFailed, install, node_modules
from .lock import AlreadyRunning, the_only_desk
from .logs import log_to
from .ports import ANY, LOOPBACK, free_port
from .processes import ChildFailed
from .signals import Stopped, stop_on_signals

if TYPE_CHECKING:
    from chalicelib.settings import Settings

    from .accounts import Demo

API_PORT = 8700
CONSOLE_PORT = 8703
WATCH_SECONDS = 1


@dataclass(frozen=True)
class Wishes:
    """What the command line asked for."""

    home: Home
    fixed_ports: bool
    demo: bool
    schedules: bool
    speed: float
    web: Path | None


@dataclass(frozen=True)
class Addresses:
    """Where the desk is served: the API with the customers' pages, and the console."""

    api_port: int
    console_port: int

    @property
    def api(self) -> str:
        return f"http://{LOOPBACK}:{self.api_port}"

    @property
    def console(self) -> str:
        return f"http://{LOOPBACK}:{self.console_port}"


def main(arguments: list[str] | None = None) -> int:
    """Run the desk until somebody stops it; 1 when it could not start or an engine ended."""
    wishes = _wishes(arguments)
    stop_on_signals()
    try:
        with the_desk(wishes) as (demo, engines):
            _tell(demo, wishes.home)
            _watch(engines)
    except Stopped:
        print("Stopped; the data is kept.")
        return 0
    except (AlreadyRunning, InstallFailed, ChildFailed) as exc:
        print(exc, file=sys.stderr)
        return 1
    return 0


@contextmanager
def the_desk(wishes: Wishes) -> Iterator[tuple["Demo", Engines]]:
    """The whole desk, serving.

    Raises:
        AlreadyRunning: another one runs in this home.
        InstallFailed: an engine could not be fetched.
        ChildFailed: an engine did not come up.
    """
    home = wishes.home
    home.make()
    with ExitStack() as stack:
        stack.enter_context(the_only_desk(home))
        home.demo.unlink(missing_ok=True)
        log_to(home.logs)
        install(home.engines)
        engines = stack.enter_context(running_engines(home, fixed_ports=wishes.fixed_ports))
        addresses = _addresses(fixed_ports=wishes.fixed_ports)
        identity = _furnish(home, engines, addresses, demo=wishes.demo)
        stack.enter_context(_serving(home, identity, engines, addresses, wishes.web))
        if wishes.schedules:
            stack.enter_context(_on_schedule(engines, home, wishes.speed))
        stack.callback(home.demo.unlink, missing_ok=True)
        yield _publish(home, identity, addresses), engines


def _addresses(*, fixed_ports: bool) -> Addresses:
    api_port = free_port(API_PORT if fixed_ports else ANY)
    while (console_port := free_port(CONSOLE_PORT if fixed_ports else ANY)) == api_port:
        pass
    return Addresses(api_port, console_port)


def _furnish(home: Home, engines: Engines, addresses: Addresses, *, demo: bool) -> Identity:
    """Tables, the demo dealership if there is none, and people."""
    identity = identity_of(home)
    take_on(engine_environment(engines) | app_environment(engines, identity, addresses.api, addresses.console))
    # Imported from here on, because it reads the environment then; and meanwhile the engines come up.
    from chalicelib.adapters.records import bind_tables
    from chalicelib.settings import read_settings

    from .bucket import make_bucket
    from .people import make_user_pool
    from .queues import let_send_mail, make_queues
    from .tables import make_tables

    for slow in ("chalicelib.api.app", "local.gateway", "local.console"):
        import_module(slow)
    settings = read_settings(os.environ)
    bind_tables(settings)
    engines.wait_until_ready()
    make_tables()
    make_bucket(settings.pages_bucket)
    make_queues()
    let_send_mail()
    if demo:
        _load_demo(settings)
    pool = make_user_pool(identity)
    identity = keep(home, identity, pool_id=pool.pool_id, client_id=pool.client_id)
    if pool.changed:
        engines.save_ministack()
    environment = engine_environment(engines) | app_environment(engines, identity, addresses.api, addresses.console)
    take_on(environment)
    write_json(home.environment, environment)
    return identity


def _load_demo(settings: "Settings") -> None:
    """Fill empty tables; a load that was cut short is done again from the start."""
    from chalicelib.bootstrap import site_of

    from .demo import is_loaded, load_demo
    from .tables import empty_tables

    if is_loaded():
        return
    print("Loading the demo dealership (the first time only) …", flush=True)
    empty_tables()
    load_demo(datetime.now(UTC), settings.zone, site_of(settings))


@contextmanager
def _serving(
    home: Home, identity: Identity, engines: Engines, addresses: Addresses, web: Path | None
) -> Iterator[None]:
    """The app behind its gateway with the customers' pages beside it, and the console on another port."""
    from app import app

    from .console import WEB, ConsoleSite
    from .gateway import Gateway, GatewayServer, JwksKeys, PublicPages, TokenVerifier

    keys = JwksKeys(f"{engines.ministack.url}/{identity.pool_id}/.well-known/jwks.json")
    verifier = TokenVerifier(keys, issuer(identity), identity.client_id)
    gateway = Gateway(app, verifier, PublicPages(PAGES_BUCKET))
    console = ConsoleSite(node_modules(home.engines), gateway, web or WEB)
    with (
        GatewayServer(LOOPBACK, addresses.api_port, gateway).serving(),
        GatewayServer(LOOPBACK, addresses.console_port, console).serving(),
    ):
        yield


@contextmanager
def _on_schedule(engines: Engines, home: Home, speed: float) -> Iterator[None]:
    """The schedules ticking and the queues worked; sent mail is written to the home."""
    from chalicelib.bootstrap import job_desk
    from chalicelib.settings import read_settings

    from .clock import Clock
    from .jobs import Clockwork
    from .mailbox import Mailbox

    settings = read_settings(os.environ)
    mailbox = Mailbox(engines.ministack, home.mail, settings.zone)
    with Clockwork(job_desk(settings), Clock(speed), mailbox).running():
        yield


def _publish(home: Home, identity: Identity, addresses: Addresses) -> "Demo":
    from chalicelib.bootstrap import site_of
    from chalicelib.settings import read_settings

    from .accounts import Demo, demo_accounts
    from .mailbox import INDEX
    from .sample_page import sample_page

    settings = read_settings(os.environ)
    page = sample_page(settings, site_of(settings), datetime.now(UTC))
    mail = (home.mail / INDEX).as_uri()
    demo = Demo(addresses.api, addresses.console, mail, page, demo_accounts(identity.password))
    write_json(home.demo, demo)
    return demo


def _tell(demo: "Demo", home: Home) -> None:
    print(f"Mis Seguimientos: the console at {demo.console}, the API at {demo.api}; Ctrl-C stops them.")
    if demo.page:
        print(f"A customer's page: {demo.page}")
    print(f"Sent mail: {demo.mail}")
    for account in demo.accounts:
        print(f"  {account.role:8} {account.email:32} {account.password}  {account.showroom}")
    print(f"The same in {home.demo}; logs in {home.logs}.", flush=True)


def _watch(engines: Engines) -> None:
    """Wait for a signal, and see that the engines live meanwhile.

    Raises:
        ChildFailed: one ended.
    """
    never = Event()
    while not never.wait(WATCH_SECONDS):
        engines.require_alive()


def _wishes(arguments: list[str] | None) -> Wishes:
    parser = argparse.ArgumentParser(prog="python -m local", description="Run the whole desk on this machine.")
    parser.add_argument("--home", type=Path, default=DEFAULT_HOME, help="folder for data, logs and demo.json")
    parser.add_argument("--any-port", action="store_true", help="take free ports instead of the fixed ones")
    parser.add_argument("--no-demo", action="store_true", help="leave an empty desk empty")
    parser.add_argument("--no-schedules", action="store_true", help="let nothing happen by itself")
    parser.add_argument("--web", type=Path, help="folder with the console's own files, if it is another")
    parser.add_argument("--speed", type=float, default=1, help="let the schedules' clock run so many times faster")
    given = parser.parse_args(arguments)
    if given.speed <= 0:
        parser.error("--speed is more than 0")
    return Wishes(
        home_at(given.home),
        fixed_ports=not given.any_port,
        demo=not given.no_demo,
        schedules=not given.no_schedules,
        speed=given.speed,
        web=given.web,
    )
