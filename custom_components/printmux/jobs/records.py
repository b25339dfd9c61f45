"""The SQL of jobs, targets, printers and keys: functions over one transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from ..db.tables import files, job_details, job_targets, jobs, printers, slicer_keys
from ..printlog.of_keys import of_key
from .analysis import RAW, known
from .models import ENDED_JOB_STATES, Job, JobState, Target, TargetState, WaitingFor
from .naming import reads_as
from .store import file_id
from .wording import is_beside, with_phrases, without_phrases

TARGET_COLUMNS = tuple(column.name for column in job_targets.columns)
# What has a column of its own; words have two.
TARGET_FIELDS = tuple(name for name in TARGET_COLUMNS if not is_beside(name))
DETAIL_COLUMNS = tuple(
    column.name for column in job_details.columns if column.name not in {"job_id", RAW}
)
JOB_FIELDS = (
    *("id", "name", "folder", "state", "source", "key_id"),
    *("start_requested", "plate_index", "why"),
    *("created_at", "updated_at", "dispatched_at", "ended_at"),
)
JOB_COLUMNS = (
    *(jobs.c[name] for name in (*JOB_FIELDS, "why_phrase")),
    *(files.c[name] for name in ("size", "sha256", "extension")),
    *(job_details.c[name] for name in DETAIL_COLUMNS),
)
JOB_SOURCE = jobs.outerjoin(files).outerjoin(job_details)


def insert_job(connection: Connection, job: Job) -> None:
    """Write a new job, and its file unless that content is known."""
    name = file_id(job.sha256, job.extension)
    if connection.scalar(select(files.c.id).where(files.c.id == name)) is None:
        connection.execute(
            insert(files).values(
                id=name,
                sha256=job.sha256,
                extension=job.extension,
                size=job.size,
                created_at=job.created_at,
            )
        )
    values = {key: getattr(job, key) for key in JOB_FIELDS}
    connection.execute(insert(jobs).values(**with_phrases(values), file_id=name))


def update_job(connection: Connection, job_id: str, **values: Any) -> None:
    """Change columns of a job."""
    query = update(jobs).where(jobs.c.id == job_id)
    connection.execute(query.values(**with_phrases(values)))


def write_details(
    connection: Connection, job_id: str, details: Mapping[str, Any]
) -> None:
    """Write what the file says of itself; known details stay."""
    query = select(job_details.c.job_id).where(job_details.c.job_id == job_id)
    if connection.scalar(query) is None:
        row = with_phrases(details)
        connection.execute(insert(job_details).values(job_id=job_id, **row))


def replace_details(
    connection: Connection, job_id: str, details: Mapping[str, Any]
) -> None:
    """Write what the file says of itself, in place of what it has said before."""
    query = update(job_details).where(job_details.c.job_id == job_id)
    connection.execute(query.values(**with_phrases(details)))


def insert_targets(connection: Connection, targets: Iterable[Target]) -> None:
    """Write new targets."""
    for target in targets:
        values = {name: getattr(target, name) for name in TARGET_FIELDS}
        connection.execute(insert(job_targets).values(**with_phrases(values)))


def update_target(connection: Connection, target_id: str, **values: Any) -> None:
    """Change columns of a target; the printer's name is not one of them."""
    values.pop("printer_name", None)
    query = update(job_targets).where(job_targets.c.id == target_id)
    connection.execute(query.values(**with_phrases(values)))


def last_printer_of_rule(
    connection: Connection, rule_id: str
) -> tuple[str, str] | None:
    """Return name and id of the printer that a rule's newest target went to."""
    query = (
        select(printers.c.name, printers.c.id)
        .join(job_targets)
        .where(job_targets.c.rule_id == rule_id)
        .order_by(job_targets.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.name, row.id)


def _target(row: Row[Any]) -> Target:
    """Make a target of a row with the printer's name beside it."""
    values = without_phrases({name: getattr(row, name) for name in TARGET_COLUMNS})
    values["state"] = TargetState(values["state"])
    if values["pool"] is not None:
        values["pool"] = tuple(values["pool"])
    if values["waiting_for"] is not None:
        values["waiting_for"] = WaitingFor(values["waiting_for"])
    return Target(**values, printer_name=row.printer_name)


def _targets_of(
    connection: Connection, job_ids: Sequence[str]
) -> dict[str, list[Target]]:
    """Return the targets of some jobs, oldest first."""
    query = (
        select(job_targets, printers.c.name.label("printer_name"))
        .join(printers)
        .where(job_targets.c.job_id.in_(job_ids))
        .order_by(job_targets.c.id)
    )
    found: dict[str, list[Target]] = {}
    for row in connection.execute(query):
        found.setdefault(row.job_id, []).append(_target(row))
    return found


def _jobs(connection: Connection, rows: Sequence[Row[Any]]) -> list[Job]:
    """Make jobs of rows, with their targets."""
    targets = _targets_of(connection, [row.id for row in rows])
    return [_job(row, tuple(targets.get(row.id, ()))) for row in rows]


def _job(row: Row[Any], targets: tuple[Target, ...]) -> Job:
    """Make a job of a row."""
    values = without_phrases(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's public name
    told = (*DETAIL_COLUMNS, RAW)
    details = known({name: values.pop(name, None) for name in told})
    # A deleted file leaves its job in the log, with nothing to send.
    values |= {
        "size": values["size"] or 0,
        "sha256": values["sha256"] or "",
        "extension": values["extension"] or "",
        "state": JobState(values["state"]),
    }
    return Job(**values, targets=targets, details=details)


def load_live_jobs(connection: Connection, ended_since: datetime) -> list[Job]:
    """Return jobs that have not ended, or ended after that time; newest first."""
    query = (
        select(*JOB_COLUMNS)
        .select_from(JOB_SOURCE)
        .where(jobs.c.deleted_at.is_(None))
        .where(jobs.c.state.not_in(ENDED_JOB_STATES) | (jobs.c.ended_at >= ended_since))
        .order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
    )
    return _jobs(connection, connection.execute(query).all())


def list_jobs(
    connection: Connection, states: Sequence[JobState] | None, limit: int
) -> list[Job]:
    """Return jobs that were not deleted, newest first, with their raw metadata."""
    query = select(*JOB_COLUMNS, job_details.c[RAW]).select_from(JOB_SOURCE)
    query = query.where(jobs.c.deleted_at.is_(None))
    if states:
        query = query.where(jobs.c.state.in_(states))
    query = query.order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(limit)
    return _jobs(connection, connection.execute(query).all())


def load_raw(connection: Connection, job_id: str) -> dict[str, Any]:
    """Return the settings in a job's file as the slicer wrote them."""
    query = select(job_details.c[RAW]).where(job_details.c.job_id == job_id)
    return connection.scalar(query) or {}


def list_files(connection: Connection, key_id: str | None) -> list[Job]:
    """Return the jobs of a key whose file is still there, newest first."""
    query = (
        select(*JOB_COLUMNS)
        .select_from(JOB_SOURCE)
        .where(
            of_key(key_id),
            jobs.c.deleted_at.is_(None),
            jobs.c.file_id.is_not(None),
        )
        .order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
    )
    return _jobs(connection, connection.execute(query).all())


def load_job(connection: Connection, job_id: str) -> Job | None:
    """Return one job that was not deleted."""
    query = select(*JOB_COLUMNS).select_from(JOB_SOURCE)
    query = query.where(jobs.c.id == job_id, jobs.c.deleted_at.is_(None))
    found = _jobs(connection, connection.execute(query).all())
    return found[0] if found else None


def load_jobs(connection: Connection, job_ids: Collection[str]) -> dict[str, Job]:
    """Return jobs by their ids, the deleted ones too."""
    query = select(*JOB_COLUMNS).select_from(JOB_SOURCE)
    query = query.where(jobs.c.id.in_(job_ids))
    return {job.id: job for job in _jobs(connection, connection.execute(query).all())}


def find_by_path(
    connection: Connection, key_id: str | None, folder: str | None, name: str
) -> str | None:
    """Return the id of the newest undeleted job of that key and path.

    `folder` None takes any folder: some clients give back the bare name only.
    """
    query = select(jobs.c.id).where(
        of_key(key_id),
        jobs.c.name == name,
        jobs.c.deleted_at.is_(None),
    )
    if folder is not None:
        query = query.where(jobs.c.folder == folder)
    order = (jobs.c.created_at.desc(), jobs.c.id.desc())
    found: str | None = connection.scalar(query.order_by(*order).limit(1))
    return found


def find_alike(
    connection: Connection, key_id: str | None, folder: str, name: str
) -> str | None:
    """Return the id of the newest undeleted job whose path reads the same.

    Databases compare text in ways of their own, so it is compared here.
    """
    query = (
        select(jobs.c.id, jobs.c.folder, jobs.c.name)
        .where(
            of_key(key_id),
            jobs.c.deleted_at.is_(None),
        )
        .order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
    )
    named = [row for row in connection.execute(query) if reads_as(row.name, name)]
    here = (row.id for row in named if reads_as(row.folder, folder))
    elsewhere = (row.id for row in named if not folder)
    return next(here, next(elsewhere, None))


def delete_jobs(
    connection: Connection, job_ids: Collection[str], now: datetime
) -> tuple[list[Job], list[str]]:
    """Delete jobs that have no target under way, and that are not deleted yet.

    Returns them as they were, and the ids of the files that no job needs any more.
    """
    query = select(*JOB_COLUMNS).select_from(JOB_SOURCE)
    query = query.where(jobs.c.id.in_(job_ids), jobs.c.deleted_at.is_(None))
    found = _jobs(connection, connection.execute(query).all())
    going = [job for job in found if all(target.ended for target in job.targets)]
    unused = [_delete_job(connection, job, now) for job in going]
    return going, [name for name in unused if name]


def _delete_job(connection: Connection, job: Job, now: datetime) -> str | None:
    """Delete a job; return its file's id when no other job needs that file."""
    name = file_id(job.sha256, job.extension)
    update_job(connection, job.id, deleted_at=now, file_id=None)
    query = select(func.count()).select_from(jobs).where(jobs.c.file_id == name)
    if connection.scalar(query):
        return None
    connection.execute(files.delete().where(files.c.id == name))
    return name


def last_upload(connection: Connection) -> datetime | None:
    """Return when the newest job came, a deleted one too."""
    found: datetime | None = connection.scalar(select(func.max(jobs.c.created_at)))
    return found


def is_deleted(connection: Connection, job_id: str) -> bool:
    """Tell whether a job was deleted."""
    query = select(jobs.c.deleted_at).where(jobs.c.id == job_id)
    return connection.scalar(query) is not None


def known_files(connection: Connection) -> set[str]:
    """Return the ids of all stored files."""
    return set(connection.scalars(select(files.c.id)))


def stored_bytes(connection: Connection) -> int:
    """Return the bytes of all stored files."""
    return int(connection.scalar(select(func.coalesce(func.sum(files.c.size), 0))) or 0)


def touch_key(connection: Connection, key_id: str, now: datetime) -> None:
    """Record that a slicer key was used."""
    query = update(slicer_keys).where(slicer_keys.c.id == key_id)
    if not connection.execute(query.values(last_used_at=now)).rowcount:
        connection.execute(insert(slicer_keys).values(id=key_id, last_used_at=now))


def key_uses(connection: Connection) -> dict[str, datetime]:
    """Return when each slicer key was used last."""
    return {row.id: row.last_used_at for row in connection.execute(select(slicer_keys))}
