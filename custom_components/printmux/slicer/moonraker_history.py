"""Moonraker's history: https://moonraker.readthedocs.io/en/latest/external_api/history/.

An entry is one print of an upload of the key that asks, on whichever printer.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from ..jobs.models import Job, Target, TargetState
from .call import Call
from .errors import SlicerError
from .moonraker_call import Arguments, Method, required, rest
from .moonraker_metadata import describe, metadata
from .route import READ, Route

DEFAULT_LIMIT = 50
STATUSES = {
    TargetState.COMPLETED: "completed",
    TargetState.CANCELLED: "cancelled",
    TargetState.FAILED: "error",
}
UNDER_WAY = "in_progress"


async def async_list(call: Call, arguments: Arguments) -> Any:
    """Answer `server.history.list`, the newest print first."""
    start = _number(arguments, "start", 0)
    limit = _number(arguments, "limit", DEFAULT_LIMIT)
    entries = await _async_entries(call)
    if str(arguments.get("order", "desc")) == "asc":
        entries.reverse()
    shown = entries[start : start + limit] if limit else entries[start:]
    return {"count": len(entries), "jobs": shown}


async def async_totals(call: Call, arguments: Arguments) -> Any:
    """Answer `server.history.totals`; what was used of filament is not known."""
    durations = [entry["total_duration"] for entry in await _async_entries(call)]
    total, longest = sum(durations, 0.0), max(durations, default=0.0)
    totals = {
        "total_jobs": float(len(durations)),
        "total_time": total,
        "total_print_time": total,
        "total_filament_used": 0.0,
        "longest_job": longest,
        "longest_print": longest,
    }
    return {"job_totals": totals, "auxiliary_totals": []}


async def async_job(call: Call, arguments: Arguments) -> Any:
    """Answer `server.history.get_job`."""
    uid = required(arguments, "uid")
    for entry in await _async_entries(call):
        if entry["job_id"] == uid:
            return {"job": entry}
    raise SlicerError(HTTPStatus.NOT_FOUND, f"Invalid job uid: {uid}")


async def _async_entries(call: Call) -> list[dict[str, Any]]:
    """Return the prints of what the key has uploaded, newest first."""
    jobs = await call.hub.jobs.intake.async_files(call.key_id)
    entries = [
        _entry(job, target)
        for job in jobs
        for target in job.targets
        if target.started_at is not None
    ]
    return sorted(entries, key=lambda entry: entry["start_time"], reverse=True)


def _entry(job: Job, target: Target) -> dict[str, Any]:
    """Return a print as Moonraker's history has it."""
    began = (target.started_at or target.created_at).timestamp()
    ended = target.ended_at.timestamp() if target.ended_at else None
    lasted = (target.updated_at.timestamp() if ended is None else ended) - began
    return {
        "job_id": target.id,
        "user": "_API_KEY_USER_",
        "filename": job.path,
        "status": STATUSES.get(target.state, UNDER_WAY),
        "start_time": began,
        "end_time": ended,
        "print_duration": lasted,
        "total_duration": lasted,
        "filament_used": 0.0,
        "metadata": {**describe(job), **metadata(job)},
        "auxiliary_data": [],
        "exists": True,
    }


def _number(arguments: Arguments, name: str, default: int) -> int:
    """Return a whole number that is not negative; raises SlicerError."""
    try:
        return max(0, int(arguments.get(name, default)))
    except (TypeError, ValueError) as err:
        message = f"Invalid argument: {name}"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message) from err


METHODS: Mapping[str, Method] = {
    "server.history.list": async_list,
    "server.history.totals": async_totals,
    "server.history.get_job": async_job,
}

ROUTES = (
    Route(READ, "/server/history/list", rest(async_list)),
    Route(READ, "/server/history/totals", rest(async_totals)),
    Route(READ, "/server/history/job", rest(async_job)),
)
