"""Copies of files on printers: when nobody needs one, and the list of those.

All but the rule are functions over one transaction.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from ..db.tables import leftovers
from .models import Target, TargetState


def is_left(before: Target, after: Target, remove_printed: bool) -> bool:
    """Tell whether a change of a target leaves a copy behind that nobody needs.

    That is what is never printed there, and what was printed if the user wants so.
    """
    if not before.attempts:
        return False
    place = (before.printer_id, before.remote_name)
    if after.state is TargetState.PENDING:
        return place != (after.printer_id, after.remote_name)
    if before.ended or not after.ended or after.state is TargetState.UPLOADED:
        return False
    printed = (
        before.state is TargetState.PRINTING or after.state is TargetState.COMPLETED
    )
    return remove_printed or not printed


def add_leftover(connection: Connection, target: Target, now: datetime) -> None:
    """Write that the copy of a target, as it was, is to be deleted."""
    place = {"printer_id": target.printer_id, "remote_name": target.remote_name}
    if not connection.scalar(select(leftovers.c.created_at).filter_by(**place)):
        connection.execute(insert(leftovers).values(**place, created_at=now))


def leftovers_of(connection: Connection, printer_id: str) -> dict[str, datetime]:
    """Return the names of what is to be deleted on a printer, and since when."""
    query = select(leftovers).where(leftovers.c.printer_id == printer_id)
    return {row.remote_name: row.created_at for row in connection.execute(query)}


def littered_printers(connection: Connection) -> set[str]:
    """Return the ids of the printers on which something is to be deleted."""
    return set(connection.scalars(select(leftovers.c.printer_id)))


def drop_leftover(connection: Connection, printer_id: str, name: str) -> None:
    """Forget a copy that is gone, or needed again."""
    query = delete(leftovers).where(leftovers.c.printer_id == printer_id)
    connection.execute(query.where(leftovers.c.remote_name == name))


def drop_leftovers(connection: Connection, printer_id: str) -> None:
    """Forget what lies on a printer."""
    connection.execute(delete(leftovers).where(leftovers.c.printer_id == printer_id))
