"""The printer that slicers see: https://moonraker.readthedocs.io/en/latest/printer_objects/.

It is always ready and idle, whatever the real ones do; nothing of them shows here.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

from .answers import result_answer
from .call import Call
from .errors import SlicerError
from .moonraker_call import Arguments, Method, async_body_arguments, constant, rest
from .route import READ, SEND, Route
from .sockets import open_sockets

NOWHERE = (0.0, 0.0, 0.0, 0.0)
HEATER = {"temperature": 0.0, "target": 0.0, "power": 0.0}
PRINT_INFO = {"total_layer": None, "current_layer": None}
OBJECTS: Mapping[str, Mapping[str, Any]] = {
    "webhooks": {"state": "ready", "state_message": "Printer is ready"},
    "configfile": {
        "config": {},
        "settings": {},
        "warnings": [],
        "save_config_pending": False,
        "save_config_pending_items": {},
    },
    "print_stats": {
        "filename": "",
        "total_duration": 0.0,
        "print_duration": 0.0,
        "filament_used": 0.0,
        "state": "standby",
        "message": "",
        "info": PRINT_INFO,
    },
    "virtual_sdcard": {
        "file_path": None,
        "progress": 0.0,
        "is_active": False,
        "file_position": 0,
        "file_size": 0,
    },
    "idle_timeout": {"state": "Idle", "printing_time": 0.0},
    "display_status": {"progress": 0.0, "message": None},
    "pause_resume": {"is_paused": False},
    "gcode_move": {
        "speed_factor": 1.0,
        "speed": 1500.0,
        "extrude_factor": 1.0,
        "absolute_coordinates": True,
        "absolute_extrude": True,
        "homing_origin": NOWHERE,
        "position": NOWHERE,
        "gcode_position": NOWHERE,
    },
    "toolhead": {
        "homed_axes": "",
        "axis_minimum": NOWHERE,
        "axis_maximum": NOWHERE,
        "print_time": 0.0,
        "stalls": 0,
        "estimated_print_time": 0.0,
        "extruder": "extruder",
        "position": NOWHERE,
        "max_velocity": 0.0,
        "max_accel": 0.0,
        "minimum_cruise_ratio": 0.0,
        "square_corner_velocity": 0.0,
    },
    "heaters": {
        "available_heaters": ["heater_bed", "extruder"],
        "available_sensors": ["heater_bed", "extruder"],
        "available_monitors": [],
    },
    "heater_bed": HEATER,
    "extruder": {
        **HEATER,
        "can_extrude": False,
        "pressure_advance": 0.0,
        "smooth_time": 0.0,
        "motion_queue": None,
    },
    "fan": {"speed": 0.0, "rpm": None},
}


async def async_query(call: Call, arguments: Arguments) -> Any:
    """Answer `printer.objects.query`; objects that do not exist are left out."""
    wanted = arguments.get("objects", {})
    if not isinstance(wanted, Mapping):
        message = "Invalid Argument Type [objects]"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    status = {
        name: _fields(OBJECTS[name], fields)
        for name, fields in wanted.items()
        if name in OBJECTS
    }
    return {"eventtime": call.hass.loop.time(), "status": status}


async def async_subscribe(call: Call, arguments: Arguments) -> Any:
    """Answer `printer.objects.subscribe` with what there is to tell, now and for good.

    Nothing of a printer that is always ready and idle ever changes: no
    `notify_status_update` can follow, so no subscription is kept.
    """
    return await async_query(call, arguments)


async def async_query_by_http(call: Call) -> web.Response:
    """Answer `/printer/objects/query`."""
    return result_answer(await async_query(call, await _async_objects(call)))


async def async_subscribe_by_http(call: Call) -> web.Response:
    """Answer `/printer/objects/subscribe`, which a websocket of that client is to get."""
    connection_id = call.request.query.get("connection_id", "")
    sockets = open_sockets(call)
    if sockets is None or sockets.find(call.key_id, connection_id) is None:
        message = "No connection associated with subscription request"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    return result_answer(await async_subscribe(call, await _async_objects(call)))


async def _async_objects(call: Call) -> Arguments:
    """Return the objects asked for: a form names them as the query string does."""
    body = await async_body_arguments(call.request)
    if call.request.content_type == "application/json":
        named: Mapping[str, Any] = call.request.query
    else:
        named = {**call.request.query, **body}
    objects = {
        name: str(names).split(",") if names else None for name, names in named.items()
    }
    given = body.get("objects") or {}
    if isinstance(given, Mapping):
        given = {**objects, **given}
    return {"objects": given}


def _fields(known: Mapping[str, Any], fields: object) -> Mapping[str, Any]:
    """Return some fields of an object, None where there is no such field."""
    if fields is None:
        return known
    if not isinstance(fields, Iterable) or isinstance(fields, str):
        raise SlicerError(HTTPStatus.BAD_REQUEST, "Invalid argument")
    return {str(field): known.get(str(field)) for field in fields}


async_objects = constant({"objects": list(OBJECTS)})

METHODS: Mapping[str, Method] = {
    "printer.objects.list": async_objects,
    "printer.objects.query": async_query,
}

ROUTES = (
    Route(READ, "/printer/objects/list", rest(async_objects)),
    Route((*READ, *SEND), "/printer/objects/query", async_query_by_http),
    Route((*READ, *SEND), "/printer/objects/subscribe", async_subscribe_by_http),
)
