"""The SQL of what was printed of a slicer key's uploads: functions over one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Select,
    func,
    select,
    type_coerce,
)

from ..db.tables import BROWSER, IMPORT, job_targets, jobs, print_jobs

COLUMNS = (
    *(print_jobs.c[name] for name in ("id", "target_id", "state", "started_at")),
    *(print_jobs.c[name] for name in ("ended_at", "print_s", "filament_mm")),
    job_targets.c.job_id,
)
SOURCE = print_jobs.join(job_targets, job_targets.c.id == print_jobs.c.target_id).join(
    jobs, jobs.c.id == job_targets.c.job_id
)
# Times are whole milliseconds in the database.
LASTED_MS = type_coerce(print_jobs.c.ended_at, BigInteger) - type_coerce(
    print_jobs.c.started_at, BigInteger
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which prints are wanted: ended before, begun after, and how many; 0 is all."""

    before: datetime | None = None
    since: datetime | None = None
    start: int = 0
    limit: int = 50
    oldest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTotals:
    """Sums over the prints that ended. Seconds and millimetres."""

    prints: int
    total_s: float
    print_s: float
    filament_mm: float
    longest_s: float
    longest_print_s: float


def list_prints(
    connection: Connection, key_id: str | None, page: Page
) -> list[Row[Any]]:
    """Return prints, the newest first unless told otherwise."""
    query = select(*COLUMNS).select_from(SOURCE).where(of_key(key_id))
    if page.before is not None:
        query = query.where(print_jobs.c.ended_at < page.before)
    if page.since is not None:
        query = query.where(print_jobs.c.started_at > page.since)
    # Ids grow with time.
    newest = print_jobs.c.id
    query = query.order_by(newest.asc() if page.oldest_first else newest.desc())
    if page.limit:
        query = query.limit(page.limit).offset(page.start)
    return list(connection.execute(query))


def find_print(
    connection: Connection, key_id: str | None, print_id: str
) -> Row[Any] | None:
    """Return one print, None if it is not one of that key."""
    return connection.execute(_one(key_id).where(print_jobs.c.id == print_id)).first()


def find_latest(
    connection: Connection,
    key_id: str | None,
    *,
    job_id: str | None = None,
    target_id: str | None = None,
) -> Row[Any] | None:
    """Return the newest print of a job or of a target: a retry is one more."""
    query = _one(key_id).order_by(print_jobs.c.id.desc()).limit(1)
    if job_id is not None:
        query = query.where(job_targets.c.job_id == job_id)
    if target_id is not None:
        query = query.where(print_jobs.c.target_id == target_id)
    return connection.execute(query).first()


def totals_of_key(connection: Connection, key_id: str | None) -> KeyTotals:
    """Return the sums over all prints that ended."""
    print_s = func.coalesce(print_jobs.c.print_s, LASTED_MS / 1000.0)
    query = (
        select(
            func.count().label("prints"),
            func.sum(LASTED_MS).label("total_ms"),
            func.sum(print_s).label("print_s"),
            func.sum(print_jobs.c.filament_mm).label("filament_mm"),
            func.max(LASTED_MS).label("longest_ms"),
            func.max(print_s).label("longest_print_s"),
        )
        .select_from(SOURCE)
        .where(of_key(key_id), print_jobs.c.ended_at.is_not(None))
    )
    row = connection.execute(query).one()
    return KeyTotals(
        prints=row.prints,
        total_s=float(row.total_ms or 0) / 1000,
        print_s=float(row.print_s or 0),
        filament_mm=float(row.filament_mm or 0),
        longest_s=float(row.longest_ms or 0) / 1000,
        longest_print_s=float(row.longest_print_s or 0),
    )


def _one(key_id: str | None) -> Select[Any]:
    """Return the query for a print of a key."""
    return select(*COLUMNS).select_from(SOURCE).where(of_key(key_id))


def of_key(key_id: str | None) -> ColumnElement[bool]:
    """Return the condition that a slicer has sent a job with that key, or without one.

    What Home Assistant's own users bring has no key either, and is no slicer's business.
    """
    if key_id is not None:
        return jobs.c.key_id == key_id
    return jobs.c.key_id.is_(None) & jobs.c.source.not_in((BROWSER, IMPORT))
