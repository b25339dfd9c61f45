"""The OctoPrint server that PrintMux is: https://docs.octoprint.org/en/master/api/."""

from http import HTTPStatus
import json
from urllib.parse import quote

from aiohttp import web

from homeassistant.loader import async_get_loaded_integration

from ..const import DOMAIN
from .answers import json_answer
from .call import Call
from .errors import SlicerError
from .receive import ReceivedForm
from .route import READ_OR_HEAD, SEND, Route
from .uploads import Dialect, Fields, async_check_upload, async_take_upload

API_VERSION = "0.1"
# The release whose answers these are; clients show it, none compares it.
SERVER_VERSION = "1.11.8"
TRUE_WORDS = frozenset({"true", "yes", "y", "1"})


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
    job, form = await async_take_upload(call, DIALECT)
    place = quote(job.path, safe="/")
    resource = f"{call.base}/api/files/local/{place}"
    download = f"{call.base}/downloads/files/local/{place}"
    stored = {
        "name": job.name,
        "origin": "local",
        "path": job.path,
        "refs": {"download": download, "resource": resource},
    }
    answer = {
        "done": True,
        "effectivePrint": job.start_requested,
        "effectiveSelect": is_true(form.fields.get("select", "")),
        "files": {"local": stored},
    }
    return json_answer(answer, HTTPStatus.CREATED, {"Location": resource})


def is_true(value: str) -> bool:
    """Tell whether OctoPrint takes a form value for true."""
    return value.strip().lower() in TRUE_WORDS


def _wants_print(fields: Fields) -> bool:
    """Tell whether the client wants the file printed."""
    return is_true(fields.get("print", ""))


def _check(form: ReceivedForm) -> None:
    """Refuse what OctoPrint's form handling refuses."""
    if not (userdata := form.fields.get("userdata")):
        return
    try:
        json.loads(userdata)
    except ValueError, RecursionError:
        raise SlicerError(
            HTTPStatus.BAD_REQUEST, "userdata contains invalid JSON"
        ) from None


DIALECT = Dialect(source="octoprint", check=_check, wants_print=_wants_print)

ROUTES = (
    Route(READ_OR_HEAD, "/api/version", async_version),
    Route(READ_OR_HEAD, "/api/server", async_server),
    Route(SEND, "/api/files/local", async_upload, check=async_check_upload),
)
