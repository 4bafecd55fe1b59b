"""Many threads that start at one instant."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
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
