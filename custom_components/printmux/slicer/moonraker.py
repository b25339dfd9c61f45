"""The Moonraker server that PrintMux is: https://moonraker.readthedocs.io/."""

from http import HTTPStatus
import json
from typing import Any
from urllib.parse import parse_qsl, quote

from aiohttp import web

from ..jobs.models import Job
from .answers import json_answer, result_answer
from .call import Call
from .errors import SlicerError
from .names import lenient_text, upload_name
from .receive import ReceivedForm, refusing
from .route import READ, SEND, Route
from .uploads import Dialect, Fields, async_check_upload, async_take_upload

ROOT = "gcodes"
SOFTWARE = "PrintMux"
# The release whose answers these are; clients show it, none compares it.
MOONRAKER_VERSION = "0.11.0"
API_VERSION = (1, 5, 0)
COMPONENTS = ("file_manager", "klippy_apis", "authorization", "octoprint_compat")
MAX_ARGUMENTS = 64 * 1024


async def async_server_info(call: Call) -> web.Response:
    """Answer `GET /server/info`: always ready, or Cura refuses to print."""
    return result_answer(
        {
            "klippy_connected": True,
            "klippy_state": "ready",
            "components": COMPONENTS,
            "failed_components": [],
            "registered_directories": [ROOT],
            "warnings": [],
            "websocket_count": 0,
            "moonraker_version": MOONRAKER_VERSION,
            "missing_klippy_requirements": [],
            "api_version": API_VERSION,
            "api_version_string": ".".join(map(str, API_VERSION)),
        }
    )


async def async_printer_info(call: Call) -> web.Response:
    """Answer `GET /printer/info`; `software` tells Repetier clients who this is not."""
    printer = {
        "state": "ready",
        "state_message": "Printer is ready",
        "hostname": "printmux",
        "klipper_path": "",
        "python_path": "",
        "process_id": 0,
        "user_id": 0,
        "group_id": 0,
        "log_file": "",
        "config_file": "",
        "software_version": "PrintMux",
        "cpu_info": "",
    }
    return result_answer(printer, software=SOFTWARE)


async def async_access_info(call: Call) -> web.Response:
    """Answer `GET /access/info`, the one call that needs no key."""
    access = {
        "default_source": "moonraker",
        "available_sources": ["moonraker"],
        "login_required": False,
        "trusted": False,
    }
    return result_answer(access, software=SOFTWARE)


async def async_roots(call: Call) -> web.Response:
    """Answer `GET /server/files/roots`; OrcaSlicer offers what has a `w`."""
    return result_answer([{"name": ROOT, "path": ROOT, "permissions": "rw"}])


async def async_upload(call: Call) -> web.Response:
    """Answer `POST /server/files/upload`: 201 when the job is durable.

    The real answer is bare; some OrcaSlicer builds look for a `result` around it.
    """
    job, _ = await async_take_upload(call, DIALECT)
    stored = {
        "action": "create_file",
        "item": _item(job),
        "print_started": job.start_requested,
        "print_queued": False,
    }
    place = f"{call.base}/server/files/{ROOT}/{quote(job.path, safe='/')}"
    answer = {"result": stored, **stored}
    return json_answer(answer, HTTPStatus.CREATED, {"Location": place})


async def async_print_start(call: Call) -> web.Response:
    """Answer `POST /printer/print/start` for a file this key has uploaded."""
    arguments = await _async_arguments(call.request)
    if (filename := arguments.get("filename")) is None:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "No data for argument: filename")
    try:
        path = upload_name(str(filename)).path
    except ValueError:
        path = None
    if path is None or not await call.hub.jobs.intake.async_request_start(
        call.key_id, path
    ):
        raise SlicerError(HTTPStatus.BAD_REQUEST, "Unable to open file")
    return result_answer("ok")


def _item(job: Job) -> dict[str, Any]:
    """Return how Moonraker describes a stored file."""
    return {
        "modified": job.created_at.timestamp(),
        "size": job.size,
        "permissions": "rw",
        "path": job.path,
        "root": ROOT,
    }


async def _async_arguments(request: web.Request) -> dict[str, Any]:
    """Return the arguments of a call, from its query and its JSON or form body."""
    arguments: dict[str, Any] = dict(request.query)
    if (request.content_length or 0) > MAX_ARGUMENTS:
        message = "The request body is too long"
        raise SlicerError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message)
    with refusing():
        if request.content_type == "multipart/form-data":
            return {**arguments, **await request.post()}
        return arguments | _parse_body(lenient_text(await request.read()))


def _parse_body(body: str) -> dict[str, Any]:
    """Return the arguments in a JSON or urlencoded body; raises SlicerError."""
    if not body.lstrip().startswith("{"):
        return dict(parse_qsl(body))
    try:
        arguments: dict[str, Any] = json.loads(body)
    except (ValueError, RecursionError) as err:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "The body is no valid JSON") from err
    return arguments


def _wants_print(fields: Fields) -> bool:
    """Tell whether the file is to be printed: Moonraker knows exactly one word."""
    return fields.get("print") == "true"


def _check(form: ReceivedForm) -> None:
    """Refuse other roots than G-code, and bytes that are not what was sent."""
    if form.fields.get("root", ROOT) != ROOT:
        raise SlicerError(HTTPStatus.BAD_REQUEST, f"PrintMux has only the root {ROOT}")
    checksum = form.fields.get("checksum")
    if checksum is not None and checksum.strip().lower() != form.sha256:
        raise SlicerError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The file arrived damaged: its checksum differs. Send it again",
        )


DIALECT = Dialect(source="moonraker", check=_check, wants_print=_wants_print)

ROUTES = (
    Route(READ, "/server/info", async_server_info),
    Route(READ, "/printer/info", async_printer_info),
    Route(READ, "/access/info", async_access_info, needs_key=False),
    Route(READ, "/server/files/roots", async_roots),
    Route(SEND, "/server/files/upload", async_upload, check=async_check_upload),
    Route(SEND, "/printer/print/start", async_print_start),
)
