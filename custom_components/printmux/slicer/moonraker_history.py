"""Moonraker's history: https://moonraker.readthedocs.io/en/latest/external_api/history/.

An entry is one print of an upload of the key that asks, on whichever printer. It is
Home Assistant's print log: it outlives its file, and slicers can't delete from it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from aiohttp import hdrs

from ..jobs.clock import utc_now
from ..jobs.history import Print
from ..printlog.of_keys import Page
from .call import Call
from .errors import SlicerError
from .moonraker_call import Arguments, Method, is_true, refusal, required, rest
from .moonraker_metadata import metadata, stat
from .route import READ, SEND, Route

DEFAULT_LIMIT = 50
# States of the print log that Moonraker calls the same.
ENDS = frozenset({"completed", "cancelled", "error", "interrupted"})
UNDER_WAY = "in_progress"
ORDERS = {"ASC": True, "DESC": False}
# Moonraker keeps these two beside an entry, not in the metadata of its file.
BESIDE = frozenset({"print_start_time", "job_id"})
API_USER = "_API_KEY_USER_"
KEPT = "Home Assistant keeps the print log: nothing is deleted from here"


async def async_list(call: Call, arguments: Arguments) -> Any:
    """Answer `server.history.list`, the newest print first; `count` is the page's."""
    order = str(arguments.get("order", "desc")).upper()
    if order not in ORDERS:
        message = f"Invalid `order` value: {order}"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    page = Page(
        before=_time(arguments, "before"),
        since=_time(arguments, "since"),
        start=max(0, _number(arguments, "start", 0)),
        limit=max(0, _number(arguments, "limit", DEFAULT_LIMIT)),
        oldest_first=ORDERS[order],
    )
    prints = await call.hub.jobs.history.async_list(call.key_id, page)
    return {"count": len(prints), "jobs": [describe_print(found) for found in prints]}


async def async_totals(call: Call, arguments: Arguments) -> Any:
    """Answer `server.history.totals`: sums over what has ended."""
    totals = await call.hub.jobs.history.async_totals(call.key_id)
    sums = {
        "total_jobs": totals.prints,
        "total_time": totals.total_s,
        "total_print_time": totals.print_s,
        "total_filament_used": totals.filament_mm,
        "longest_job": totals.longest_s,
        "longest_print": totals.longest_print_s,
    }
    return {"job_totals": sums, "auxiliary_totals": []}


async def async_job(call: Call, arguments: Arguments) -> Any:
    """Answer `server.history.get_job`."""
    return {"job": describe_print(await _async_require(call, arguments))}


async def async_delete_job(call: Call, arguments: Arguments) -> Any:
    """Refuse `server.history.delete_job`, in Moonraker's words if there is no such."""
    if not is_true(arguments, "all"):
        await _async_require(call, arguments)
    raise SlicerError(HTTPStatus.FORBIDDEN, KEPT)


async def _async_require(call: Call, arguments: Arguments) -> Print:
    """Return the print that is meant; raises SlicerError."""
    uid = required(arguments, "uid")
    if (found := await call.hub.jobs.history.async_get(call.key_id, uid)) is None:
        raise SlicerError(HTTPStatus.NOT_FOUND, f"Invalid job uid: {uid}")
    return found


def describe_print(found: Print) -> dict[str, Any]:
    """Return a print as Moonraker's history has it; unknown amounts are 0 there."""
    ended = found.ended_at
    lasted = ((ended or utc_now()) - found.started_at).total_seconds()
    job = found.job
    # Of a deleted file nobody knows the size any more.
    known = {**stat(job), **metadata(job)} if job.sha256 else metadata(job)
    about = {name: value for name, value in known.items() if name not in BESIDE}
    return {
        "job_id": found.id,
        "user": API_USER,
        "filename": job.path,
        "status": found.state if found.state in ENDS else UNDER_WAY,
        "start_time": found.started_at.timestamp(),
        "end_time": None if ended is None else ended.timestamp(),
        "print_duration": lasted if found.print_s is None else found.print_s,
        "total_duration": lasted,
        "filament_used": found.filament_mm or 0.0,
        "metadata": about,
        "auxiliary_data": [],
        "exists": found.exists and bool(job.sha256),
    }


def _time(arguments: Arguments, name: str) -> datetime | None:
    """Return a time, None if there is none or it is -1; raises SlicerError."""
    try:
        seconds = float(arguments.get(name, -1))
        return None if seconds == -1 else datetime.fromtimestamp(seconds, UTC)
    except (TypeError, ValueError, OverflowError, OSError) as err:
        raise _bad(name) from err


def _number(arguments: Arguments, name: str, default: int) -> int:
    """Return a whole number; raises SlicerError."""
    try:
        return min(int(arguments.get(name, default)), 2**31)
    except (TypeError, ValueError, OverflowError) as err:
        raise _bad(name) from err


def _bad(name: str) -> SlicerError:
    """Return the refusal of an argument."""
    return SlicerError(HTTPStatus.BAD_REQUEST, f"Invalid argument: {name}")


async_reset_totals = refusal(HTTPStatus.FORBIDDEN, KEPT)

METHODS: Mapping[str, Method] = {
    "server.history.list": async_list,
    "server.history.totals": async_totals,
    "server.history.get_job": async_job,
    "server.history.delete_job": async_delete_job,
    "server.history.reset_totals": async_reset_totals,
}

ROUTES = (
    Route(READ, "/server/history/list", rest(async_list)),
    Route(READ, "/server/history/totals", rest(async_totals)),
    Route(READ, "/server/history/job", rest(async_job)),
    Route((hdrs.METH_DELETE,), "/server/history/job", rest(async_delete_job)),
    Route(SEND, "/server/history/reset_totals", rest(async_reset_totals)),
)
