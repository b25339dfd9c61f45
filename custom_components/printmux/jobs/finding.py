"""Jobs of any age, by their paths and states: functions over one transaction.

Databases fold the case of ASCII only, so paths are compared here.
"""

from collections import Counter
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, Row, Select, func, select

from ..db.tables import jobs
from .models import Job, JobState
from .naming import alike
from .records import load_jobs

FIELDS = (jobs.c.id, jobs.c.folder, jobs.c.name, jobs.c.state)
NEWEST_FIRST = (jobs.c.created_at.desc(), jobs.c.id.desc())


def search_jobs(
    connection: Connection,
    text: str,
    states: Collection[JobState],
    before: str | None,
    limit: int,
) -> list[Job]:
    """Return jobs that were not deleted whose path has that text in it, newest first.

    They are in one of some states, or without states in any; `before` is the job after
    which the list goes on.
    """
    query = select(*FIELDS).where(jobs.c.deleted_at.is_(None))
    if states:
        query = query.where(jobs.c.state.in_(states))
    if before is not None:
        came = jobs.c.created_at
        time = connection.scalar(select(came).where(jobs.c.id == before))
        query = query.where((came < time) | ((came == time) & (jobs.c.id < before)))
    query = query.order_by(*NEWEST_FIRST)
    if not text.strip():
        query = query.limit(limit)
    found: list[str] = []
    for row in _named(connection, query, text):
        found.append(row.id)
        if len(found) == limit:
            break
    known = load_jobs(connection, found)
    return [known[job_id] for job_id in found]


def count_jobs(
    connection: Connection, text: str, besides: Collection[str]
) -> dict[str, int]:
    """Return how many jobs a text finds in each state, some jobs left out."""
    there = jobs.c.deleted_at.is_(None)
    if text.strip():
        found = _named(connection, select(*FIELDS).where(there), text)
        return Counter(row.state for row in found if row.id not in besides)
    query = select(jobs.c.state, func.count()).where(there, jobs.c.id.not_in(besides))
    counts = connection.execute(query.group_by(jobs.c.state))
    return {row[0]: row[1] for row in counts}


def _named(
    connection: Connection, query: Select[tuple[str, str, str, str]], text: str
) -> Iterator[Row[tuple[str, str, str, str]]]:
    """Yield the rows of a query whose path has a text in it."""
    wanted = alike(text)
    for row in connection.execute(query):
        if wanted in alike(f"{row.folder}/{row.name}"):
            yield row
