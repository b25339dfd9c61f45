"""The files of OctoPrint: https://docs.octoprint.org/en/master/api/files.html.

The files of a client are the newest jobs of its key, one for each path.
"""

from collections.abc import Collection
from http import HTTPStatus
import json
from pathlib import Path
import shutil
from typing import Any
from urllib.parse import quote

from aiohttp import hdrs, web

from homeassistant.exceptions import ServiceValidationError
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..jobs.models import Job
from ..jobs.naming import reads_as
from ..jobs.store import file_id
from ..jobs.upload_names import upload_name
from .answers import json_answer
from .call import Call
from .errors import SlicerError
from .filing import async_remove_folder
from .folders import all_folders, made_folders
from .receive import refusing
from .route import READ_OR_HEAD, SEND, Route

# What each client has selected: a path by the id of its key.
SELECTED: HassKey[dict[str | None, str]] = HassKey(f"{DOMAIN}_octoprint_selected")
TRUE_WORDS = frozenset({"true", "yes", "y", "1"})
GCODE_SUFFIXES = frozenset({".gcode", ".gco", ".g", ".nc"})
MAX_COMMAND = 64 * 1024


def is_true(value: object) -> bool:
    """Tell whether OctoPrint takes a value for true."""
    return str(value).strip().lower() in TRUE_WORDS


def not_found() -> SlicerError:
    """Return the answer for what there is not."""
    return SlicerError(HTTPStatus.NOT_FOUND, "PrintMux has no such file or address")


def done() -> web.Response:
    """Return the answer to a command that was carried out."""
    return web.Response(status=HTTPStatus.NO_CONTENT)


async def async_read_json(call: Call) -> Any:
    """Return the JSON body of a request; raises SlicerError as OctoPrint does."""
    request = call.request
    if request.content_type != "application/json":
        message = "The Content-Type of the request is not application/json"
        raise SlicerError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)
    try:
        with refusing():
            # Chunked bodies do not say how long they are.
            body = await request.clone(client_max_size=MAX_COMMAND).read()
    except web.HTTPRequestEntityTooLarge as err:
        message = "The request body is too long"
        raise SlicerError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message) from err
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as err:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "The body is no valid JSON") from err


async def async_read_command(call: Call, commands: Collection[str]) -> dict[str, Any]:
    """Return a JSON body that holds one of some commands; raises SlicerError."""
    data = await async_read_json(call)
    command = data.get("command") if isinstance(data, dict) else None
    if not isinstance(command, str) or command not in commands:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "command is invalid")
    return dict(data)


def refs(call: Call, path: str) -> dict[str, str]:
    """Return the addresses of a file as the client reaches them."""
    place = quote(path, safe="/")
    return {
        "download": f"{call.base}/downloads/files/local/{place}",
        "resource": f"{call.base}/api/files/local/{place}",
    }


def select(call: Call, path: str) -> None:
    """Remember what a client has selected."""
    call.hass.data.setdefault(SELECTED, {})[call.key_id] = path


def unselect(call: Call) -> None:
    """Forget what a client has selected."""
    call.hass.data.setdefault(SELECTED, {}).pop(call.key_id, None)


async def async_selected(call: Call) -> Job | None:
    """Return the job that a client has selected, None if it has none."""
    path = call.hass.data.get(SELECTED, {}).get(call.key_id)
    return None if path is None else await _async_find(call, path)


async def async_require(call: Call) -> Job:
    """Return the job that a request names; raises SlicerError."""
    if (job := await _async_find(call, _path(call))) is None:
        raise not_found()
    return job


async def async_list(call: Call) -> web.Response:
    """Answer `GET /api/files` and `/api/files/local`."""
    jobs = await call.hub.jobs.intake.async_files(call.key_id)
    files = _children(call, jobs, "", deep=_is_recursive(call))
    free, total = await _async_room(call)
    return json_answer({"files": files, "free": free, "total": total})


async def async_list_other(call: Call) -> web.Response:
    """Answer `GET /api/files/<location>`: there is no SD card, so it is empty."""
    if call.request.match_info["location"] != "sdcard":
        raise not_found()
    return json_answer({"files": []})


async def async_not_found(_call: Call) -> web.Response:
    """Answer for files and addresses that PrintMux never has."""
    raise not_found()


async def async_check_not_found(_call: Call) -> None:
    """Refuse an upload to a place that PrintMux does not have, before its body."""
    raise not_found()


async def async_info(call: Call) -> web.Response:
    """Answer `GET /api/files/local/<path>` for a file or a folder."""
    path = _path(call)
    if job := await _async_find(call, path):
        return json_answer(_file(call, job))
    jobs = await _async_require_folder(call, path)
    return json_answer(_folder(call, jobs, path, deep=_is_recursive(call)))


async def async_delete(call: Call) -> web.Response:
    """Answer `DELETE /api/files/local/<path>`: the newest job of that path goes.

    A folder goes with all that is in it, as it does in OctoPrint.
    """
    path = _path(call)
    if (job := await _async_find(call, path)) is None:
        await _async_require_folder(call, path)
        await async_remove_folder(call, path)
        return done()
    try:
        await call.hub.jobs.async_delete(job.id)
    except ServiceValidationError as err:
        message = "This file is being sent or printed: cancel its job first"
        raise SlicerError(HTTPStatus.CONFLICT, message) from err
    return done()


async def async_download(call: Call) -> web.StreamResponse:
    """Answer `GET /downloads/files/local/<path>` with the bytes, or a range of them."""
    job = await async_require(call)
    place = quote(job.name, safe="")
    is_text = job.extension in GCODE_SUFFIXES
    headers = {
        hdrs.CONTENT_TYPE: "text/plain" if is_text else "application/octet-stream",
        hdrs.CONTENT_DISPOSITION: f"attachment; filename*=UTF-8''{place}",
        "X-Content-Type-Options": "nosniff",
    }
    return web.FileResponse(_stored(call, job), headers=headers)


def _path(call: Call) -> str:
    """Return the path that a request names, written as uploads are; SlicerError."""
    try:
        return upload_name(call.request.match_info["path"]).path
    except ValueError:
        raise not_found() from None


async def _async_find(call: Call, path: str) -> Job | None:
    """Return the newest job of that path, None if it or its file is gone."""
    job = await call.hub.jobs.intake.async_find(call.key_id, path)
    # The search takes bare names too; a deletion must not.
    if job is None or not reads_as(job.path, path):
        return None
    there = await call.hass.async_add_executor_job(_stored(call, job).is_file)
    return job if there else None


async def _async_require_folder(call: Call, folder: str) -> list[Job]:
    """Return the files of a client below a folder; SlicerError if there is none."""
    files = await call.hub.jobs.intake.async_files(call.key_id)
    if folder not in all_folders(call.hass, call.key_id, files):
        raise not_found()
    return [job for job in files if job.path.startswith(f"{folder}/")]


async def _async_room(call: Call) -> tuple[int, int]:
    """Return how many bytes are free and how many there are, by disk and quota."""
    hub = call.hub
    disk = await call.hass.async_add_executor_job(shutil.disk_usage, hub.store.root)
    if not (quota := hub.settings.quota_bytes):
        return disk.free, disk.total
    free = max(0, quota - hub.jobs.stats.storage_bytes)
    return min(disk.free, free), min(disk.total, quota)


def _stored(call: Call, job: Job) -> Path:
    """Return where the bytes of a job lie."""
    return call.hub.store.path(file_id(job.sha256, job.extension))


def _is_recursive(call: Call) -> bool:
    """Tell whether the client wants what is in folders too."""
    return is_true(call.request.query.get("recursive", ""))


def _children(
    call: Call, jobs: Collection[Job], folder: str, *, deep: bool
) -> list[dict[str, Any]]:
    """Return what lies directly in a folder: files, then folders."""
    start = len(folder) + 1 if folder else 0
    files = [_file(call, job) for job in jobs if job.folder == folder]
    below: dict[str, list[Job]] = {}
    for job in jobs:
        if job.folder != folder:
            name = job.path[start:].partition("/")[0]
            below.setdefault(job.path[:start] + name, []).append(job)
    for path in made_folders(call.hass, call.key_id):
        name = path[start:].partition("/")[0]
        if path.startswith(f"{folder}/" if folder else "") and name:
            below.setdefault(path[:start] + name, [])
    folders = (_folder(call, inner, path, deep=deep) for path, inner in below.items())
    if deep:
        return [*files, *folders]
    return [*files, *({**entry, "children": []} for entry in folders)]


def _folder(
    call: Call, jobs: Collection[Job], path: str, *, deep: bool
) -> dict[str, Any]:
    """Return how OctoPrint describes a folder, given the jobs below it."""
    name = path.rpartition("/")[2]
    return {
        "children": _children(call, jobs, path, deep=deep),
        "date": max([_made(call, path), *(_date(job) for job in jobs)]),
        "display": name,
        "name": name,
        "origin": "local",
        "path": path,
        "prints": {"failure": 0, "success": 0},
        "refs": {"resource": refs(call, path)["resource"]},
        "size": sum(job.size for job in jobs),
        "type": "folder",
        "typePath": ["folder"],
    }


def _file(call: Call, job: Job) -> dict[str, Any]:
    """Return how OctoPrint describes a file."""
    is_gcode = job.extension in GCODE_SUFFIXES
    kind = "gcode" if is_gcode else job.extension.strip(".")
    return {
        **describe(job),
        "refs": refs(call, job.path),
        "type": "machinecode",
        "typePath": ["machinecode", kind],
        "user": call.key.title if call.key else None,
    }


def describe(job: Job) -> dict[str, Any]:
    """Return what `GET /api/job` and a list of files both tell of a file."""
    return {
        "date": _date(job),
        "display": job.name,
        "name": job.name,
        "origin": "local",
        "path": job.path,
        "size": job.size,
    }


def _made(call: Call, folder: str) -> int:
    """Return when a folder was made, 0 if it came with a file."""
    return int(made_folders(call.hass, call.key_id).get(folder, 0))


def _date(job: Job) -> int:
    """Return when a job was made, in seconds."""
    return int(job.created_at.timestamp())


FILE = "/api/files/local/{path:.*}"
OTHER_FILE = "/api/files/{location}/{path:.*}"

ROUTES = (
    Route(READ_OR_HEAD, "/api/files", async_list),
    Route(READ_OR_HEAD, "/api/files/local", async_list),
    Route(READ_OR_HEAD, FILE, async_info),
    Route((hdrs.METH_DELETE,), FILE, async_delete),
    Route(READ_OR_HEAD, "/downloads/files/local/{path:.*}", async_download),
    Route(READ_OR_HEAD, "/api/files/{location}", async_list_other),
    Route(SEND, "/api/files/{location}", async_not_found, check=async_check_not_found),
    Route((*READ_OR_HEAD, *SEND, hdrs.METH_DELETE), OTHER_FILE, async_not_found),
)
