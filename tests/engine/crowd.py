"""Many threads, or processes, that start at one instant."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")
PATIENCE_SECONDS = 60


def all_at_once(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Run every job in a thread of its own, none before all are ready; their results in order.

    Raises:
        BrokenBarrierError: a thread could not be started in time.
    """
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T:
        barrier.wait(PATIENCE_SECONDS)
        return job()

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(run, jobs))


def in_processes(clients: int, job: Callable[..., T], *facts: object) -> list[T]:
    """Run a job in so many processes, each with ``client number, barrier, *facts``; what each returned, in order.

    The processes come from a server that has imported the job's module already: none shares a connection.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([job.__module__])
    with context.Manager() as manager, ProcessPoolExecutor(clients, mp_context=context) as processes:
        barrier = manager.Barrier(clients)
        running = [processes.submit(job, client, barrier, *facts) for client in range(clients)]
        return [one.result() for one in running]
