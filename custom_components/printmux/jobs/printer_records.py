"""The SQL of printers: who has which, which are offered, functions over one transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ..db.tables import job_targets, printers
from .models import TargetState


def sync_printer(
    connection: Connection, printer_id: str, name: str, kind: str, now: datetime
) -> tuple[str | None, str | None]:
    """Write a printer's name and kind; make its row on first sight.

    Returns what lies on its bed, and after the end of which print it was cleared.
    """
    values = {"name": name, "kind": kind, "removed_at": None}
    columns = (printers.c[column] for column in (*values, "occupied", "cleared"))
    known = select(*columns).where(printers.c.id == printer_id)
    row = connection.execute(known).one_or_none()
    if row is None:
        new = values | {"id": printer_id, "included": True, "created_at": now}
        connection.execute(insert(printers).values(new))
        return None, None
    *before, occupied, cleared = row
    if before != list(values.values()):
        # Each write is synced: a start must not wait for one per printer.
        change_printer(connection, printer_id, **values)
    return occupied, cleared


def remove_printer(connection: Connection, printer_id: str, now: datetime) -> None:
    """Mark a printer that was removed; its log stays."""
    change_printer(connection, printer_id, removed_at=now, claimed_by=None)


def present_printers(connection: Connection) -> set[str]:
    """Return the ids of the printers that were not removed."""
    query = select(printers.c.id).where(printers.c.removed_at.is_(None))
    return set(connection.scalars(query))


def included_printers(connection: Connection) -> set[str]:
    """Return the ids of the printers that "All printers" means."""
    query = select(printers.c.id).where(printers.c.included)
    return set(connection.scalars(query))


def change_printer(connection: Connection, printer_id: str, **values: Any) -> None:
    """Write columns of a printer."""
    query = update(printers).where(printers.c.id == printer_id)
    connection.execute(query.values(values))


def claim_printer(connection: Connection, printer_id: str, target_id: str) -> bool:
    """Reserve a printer for a target; False when another target has it."""
    done = connection.execute(
        update(printers)
        .where(
            printers.c.id == printer_id,
            printers.c.claimed_by.is_(None) | (printers.c.claimed_by == target_id),
        )
        .values(claimed_by=target_id)
    )
    return bool(done.rowcount)


def release_waiting(connection: Connection) -> None:
    """Give up what targets have reserved of which nothing has begun: a crash was first.

    Others may be before them in the queue by now.
    """
    waiting = select(job_targets.c.id).where(job_targets.c.state == TargetState.PENDING)
    query = update(printers).where(printers.c.claimed_by.in_(waiting))
    connection.execute(query.values(claimed_by=None))


def release_printer(connection: Connection, target_id: str) -> None:
    """Give up what a target has reserved."""
    query = update(printers).where(printers.c.claimed_by == target_id)
    connection.execute(query.values(claimed_by=None))
