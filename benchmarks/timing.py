"""Medians of several runs, and tables people can read."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

RUNS = 5


def rate(work: Callable[[], int], runs: int = RUNS) -> float:
    """How many a second: the median of *runs*; *work* says how many it did."""
    return median(_rate(work) for _ in range(runs))


def among(callers: int, each: int, one: Callable[[int, int], object]) -> int:
    """*callers* threads at once, each doing *each* times one(caller, turn)."""

    def all_of(caller: int) -> None:
        for turn in range(each):
            one(caller, turn)

    with ThreadPoolExecutor(callers) as threads:
        list(threads.map(all_of, range(callers)))
    return callers * each


def latencies(times: int, one: Callable[[int], object]) -> list[float]:
    """Milliseconds of each call, sorted."""
    taken = []
    for turn in range(times):
        began = perf_counter()
        one(turn)
        taken.append((perf_counter() - began) * 1000)
    return sorted(taken)


def row(name: str, *cells: str) -> None:
    print(f"{name:<44}", *(f"{cell:>14}" for cell in cells))


def _rate(work: Callable[[], int]) -> float:
    began = perf_counter()
    done = work()
    return done / (perf_counter() - began)
