"""The Moonraker server that PrintMux is: https://moonraker.readthedocs.io/."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from aiohttp import web

from ..jobs.upload_names import upload_name
from . import (
    moonraker_absent,
    moonraker_files,
    moonraker_history,
    moonraker_objects,
    moonraker_state,
)
from .answers import json_answer
from .call import Call
from .errors import SlicerError
from .moonraker_call import ROOT, Arguments, Method, required, rest
from .moonraker_metadata import describe
from .receive import ReceivedForm
from .roots import with_printer_roots
from .route import SEND, Route
from .uploads import Dialect, Fields, async_check_upload, async_take_upload


async def async_upload(call: Call) -> web.Response:
    """Answer `POST /server/files/upload`: 201 when the job is durable.

    The real answer is bare; some OrcaSlicer builds look for a `result` around it.
    """
    job, _ = await async_take_upload(call, with_printer_roots(call, DIALECT))
    stored = {
        "action": "create_file",
        "item": {**describe(job), "path": job.path, "root": ROOT},
        "print_started": job.start_requested,
        "print_queued": False,
    }
    place = f"{call.base}/server/files/{ROOT}/{quote(job.path, safe='/')}"
    answer = {"result": stored, **stored}
    return json_answer(answer, HTTPStatus.CREATED, {"Location": place})


async def async_print_start(call: Call, arguments: Arguments) -> Any:
    """Answer `printer.print.start` for a file this key has uploaded."""
    filename = required(arguments, "filename")
    try:
        path = upload_name(filename).path
    except ValueError:
        path = None
    if path is None or not await call.hub.jobs.intake.async_request_start(
        call.key_id, path
    ):
        raise SlicerError(HTTPStatus.BAD_REQUEST, "Unable to open file")
    return "ok"


def _wants_print(fields: Fields) -> bool:
    """Tell whether the file is to be printed: Moonraker knows exactly one word."""
    return fields.get("print") == "true"


async def _async_check(call: Call, form: ReceivedForm) -> None:
    """Refuse other roots than G-code, and bytes that are not what was sent."""
    if form.fields.get("root", ROOT) != ROOT:
        raise SlicerError(HTTPStatus.BAD_REQUEST, f"PrintMux has only the root {ROOT}")
    checksum = form.fields.get("checksum")
    if checksum is not None and checksum.strip().lower() != form.sha256:
        raise SlicerError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The file arrived damaged: its checksum differs. Send it again",
        )


DIALECT = Dialect(
    source="moonraker", async_check=_async_check, wants_print=_wants_print
)

# What JSON-RPC can call, by the names that it has there.
METHODS: Mapping[str, Method] = {
    **moonraker_absent.METHODS,
    **moonraker_files.METHODS,
    **moonraker_history.METHODS,
    **moonraker_objects.METHODS,
    **moonraker_state.METHODS,
    "printer.print.start": async_print_start,
}

ROUTES = (
    *moonraker_absent.ROUTES,
    *moonraker_files.ROUTES,
    *moonraker_history.ROUTES,
    *moonraker_objects.ROUTES,
    *moonraker_state.ROUTES,
    Route(SEND, "/server/files/upload", async_upload, check=async_check_upload),
    Route(SEND, "/printer/print/start", rest(async_print_start)),
)
