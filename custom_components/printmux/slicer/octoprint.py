"""The OctoPrint server that PrintMux is: https://docs.octoprint.org/en/master/api/."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
import json
from typing import Any

from aiohttp import web

from homeassistant.loader import async_get_loaded_integration

from ..const import DOMAIN
from ..jobs.upload_names import upload_name
from . import octoprint_files, octoprint_printer, octoprint_state
from .answers import json_answer
from .call import Call
from .errors import SlicerError
from .filing import make_folder
from .folders import all_folders
from .octoprint_files import (
    FILE,
    async_read_command,
    async_require,
    async_selected,
    done,
    is_true,
    refs,
    select,
    unselect,
)
from .receive import NoFileError, ReceivedForm
from .route import READ_OR_HEAD, SEND, Route
from .uploads import Dialect, Fields, async_check_upload, async_take_upload

API_VERSION = "0.1"
# The release whose answers these are; clients show it, none compares it.
SERVER_VERSION = "1.11.8"
NO_OPERATION = "PrintMux keeps uploads as they are: nothing can be copied or moved"

type Data = Mapping[str, Any]
type Command = Callable[[Call, Data], Awaitable[web.Response]]


async def async_version(call: Call) -> web.Response:
    """Answer `GET /api/version`; `text` must begin with OctoPrint."""
    version = async_get_loaded_integration(call.hass, DOMAIN).version
    text = f"OctoPrint (PrintMux {version})"
    return json_answer({"api": API_VERSION, "server": SERVER_VERSION, "text": text})


async def async_server(call: Call) -> web.Response:
    """Answer `GET /api/server`."""
    return json_answer({"safemode": None, "version": SERVER_VERSION})


async def async_upload(call: Call) -> web.Response:
    """Answer `POST /api/files/local`: 201 when the job is durable.

    Cura takes the path after the first `api/` of `Location` for its next calls.
    """
    try:
        job, form = await async_take_upload(call, DIALECT)
    except NoFileError as err:
        if "foldername" not in err.fields:
            raise
        return await _async_make_folder(call, err.fields)
    selects = is_true(form.fields.get("select", ""))
    if selects or job.start_requested:
        select(call, job.path)
    links = refs(call, job.path)
    stored = {"name": job.name, "origin": "local", "path": job.path, "refs": links}
    answer = {
        "done": True,
        "effectivePrint": job.start_requested,
        "effectiveSelect": selects,
        "files": {"local": stored},
    }
    return json_answer(answer, HTTPStatus.CREATED, {"Location": links["resource"]})


async def _async_make_folder(call: Call, fields: Fields) -> web.Response:
    """Answer a form that makes a folder; one that is there is as good."""
    if not fields["foldername"].strip():
        raise SlicerError(HTTPStatus.BAD_REQUEST, "folder name is empty")
    try:
        place = upload_name(fields["foldername"], fields.get("path", ""))
    except ValueError as err:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "The folder name is bad") from err
    jobs = await call.hub.jobs.intake.async_files(call.key_id)
    if place.path not in all_folders(call.hass, call.key_id, jobs):
        make_folder(call, place.path)
    resource = refs(call, place.path)["resource"]
    links = {"resource": resource}
    folder = {"name": place.name, "origin": "local", "path": place.path, "refs": links}
    answer = {"done": True, "folder": folder}
    return json_answer(answer, HTTPStatus.CREATED, {"Location": resource})


async def async_command(call: Call) -> web.Response:
    """Answer `POST /api/files/local/<path>`, which carries a command for a file."""
    data = await async_read_command(call, COMMANDS)
    return await COMMANDS[data["command"]](call, data)


async def _async_select(call: Call, data: Data) -> web.Response:
    """Select a file; with `print` it is to be printed too."""
    job = await async_require(call)
    select(call, job.path)
    if is_true(data.get("print")):
        await call.hub.jobs.intake.async_request_start(call.key_id, job.path)
    return done()


async def _async_unselect(call: Call, _data: Data) -> web.Response:
    """Select nothing any more."""
    job = await async_require(call)
    selected = await async_selected(call)
    if selected is None:
        message = "Cannot unselect current file when there is no file selected"
        raise SlicerError(HTTPStatus.CONFLICT, message)
    if selected.path != job.path:
        message = "Only the currently selected file can be unselected"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    unselect(call)
    return done()


async def _async_analyse(call: Call, _data: Data) -> web.Response:
    """Do nothing more: every upload is looked into."""
    await async_require(call)
    return done()


async def _async_slice(call: Call, _data: Data) -> web.Response:
    """Refuse to slice, in OctoPrint's words."""
    await async_require(call)
    message = "Cannot slice file, no slicer available"
    raise SlicerError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)


async def _async_move(call: Call, data: Data) -> web.Response:
    """Refuse to copy or move."""
    if "destination" not in data:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "Mandatory parameters missing")
    await async_require(call)
    raise SlicerError(HTTPStatus.CONFLICT, NO_OPERATION)


COMMANDS: Mapping[str, Command] = {
    "select": _async_select,
    "unselect": _async_unselect,
    "analyse": _async_analyse,
    "slice": _async_slice,
    "copy": _async_move,
    "move": _async_move,
}


def _wants_print(fields: Fields) -> bool:
    """Tell whether the client wants the file printed."""
    return is_true(fields.get("print", ""))


async def _async_check(call: Call, form: ReceivedForm) -> None:
    """Refuse what OctoPrint's form handling refuses."""
    if userdata := form.fields.get("userdata"):
        try:
            json.loads(userdata)
        except ValueError, RecursionError:
            raise SlicerError(
                HTTPStatus.BAD_REQUEST, "userdata contains invalid JSON"
            ) from None
    if not is_true(form.fields.get("noOverwrite", "")):
        return
    path = _path(form)
    known = await call.hub.jobs.intake.async_find(call.key_id, path) if path else None
    if known is not None and known.path == path:
        message = "File already exists and noOverwrite was set"
        raise SlicerError(HTTPStatus.CONFLICT, message)


def _path(form: ReceivedForm) -> str | None:
    """Return where a form puts its file, None if it must not: others tell why."""
    try:
        return upload_name(form.filename, form.fields.get("path", "")).path
    except ValueError:
        return None


DIALECT = Dialect(
    source="octoprint", async_check=_async_check, wants_print=_wants_print
)

ROUTES = (
    Route(READ_OR_HEAD, "/api/version", async_version),
    Route(READ_OR_HEAD, "/api/server", async_server),
    Route(SEND, "/api/files/local", async_upload, check=async_check_upload),
    Route(SEND, FILE, async_command),
    *octoprint_files.ROUTES,
    *octoprint_printer.ROUTES,
    *octoprint_state.ROUTES,
)
