"""Moonraker's files: https://moonraker.readthedocs.io/en/latest/external_api/file_manager/.

A key sees its own uploads, and folders follow from them.
"""

from collections.abc import Mapping
from http import HTTPStatus
import shutil
from typing import Any
from urllib.parse import quote

from aiohttp import hdrs, web

from homeassistant.exceptions import ServiceValidationError

from ..jobs.models import Job
from ..jobs.naming import reads_as
from ..jobs.store import file_id
from ..jobs.upload_names import upload_name
from .answers import result_answer
from .call import Call
from .errors import SlicerError
from .filing import async_remove_folder, make_folder
from .folders import all_folders, made_folders
from .moonraker_call import ROOT, Arguments, Method, is_true, required, rest
from .moonraker_metadata import describe, metadata, stat
from .moonraker_thumbnails import async_thumbnail, list_paths
from .roots import list_roots
from .route import READ, READ_OR_HEAD, SEND, Route

TEXT_SUFFIXES = frozenset({".gcode", ".gco", ".g", ".nc"})
FILE_URL = f"/server/files/{ROOT}/{{path:.+}}"
NO_MOVE = "PrintMux keeps uploads as they are: nothing can be copied or moved"
DELETED = {"modified": 0, "size": 0, "permissions": ""}


async def async_roots(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.roots`; OrcaSlicer offers what has a `w`."""
    return list_roots(call)


async def async_list(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.list`, flat, by path."""
    root = str(arguments.get("root") or ROOT)
    if root != ROOT:
        message = f"Failed to build file list, invalid path: {root}"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    return [{"path": job.path, **describe(job)} for job in await _async_files(call)]


async def async_directory(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.get_directory`: one level, with metadata if asked."""
    folder = _folder(arguments)
    jobs = await _async_files(call)
    if folder and folder not in _folders(call, jobs):
        raise _no_folder(folder)
    extended = is_true(arguments, "extended")
    disk = await call.hass.async_add_executor_job(
        shutil.disk_usage, call.hub.store.root
    )
    return {
        "dirs": _subfolders(call, folder, jobs),
        "files": [
            {"filename": job.name, **describe(job)}
            | (metadata(job) if extended else {})
            for job in jobs
            if job.folder == folder
        ],
        "disk_usage": disk._asdict(),
        "root_info": {"name": ROOT, "permissions": "rw"},
    }


async def async_make_directory(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.post_directory`."""
    folder = _folder(arguments)
    if not folder or folder in _folders(call, await _async_files(call)):
        raise SlicerError(HTTPStatus.BAD_REQUEST, f"File exists: '{ROOT}/{folder}'")
    about = {"modified": make_folder(call, folder), "size": 0, "permissions": "rw"}
    return {"action": "create_dir", "item": {**about, "path": folder, "root": ROOT}}


async def async_delete_directory(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.delete_directory`: with `force` its uploads go with it."""
    if not (folder := _folder(arguments)):
        raise SlicerError(HTTPStatus.BAD_REQUEST, "Cannot delete root directory")
    jobs = await _async_files(call)
    folders = _folders(call, jobs)
    if folder not in folders:
        raise _no_folder(folder)
    inside = (*folders, *(job.path for job in jobs))
    full = any(path.startswith(f"{folder}/") for path in inside)
    if full and not is_true(arguments, "force"):
        message = f"Directory not empty: '{ROOT}/{folder}'"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    try:
        await async_remove_folder(call, folder)
    except SlicerError as err:
        raise SlicerError(HTTPStatus.FORBIDDEN, err.message) from err
    return {"action": "delete_dir", "item": {**DELETED, "path": folder, "root": ROOT}}


async def async_move(call: Call, arguments: Arguments) -> Any:
    """Refuse `server.files.move` and `copy` of what is there."""
    source = required(arguments, "source")
    required(arguments, "dest")
    root, _, path = source.strip("/").partition("/")
    if root != ROOT or (
        await _async_find(call, path) is None
        and path not in _folders(call, await _async_files(call))
    ):
        message = f"File {source} does not exist"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    raise SlicerError(HTTPStatus.FORBIDDEN, NO_MOVE)


async def async_scan(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.metascan`: every upload was looked into when it came."""
    filename = required(arguments, "filename")
    if await _async_find(call, filename) is None:
        message = f"File '{filename}' does not exist"
        raise SlicerError(HTTPStatus.NOT_FOUND, message)
    return await async_metadata(call, arguments)


async def async_metadata(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.metadata`."""
    job = await _async_find(call, required(arguments, "filename"))
    if job is None:
        raise SlicerError(HTTPStatus.NOT_FOUND, "Unknown")
    about = {**stat(job), **metadata(job), **await _async_last_print(call, job)}
    return {**about, "filename": job.path}


async def async_thumbnails(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.thumbnails`; a file that is not there has none."""
    job = await _async_find(call, required(arguments, "filename"))
    return list_paths(job) if job else []


async def async_delete_file(call: Call, arguments: Arguments) -> Any:
    """Answer `server.files.delete_file`: the newest job of that path is deleted."""
    root, _, path = required(arguments, "path").strip("/").partition("/")
    job = await _async_find(call, path) if root == ROOT else None
    if job is None:
        message = f"There is no file {root}/{path}"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    try:
        await call.hub.jobs.async_delete(job.id)
    except ServiceValidationError as err:
        message = "This file is on its way to a printer: cancel that first"
        raise SlicerError(HTTPStatus.FORBIDDEN, message) from err
    return {
        "action": "delete_file",
        "item": {**DELETED, "path": job.path, "root": ROOT},
    }


async def async_download(call: Call) -> web.StreamResponse:
    """Answer `GET /server/files/gcodes/<path>` with the bytes, or a range of them."""
    wanted = call.request.match_info["path"]
    if (picture := await async_thumbnail(call, wanted)) is not None:
        return picture
    job = await _async_find(call, wanted)
    if job is None:
        raise SlicerError(HTTPStatus.NOT_FOUND, "Not Found")
    path = call.hub.store.path(file_id(job.sha256, job.extension))
    if not await call.hass.async_add_executor_job(path.is_file):
        raise SlicerError(HTTPStatus.NOT_FOUND, "Not Found")
    text = job.extension in TEXT_SUFFIXES
    disposition = f"attachment; filename*=UTF-8''{quote(job.name, safe='')}"
    headers = {
        hdrs.CONTENT_TYPE: "text/plain" if text else "application/octet-stream",
        hdrs.CONTENT_DISPOSITION: disposition,
    }
    return web.FileResponse(path, headers=headers)


async def async_delete(call: Call) -> web.Response:
    """Answer `DELETE /server/files/gcodes/<path>`."""
    path = f"{ROOT}/{call.request.match_info['path']}"
    return result_answer(await async_delete_file(call, {"path": path}))


async def _async_files(call: Call) -> list[Job]:
    """Return what the key has uploaded, by path."""
    jobs = await call.hub.jobs.intake.async_files(call.key_id)
    return sorted(jobs, key=lambda job: job.path)


async def _async_find(call: Call, path: str) -> Job | None:
    """Return the newest job of that path (not of its bare name) whose file is there."""
    try:
        name = upload_name(path)
    except ValueError:
        return None
    job = await call.hub.jobs.intake.async_find(call.key_id, name.path)
    return job if job and job.sha256 and reads_as(job.path, name.path) else None


def _folder(arguments: Arguments) -> str:
    """Return the folder below the root that is meant; raises SlicerError."""
    path = str(arguments.get("path") or ROOT)
    root, *below = [part for part in path.split("/") if part not in ("", ".")] or [""]
    if root != ROOT or ".." in below:
        raise SlicerError(HTTPStatus.BAD_REQUEST, f"Invalid root path ({root})")
    try:
        return upload_name("/".join(below)).path if below else ""
    except ValueError as err:
        raise SlicerError(HTTPStatus.BAD_REQUEST, str(err)) from err


async def _async_last_print(call: Call, job: Job) -> dict[str, Any]:
    """Return what the history has of a file's last print, nothing if there is none."""
    last = await call.hub.jobs.history.async_latest(call.key_id, job_id=job.id)
    if last is None:
        return {}
    return {"print_start_time": last.started_at.timestamp(), "job_id": last.id}


def _folders(call: Call, jobs: list[Job]) -> set[str]:
    """Return every folder that the key sees."""
    return all_folders(call.hass, call.key_id, jobs)


def _subfolders(call: Call, folder: str, jobs: list[Job]) -> list[dict[str, Any]]:
    """Return how Moonraker describes the folders in a folder."""
    start = f"{folder}/" if folder else ""
    names = sorted(
        below
        for path in _folders(call, jobs)
        if path.startswith(start) and "/" not in (below := path.removeprefix(start))
    )
    return [_describe_folder(call, start, name, jobs) for name in names]


def _describe_folder(
    call: Call, start: str, name: str, jobs: list[Job]
) -> dict[str, Any]:
    """Return how Moonraker describes a folder: its age and size are its content's."""
    inside = [job for job in jobs if job.path.startswith(f"{start}{name}/")]
    made = made_folders(call.hass, call.key_id).get(f"{start}{name}", 0.0)
    return {
        "modified": max([made, *(job.created_at.timestamp() for job in inside)]),
        "size": sum(job.size for job in inside),
        "permissions": "rw",
        "dirname": name,
    }


def _no_folder(folder: str) -> SlicerError:
    """Return what a client hears of a folder that is not there."""
    message = f"Directory does not exist ({ROOT}/{folder})"
    return SlicerError(HTTPStatus.BAD_REQUEST, message)


METHODS: Mapping[str, Method] = {
    "server.files.roots": async_roots,
    "server.files.list": async_list,
    "server.files.get_directory": async_directory,
    "server.files.post_directory": async_make_directory,
    "server.files.delete_directory": async_delete_directory,
    "server.files.move": async_move,
    "server.files.copy": async_move,
    "server.files.metadata": async_metadata,
    "server.files.metascan": async_scan,
    "server.files.thumbnails": async_thumbnails,
    "server.files.delete_file": async_delete_file,
}

DELETE = (hdrs.METH_DELETE,)
ROUTES = (
    Route(READ, "/server/files/roots", rest(async_roots)),
    Route(READ, "/server/files/list", rest(async_list)),
    Route(READ, "/server/files/directory", rest(async_directory)),
    Route(SEND, "/server/files/directory", rest(async_make_directory)),
    Route(DELETE, "/server/files/directory", rest(async_delete_directory)),
    Route(SEND, "/server/files/move", rest(async_move)),
    Route(SEND, "/server/files/copy", rest(async_move)),
    Route(READ, "/server/files/metadata", rest(async_metadata)),
    Route(SEND, "/server/files/metascan", rest(async_scan)),
    Route(READ, "/server/files/thumbnails", rest(async_thumbnails)),
    Route(READ_OR_HEAD, FILE_URL, async_download),
    Route(DELETE, FILE_URL, async_delete),
)
