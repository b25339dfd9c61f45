"""What OctoPrint tells of itself, its job, and its connection to an idle printer.

https://docs.octoprint.org/en/master/api/ (job, connection, settings, login).
"""

from collections.abc import Mapping
from http import HTTPStatus
import secrets
from typing import Any

from aiohttp import web

from homeassistant.util import dt as dt_util

from .answers import json_answer
from .call import Call
from .errors import SlicerError
from .keyless import check_page, may_come_without_key
from .keys import presented_key
from .octoprint_files import (
    async_not_found,
    async_read_command,
    async_read_json,
    async_selected,
    describe,
    done,
)
from .octoprint_printer import OPERATIONAL
from .route import READ_OR_HEAD, SEND, Route

PROFILE = "_default"
PORT = "VIRTUAL"
BAUDRATE = 115200
NO_FILE = dict.fromkeys(("date", "display", "name", "origin", "path", "size"))
NO_PROGRESS = dict.fromkeys(
    ("completion", "filepos", "printTime", "printTimeLeft", "printTimeLeftOrigin")
)
IDLE = "Printer is neither printing nor paused, '{}' command cannot be performed"
JOB_COMMANDS: Mapping[str, str | None] = {
    "start": None,
    "cancel": IDLE.format("cancel"),
    "pause": IDLE.format("pause"),
    "restart": "Printer does not have an active print job or is not paused",
}
CONNECTION_COMMANDS = ("connect", "disconnect", "fake_ack")
CONNECT_VALUES: Mapping[str, tuple[object, ...]] = {
    "port": (PORT, "AUTO"),
    "baudrate": (BAUDRATE, 0),
    "printerProfile": (PROFILE,),
}
SETTINGS = {
    "api": {"allowCrossOrigin": False},
    "appearance": {"color": "default", "name": "PrintMux"},
    "feature": {"sdSupport": False, "temperatureGraph": False},
    "gcodeAnalysis": {"runAt": "never"},
    "plugins": {},
    "webcam": {
        "flipH": False,
        "flipV": False,
        "rotate90": False,
        "streamUrl": "",
        "webcamEnabled": False,
    },
}
GUEST = {"groups": ["guests"], "name": None, "permissions": []}
PERMISSIONS = (
    "STATUS",
    "FILES_LIST",
    "FILES_UPLOAD",
    "FILES_DOWNLOAD",
    "FILES_DELETE",
    "FILES_SELECT",
    "PRINT",
    "SETTINGS_READ",
)


async def async_job(call: Call) -> web.Response:
    """Answer `GET /api/job`; its file is the one that this client has selected."""
    selected = await async_selected(call)
    job = {
        "averagePrintTime": None,
        "estimatedPrintTime": None,
        "filament": {"length": None, "volume": None},
        "file": describe(selected) if selected else NO_FILE,
        "lastPrintTime": None,
        "user": _user_name(call) if selected else None,
    }
    return json_answer({"job": job, "progress": NO_PROGRESS, "state": OPERATIONAL})


async def async_job_command(call: Call) -> web.Response:
    """Answer `POST /api/job`: only `start` has something to do on an idle printer."""
    data = await async_read_command(call, JOB_COMMANDS)
    if refusal := JOB_COMMANDS[data["command"]]:
        raise SlicerError(HTTPStatus.CONFLICT, refusal)
    if selected := await async_selected(call):
        await call.hub.jobs.intake.async_request_start(call.key_id, selected.path)
    return done()


async def async_settings(_call: Call) -> web.Response:
    """Answer `GET /api/settings` with what clients look for."""
    return json_answer(SETTINGS)


async def async_check_settings(call: Call) -> None:
    """Refuse a wrong key with 401: Cura's test of a key understands nothing else."""
    if call.key is not None:
        return
    request, settings = call.request, call.hub.settings
    if presented_key(request) or not may_come_without_key(
        request, settings.keyless_networks
    ):
        message = "This API key is wrong or missing: use a slicer key made by PrintMux"
        raise SlicerError(HTTPStatus.UNAUTHORIZED, message)
    check_page(request, settings.cors_origins)


async def async_profiles(call: Call) -> web.Response:
    """Answer `GET /api/printerprofiles`."""
    return json_answer({"profiles": {PROFILE: _profile(call)}})


async def async_profile(call: Call) -> web.Response:
    """Answer `GET /api/printerprofiles/_default`."""
    return json_answer(_profile(call))


async def async_connection(_call: Call) -> web.Response:
    """Answer `GET /api/connection`: always connected."""
    current = {
        "baudrate": BAUDRATE,
        "port": PORT,
        "printerProfile": PROFILE,
        "state": OPERATIONAL,
    }
    options = {
        "baudratePreference": BAUDRATE,
        "baudrates": [BAUDRATE],
        "portPreference": PORT,
        "ports": [PORT],
        "printerProfilePreference": PROFILE,
        "printerProfiles": [{"id": PROFILE, "name": "Default"}],
    }
    return json_answer({"current": current, "options": options})


async def async_connection_command(call: Call) -> web.Response:
    """Answer `POST /api/connection`: the connection stays as it is."""
    data = await async_read_command(call, CONNECTION_COMMANDS)
    for name, values in CONNECT_VALUES.items():
        if data["command"] == "connect" and data.get(name, values[0]) not in values:
            raise SlicerError(HTTPStatus.BAD_REQUEST, f"{name} is invalid")
    return done()


async def async_login(call: Call) -> web.Response:
    """Answer `POST /api/login`: a key logs in passively, there are no passwords."""
    data = await async_read_json(call)
    fields = data.keys() if isinstance(data, dict) else set()
    if {"user", "pass"} <= fields:
        message = "PrintMux knows no passwords: use a slicer key made by PrintMux"
        raise SlicerError(HTTPStatus.FORBIDDEN, message)
    if "passive" not in fields:
        message = "Neither user and pass attributes nor passive flag present"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    return json_answer(_user(call))


async def async_logout(_call: Call) -> web.Response:
    """Answer `POST /api/logout`: there is no session to end."""
    return json_answer({"needs": {"group": ["guests"]}})


async def async_current_user(call: Call) -> web.Response:
    """Answer `GET /api/currentuser`; who has no key is a guest."""
    if call.key is None:
        return json_answer(GUEST)
    user = {"groups": ["users"], "name": _user_name(call), "permissions": PERMISSIONS}
    return json_answer(user)


def _user_name(call: Call) -> str | None:
    """Return the name of the key that was presented."""
    return call.key.title if call.key else None


def _user(call: Call) -> dict[str, Any]:
    """Return the user that a key stands for; the key itself is never told."""
    return {
        "_credentials_seen": dt_util.utcnow().isoformat(timespec="seconds"),
        "_is_external_client": False,
        "_login_mechanism": "apikey",
        "active": True,
        "admin": False,
        "apikey": None,
        "groups": ["users"],
        "name": _user_name(call),
        "needs": {
            "group": ["users"],
            "role": [permission.lower() for permission in PERMISSIONS],
        },
        "permissions": [],
        "roles": ["user"],
        "session": secrets.token_hex(32),
        "settings": {},
        "user": True,
    }


def _profile(call: Call) -> dict[str, Any]:
    """Return the only printer profile, with OctoPrint's own sizes and speeds."""
    speeds = {"e": 300, "x": 6000, "y": 6000, "z": 200}
    return {
        "axes": {
            axis: {"inverted": False, "speed": speed} for axis, speed in speeds.items()
        },
        "color": "default",
        "current": True,
        "default": True,
        "extruder": {
            "count": 1,
            "defaultExtrusionLength": 5,
            "nozzleDiameter": 0.4,
            "offsets": [[0.0, 0.0]],
            "sharedNozzle": False,
        },
        "heatedBed": True,
        "heatedChamber": False,
        "id": PROFILE,
        "model": "PrintMux",
        "name": "Default",
        "resource": f"{call.base}/api/printerprofiles/{PROFILE}",
        "volume": {
            "custom_box": False,
            "depth": 200.0,
            "formFactor": "rectangular",
            "height": 200.0,
            "origin": "lowerleft",
            "width": 200.0,
        },
    }


ROUTES = (
    Route(READ_OR_HEAD, "/api/job", async_job),
    Route(SEND, "/api/job", async_job_command),
    Route(
        *(READ_OR_HEAD, "/api/settings", async_settings),
        needs_key=False,
        check=async_check_settings,
    ),
    Route(READ_OR_HEAD, "/api/printerprofiles", async_profiles),
    Route(READ_OR_HEAD, f"/api/printerprofiles/{PROFILE}", async_profile),
    Route(READ_OR_HEAD, "/api/connection", async_connection),
    Route(SEND, "/api/connection", async_connection_command),
    Route(SEND, "/api/login", async_login),
    Route(SEND, "/api/logout", async_logout),
    Route(READ_OR_HEAD, "/api/currentuser", async_current_user, needs_key=False),
    # PrusaSlicer asks this of a host that may be a PrusaLink.
    Route(READ_OR_HEAD, "/api/v1/storage", async_not_found),
)
