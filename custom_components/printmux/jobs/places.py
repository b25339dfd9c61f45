"""Where targets stand in the queue, and when they may start."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from .models import Job, Target


class Place(NamedTuple):
    """Where a target stands at its printer, from 1, and when it may start."""

    position: int
    starts_at: datetime | None


def moved(line: list[Target], target: Target, position: int) -> list[Target]:
    """Return a printer's line with a target at that position, from 1."""
    others = [other for other in line if other.id != target.id]
    index = min(max(position, 1), len(line)) - 1
    return [*others[:index], target, *others[index:]]


def plan(
    line: Iterable[tuple[Job, Target]], free_at: datetime | None, now: datetime
) -> dict[str, Place]:
    """Return the places of a printer's line.

    `free_at` is when what is printed now ends, None if nobody knows. Estimates go by
    what the files say of their time. What is held back, or waits for an entity, is
    passed by those behind it.
    """
    places: dict[str, Place] = {}
    for number, (job, target) in enumerate(line, 1):
        if target.held or target.start_when is not None:
            places[target.id] = Place(number, None)
            continue
        starts = free_at and max(free_at, target.start_at or now)
        places[target.id] = Place(number, starts)
        if target.start_at is None or target.start_at <= now:
            free_at = starts and _end(job, starts)
    return places


def _end(job: Job, starts: datetime) -> datetime | None:
    """Return when a print may end, None if its file does not say."""
    seconds = job.details.get("estimated_time_s")
    return starts + timedelta(seconds=seconds) if seconds else None
