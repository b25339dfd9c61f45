"""The hub's numbers: counted in the database, and over what is in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from ..printlog import records as printlog
from . import records
from .models import HubStats, Job, JobState, TargetState


def count_stored(connection: Connection, stats: HubStats, today: datetime) -> HubStats:
    """Return the numbers with those from the database; `today` is when that began."""
    totals = printlog.totals(connection)
    rate = round(100 * totals.completed / totals.prints, 1) if totals.prints else None
    return replace(
        stats,
        storage_bytes=records.stored_bytes(connection),
        prints_today=printlog.count_prints_since(connection, today),
        success_rate=rate,
        print_s=totals.print_s,
        filament_mm=totals.filament_mm,
    )


def count_live(jobs: Collection[Job], stats: HubStats) -> HubStats:
    """Return the numbers with those over the live jobs."""
    return replace(
        stats,
        awaiting_selection=sum(job.waiting for job in jobs),
        dispatching=sum(job.state is JobState.DISPATCHING for job in jobs),
        queue_length=sum(
            target.state is TargetState.PENDING
            for job in jobs
            for target in job.targets
        ),
    )
