"""What Moonraker tells of itself and its machine: https://moonraker.readthedocs.io/."""

from collections.abc import Mapping
from http import HTTPStatus
import sys
import time
from typing import Any

from .call import Call
from .errors import SlicerError
from .moonraker_call import (
    ROOT,
    SOFTWARE,
    Arguments,
    Method,
    constant,
    refusal,
    required,
    rest,
)
from .route import READ, SEND, Route
from .sockets import count_sockets

# The release whose answers these are; clients show it, none compares it.
MOONRAKER_VERSION = "0.11.0"
API_VERSION = (1, 5, 0)
COMPONENTS = (
    *("jsonrpc", "websockets", "database", "file_manager", "authorization"),
    *("klippy_apis", "machine", "data_store", "proc_stats", "job_queue", "history"),
    *("announcements", "webcam", "octoprint_compat"),
)
MIB = 1024**2
API_USER = "_API_KEY_USER_"
NO_CONTROL = "PrintMux controls no printer from here: do that in Home Assistant"
NO_KEY_SHOWN = "PrintMux shows a slicer key once, when it is made in Home Assistant"
NO_READINGS: Mapping[str, Any] = {"temperatures": [], "targets": [], "powers": []}
PRINTER = {
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
# Tells Repetier clients who this is not: old ones read `name`, newer ones `software`.
NO_REPETIER = {"software": SOFTWARE, "name": SOFTWARE}
ACCESS = {
    "default_source": "moonraker",
    "available_sources": ["moonraker"],
    "login_required": False,
    "trusted": False,
}


async def async_server_info(call: Call, arguments: Arguments) -> Any:
    """Answer `server.info`: always ready, or Cura refuses to print."""
    return {
        "klippy_connected": True,
        "klippy_state": "ready",
        "components": COMPONENTS,
        "failed_components": [],
        "registered_directories": [ROOT],
        "warnings": [],
        "websocket_count": count_sockets(call),
        "moonraker_version": MOONRAKER_VERSION,
        "missing_klippy_requirements": [],
        "api_version": API_VERSION,
        "api_version_string": ".".join(map(str, API_VERSION)),
    }


async def async_config(call: Call, arguments: Arguments) -> Any:
    """Answer `server.config` with what a client can make use of."""
    limit = call.hub.settings.max_upload_bytes // MIB
    config = {
        "server": {"max_upload_size": limit},
        "file_manager": {"queue_gcode_uploads": False},
        "authorization": {"enable_api_key": True, "default_source": "moonraker"},
    }
    return {"config": config, "orig": {}, "files": []}


async def async_database_item(call: Call, arguments: Arguments) -> Any:
    """Answer `server.database.get_item`: OrcaSlicer asks for `lane_data`."""
    namespace = required(arguments, "namespace")
    where = f"Namespace {namespace}"
    if (key := arguments.get("key")) is not None:
        where = f"Key '{key}' in namespace '{namespace}'"
    raise SlicerError(HTTPStatus.NOT_FOUND, f"{where} not found")


async def async_proc_stats(call: Call, arguments: Arguments) -> Any:
    """Answer `machine.proc_stats`; the load of Home Assistant is nobody's business."""
    return {
        "moonraker_stats": [],
        "throttled_state": None,
        "cpu_temp": None,
        "network": {},
        "system_cpu_usage": {},
        "system_uptime": time.monotonic(),
        "system_memory": {},
        "websocket_connections": count_sockets(call),
    }


async def async_power(call: Call, arguments: Arguments) -> Any:
    """Answer `machine.device_power.*_device`: on, else Cura gives its upload up."""
    return {required(arguments, "device"): "on"}


async def async_user(call: Call, arguments: Arguments) -> Any:
    """Answer `access.get_user`."""
    created = call.entry.created_at.timestamp()
    return {"username": API_USER, "source": "moonraker", "created_on": created}


async def async_login(call: Call, arguments: Arguments) -> Any:
    """Answer `access.login`: there are keys, and no users."""
    name = required(arguments, "username")
    required(arguments, "password")
    raise SlicerError(HTTPStatus.BAD_REQUEST, f"Unregistered User: {name}")


SYSTEM_INFO = {
    "python": {"version": list(sys.version_info), "version_string": sys.version},
    "cpu_info": {},
    "sd_info": {},
    "distribution": {},
    "virtualization": {},
    "network": {},
    "canbus": {},
    "provider": "none",
    "available_services": [],
    "service_state": {},
    "instance_ids": {},
}
no_control = refusal(HTTPStatus.FORBIDDEN, NO_CONTROL)
no_key_shown = refusal(HTTPStatus.FORBIDDEN, NO_KEY_SHOWN)
not_found = refusal(HTTPStatus.NOT_FOUND, "Not Found")

# Method in JSON-RPC, where it is in REST, and what it does.
READS: tuple[tuple[str, str, Method], ...] = (
    ("server.info", "/server/info", async_server_info),
    ("server.config", "/server/config", async_config),
    (
        "server.job_queue.status",
        "/server/job_queue/status",
        constant({"queued_jobs": [], "queue_state": "ready"}),
    ),
    ("server.webcams.list", "/server/webcams/list", constant({"webcams": []})),
    (
        "server.database.list",
        "/server/database/list",
        constant({"namespaces": [], "backups": []}),
    ),
    ("server.database.get_item", "/server/database/item", async_database_item),
    (
        "server.temperature_store",
        "/server/temperature_store",
        constant({"heater_bed": NO_READINGS, "extruder": NO_READINGS}),
    ),
    ("server.gcode_store", "/server/gcode_store", constant({"gcode_store": []})),
    (
        "server.announcements.list",
        "/server/announcements/list",
        constant({"entries": [], "feeds": []}),
    ),
    ("printer.gcode.help", "/printer/gcode/help", constant({})),
    (
        "machine.system_info",
        "/machine/system_info",
        constant({"system_info": SYSTEM_INFO}),
    ),
    ("machine.proc_stats", "/machine/proc_stats", async_proc_stats),
    ("machine.update.status", "/machine/update/status", not_found),
    (
        "machine.device_power.get_device",
        "/machine/device_power/device",
        async_power,
    ),
    ("access.get_user", "/access/user", async_user),
    ("access.users.list", "/access/users/list", constant({"users": []})),
    ("access.get_api_key", "/access/api_key", no_key_shown),
)
SENDS: tuple[tuple[str, str, Method], ...] = (
    ("printer.print.pause", "/printer/print/pause", no_control),
    ("printer.print.resume", "/printer/print/resume", no_control),
    ("printer.print.cancel", "/printer/print/cancel", no_control),
    ("printer.gcode.script", "/printer/gcode/script", no_control),
    ("printer.emergency_stop", "/printer/emergency_stop", no_control),
    ("printer.restart", "/printer/restart", no_control),
    ("printer.firmware_restart", "/printer/firmware_restart", no_control),
    (
        "machine.device_power.post_device",
        "/machine/device_power/device",
        async_power,
    ),
    ("access.post_api_key", "/access/api_key", no_key_shown),
)

METHODS: Mapping[str, Method] = {
    **{name: method for name, _, method in (*READS, *SENDS)},
    "printer.info": constant(PRINTER),
    "access.info": constant(ACCESS),
    "access.login": async_login,
}

ROUTES = (
    *(Route(READ, path, rest(method)) for _, path, method in READS),
    *(Route(SEND, path, rest(method)) for _, path, method in SENDS),
    Route(READ, "/printer/info", rest(constant(PRINTER), **NO_REPETIER)),
    Route(READ, "/access/info", rest(constant(ACCESS), software=SOFTWARE), False),
    Route(SEND, "/access/login", rest(async_login), False),
)
