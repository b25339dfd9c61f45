"""The SQL of the print log: functions over one transaction.

Roll-ups change in the transaction of the row they count, so that they never differ.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, func, insert, select, update

from homeassistant.util.ulid import ulid_now

from ..db.tables import job_daily, job_totals, print_jobs
from ..printers.driver import Outcome, PastPrint

PRINTING = "printing"
# Where the host has no id of its own for a print, ours stands in.
MAX_REMOTE_ID = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTotals:
    """Sums over every print that ended. Seconds and millimetres."""

    prints: int
    completed: int
    print_s: float
    filament_mm: float


def open_print(
    connection: Connection,
    *,
    printer_id: str,
    target_id: str,
    file_id: str,
    filename: str,
    remote_id: str | None,
    started_at: datetime,
) -> None:
    """Write that a print of ours runs; telling it twice is telling it once."""
    key = {
        "printer_id": printer_id,
        "remote_id": (remote_id or target_id)[:MAX_REMOTE_ID],
        "started_at": started_at,
    }
    same = and_(*(print_jobs.c[name] == value for name, value in key.items()))
    running = and_(print_jobs.c.target_id == target_id, print_jobs.c.ended_at.is_(None))
    query = select(print_jobs.c.id).where(same | running)
    if (known := connection.scalar(query)) is not None:
        change = update(print_jobs).where(print_jobs.c.id == known)
        connection.execute(change.values(target_id=target_id))
        return
    connection.execute(
        insert(print_jobs).values(
            **key,
            id=ulid_now(),
            target_id=target_id,
            file_id=file_id,
            filename=filename,
            state=PRINTING,
        )
    )


def close_print(
    connection: Connection,
    *,
    target_id: str,
    outcome: Outcome,
    ended_at: datetime,
    error_message: str | None,
    past: PastPrint | None,
) -> None:
    """Write how a print ended, with the host's own id and times, and count it."""
    query = select(print_jobs).where(
        print_jobs.c.target_id == target_id, print_jobs.c.ended_at.is_(None)
    )
    row = connection.execute(query).first()
    if row is None:
        return
    started_at = row.started_at
    print_s = filament_mm = None
    remote_id = row.remote_id
    if past is not None:
        print_s, filament_mm = past.print_s, past.filament_mm
        remote_id = (past.remote_id or remote_id)[:MAX_REMOTE_ID]
        if past.started_at is not None:
            started_at = datetime.fromtimestamp(past.started_at, UTC)
    if print_s is None:
        print_s = max(0.0, (ended_at - started_at).total_seconds())
    connection.execute(
        update(print_jobs)
        .where(print_jobs.c.id == row.id)
        .values(
            state=outcome,
            remote_id=remote_id,
            started_at=started_at,
            ended_at=ended_at,
            print_s=print_s,
            filament_mm=filament_mm,
            error_message=error_message,
        )
    )
    key = {"printer_id": row.printer_id, "state": outcome}
    day = ended_at.astimezone(UTC).date().isoformat()
    amounts = {"print_s": print_s, "filament_mm": filament_mm or 0.0}
    _add(connection, job_totals, key, amounts)
    _add(connection, job_daily, {"day": day, **key}, amounts)


def _add(
    connection: Connection, table: Table, key: dict[str, Any], amounts: dict[str, float]
) -> None:
    """Count one print in a roll-up (UPDATE, else INSERT: portable, one writer)."""
    sums = {name: table.c[name] + value for name, value in amounts.items()}
    change = update(table).where(*(table.c[name] == key[name] for name in key))
    done = connection.execute(change.values(prints=table.c.prints + 1, **sums))
    if not done.rowcount:
        connection.execute(insert(table).values(**key, prints=1, **amounts))


def totals(connection: Connection) -> LogTotals:
    """Return the sums over all printers."""
    query = select(
        job_totals.c.state,
        func.sum(job_totals.c.prints).label("prints"),
        func.sum(job_totals.c.print_s).label("print_s"),
        func.sum(job_totals.c.filament_mm).label("filament_mm"),
    ).group_by(job_totals.c.state)
    rows = connection.execute(query).all()
    return LogTotals(
        prints=sum(int(row.prints) for row in rows),
        completed=sum(int(r.prints) for r in rows if r.state == Outcome.COMPLETED),
        print_s=sum(float(row.print_s) for row in rows),
        filament_mm=sum(float(row.filament_mm) for row in rows),
    )


def count_prints_since(connection: Connection, since: datetime) -> int:
    """Return how many prints began at or after that time."""
    query = select(func.count()).select_from(print_jobs)
    return connection.scalar(query.where(print_jobs.c.started_at >= since)) or 0
