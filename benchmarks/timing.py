"""Medians of several runs side by side, and tables people can read."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from os import getloadavg
from statistics import median
from time import perf_counter

RUNS = 5
Work = Callable[[], int]  # does some, and says how many


def rates(works: Mapping[str, Work], runs: int = RUNS) -> dict[str, float]:
    """How many a second each does: medians of *runs*, taken in turn.

    Whatever else the machine is doing then slows all of them alike.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            taken[name].append(_rate(work))
    return {name: median(found) for name, found in taken.items()}


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


def heading(*cells: str) -> None:
    _print("", *cells, "load")


def row(name: str, *cells: str) -> None:
    """One line of a table, and how busy the machine was with everything."""
    _print(name, *cells, f"{getloadavg()[0]:.1f}")


def _print(name: str, *cells: str) -> None:
    print(f"{name:<44}", *(f"{cell:>14}" for cell in cells), flush=True)


def _rate(work: Work) -> float:
    began = perf_counter()
    done = work()
    return done / (perf_counter() - began)
