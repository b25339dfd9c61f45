"""Prints of targets: they begin and end, and the print log has a row of each."""

from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from homeassistant.util import dt as dt_util

from ..phrases import Words, in_english
from ..printers.driver import Outcome, PastPrint
from ..printlog import records as printlog
from .clock import utc_now
from .ledger import Ledger, Work
from .models import Target, TargetState
from .store import file_id


async def async_open(ledger: Ledger, target: Target, past: PastPrint | None) -> Target:
    """Write that the printer prints our file."""
    started = utc_now()
    if past is not None and past.started_at is not None:
        started = dt_util.utc_from_timestamp(past.started_at)
    return await ledger.async_change_target(
        target,
        _opening(ledger, target, started, past.remote_id if past else None),
        state=TargetState.PRINTING,
        waiting_for=None,
        error_message=None,
        progress=0.0,
        started_at=started,
    )


async def async_end(
    ledger: Ledger,
    target: Target,
    state: TargetState,
    outcome: Outcome,
    *,
    past: PastPrint | None = None,
    message: Words | None = None,
    began: datetime | None = None,
) -> Target:
    """End a target, and its row in the print log if it has an open one.

    `began` opens that row first, for a print that nobody saw begin.
    """
    ended = utc_now()
    if past is not None and past.ended_at is not None:
        ended = dt_util.utc_from_timestamp(past.ended_at)
    opening = began and _opening(ledger, target, began)

    def write(connection: Connection) -> None:
        if opening:
            opening(connection)
        printlog.close_print(
            connection,
            target_id=target.id,
            outcome=outcome,
            ended_at=ended,
            error_message=in_english(message),
            past=past,
        )

    return await ledger.async_change_target(
        target,
        write,
        state=state,
        waiting_for=None,
        error_message=message,
        progress=1.0 if state is TargetState.COMPLETED else target.progress,
        started_at=target.started_at or began,
        ended_at=ended,
    )


async def async_fail(ledger: Ledger, target: Target, message: Words) -> Target:
    """End a target for which trying again would change nothing."""
    return await async_end(
        ledger, target, TargetState.FAILED, Outcome.INTERRUPTED, message=message
    )


def _opening(
    ledger: Ledger, target: Target, started: datetime, remote_id: str | None = None
) -> Work:
    """Return what writes into the print log that a print has begun."""
    job = ledger.jobs[target.job_id]
    return partial(
        printlog.open_print,
        printer_id=target.printer_id,
        target_id=target.id,
        file_id=file_id(job.sha256, job.extension),
        filename=target.remote_name,
        remote_id=remote_id,
        started_at=started,
    )
