"""The parts of OctoPrint's printer: here one that is always cold, ready and idle.

https://docs.octoprint.org/en/master/api/printer.html
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

from .answers import json_answer
from .call import Call, Handler
from .errors import SlicerError
from .octoprint_files import async_read_command, async_read_json, is_true
from .route import READ_OR_HEAD, SEND, Route

OPERATIONAL = "Operational"
FLAGS = {
    "cancelling": False,
    "closedOrError": False,
    "error": False,
    "finishing": False,
    "operational": True,
    "paused": False,
    "pausing": False,
    "printing": False,
    "ready": True,
    "resuming": False,
    "sdReady": False,
}
# Cura shows a target that is null as -1.
COLD = {"actual": 0.0, "offset": 0, "target": 0.0}
HEATERS = ("bed", "tool0")
COMMAND_FIELDS = frozenset({"command", "commands", "script"})
NO_COMMANDS = (
    HTTPStatus.CONFLICT,
    "PrintMux sends no commands to printers: use Home Assistant for that",
)
NO_CHAMBER = (HTTPStatus.CONFLICT, "Printer does not have a heated chamber")
NO_SD = (HTTPStatus.NOT_FOUND, "SD support is disabled")
AXES = ("x", "y", "z")


def _is_number(value: object) -> bool:
    """Tell whether a value is a number as JSON has it."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_tool(value: object) -> bool:
    """Tell whether a value names a tool."""
    return isinstance(value, str) and value[:4] == "tool" and value[4:].isdigit()


def _are_tools(value: object) -> bool:
    """Tell whether a value has a number for each of some tools."""
    return isinstance(value, dict) and all(
        _is_tool(name) and _is_number(number) for name, number in value.items()
    )


def _are_axes(value: object) -> bool:
    """Tell whether a value names axes."""
    return isinstance(value, list | str) and all(axis in AXES for axis in value)


type Fields = Mapping[str, Callable[[object], bool]]
# What each command of a part needs, and how that has to be.
TOOL: Mapping[str, Fields] = {
    "select": {"tool": _is_tool},
    "target": {"targets": _are_tools},
    "offset": {"offsets": _are_tools},
    "extrude": {"amount": _is_number},
    "flowrate": {"factor": _is_number},
}
BED: Mapping[str, Fields] = {
    "target": {"target": _is_number},
    "offset": {"offset": _is_number},
}
PRINTHEAD: Mapping[str, Fields] = {
    "jog": {},
    "home": {"axes": _are_axes},
    "feedrate": {"factor": _is_number},
}


async def async_printer(call: Call) -> web.Response:
    """Answer `GET /api/printer`, without what the client excludes."""
    printer: dict[str, Any] = {
        "sd": {"ready": False},
        "state": {"error": "", "flags": FLAGS, "text": OPERATIONAL},
        "temperature": _temperature(call, HEATERS),
    }
    for excluded in call.request.query.get("exclude", "").split(","):
        printer.pop(excluded.strip(), None)
    return json_answer(printer)


def heater(name: str) -> Handler:
    """Return the handler of `GET /api/printer/<part>`."""

    async def async_answer(call: Call) -> web.Response:
        return json_answer(_temperature(call, (name,)))

    return async_answer


def _temperature(call: Call, heaters: tuple[str, ...]) -> dict[str, Any]:
    """Return temperatures; nobody has measured any, so their history is empty."""
    found: dict[str, Any] = dict.fromkeys(heaters, COLD)
    if is_true(call.request.query.get("history", "")):
        found["history"] = []
    return found


def refuse_commands(commands: Mapping[str, Fields]) -> Handler:
    """Return the handler of commands to a part: none of them may reach a printer."""

    async def async_refuse(call: Call) -> web.Response:
        data = await async_read_command(call, commands)
        fields = commands[data["command"]]
        if not fields.keys() <= data.keys():
            raise SlicerError(HTTPStatus.BAD_REQUEST, "Mandatory parameters missing")
        for name, is_good in fields.items():
            if not is_good(data[name]):
                raise SlicerError(HTTPStatus.BAD_REQUEST, f"{name} is invalid")
        raise SlicerError(*NO_COMMANDS)

    return async_refuse


async def async_command(call: Call) -> web.Response:
    """Refuse `POST /api/printer/command`: nothing of it may reach a printer."""
    data = await async_read_json(call)
    if not isinstance(data, dict) or not COMMAND_FIELDS & data.keys():
        message = "Need one of 'command', 'commands' or 'script'"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    raise SlicerError(*NO_COMMANDS)


async def async_no_chamber(_call: Call) -> web.Response:
    """Answer for the chamber."""
    raise SlicerError(*NO_CHAMBER)


async def async_no_sd(_call: Call) -> web.Response:
    """Answer for the SD card, as OctoPrint does when its settings have none."""
    raise SlicerError(*NO_SD)


def constant(answer: object) -> Handler:
    """Return a handler with one answer."""

    async def async_answer(_call: Call) -> web.Response:
        return json_answer(answer)

    return async_answer


async def async_timelapse(call: Call) -> web.Response:
    """Answer `GET /api/timelapse`: there is no camera."""
    found: dict[str, Any] = {"config": {"type": "off"}, "enabled": False, "files": []}
    if is_true(call.request.query.get("unrendered", "")):
        found["unrendered"] = []
    return json_answer(found)


SYSTEM = "/api/system/commands"

ROUTES = (
    Route(READ_OR_HEAD, "/api/printer", async_printer),
    Route(SEND, "/api/printer/command", async_command),
    Route(READ_OR_HEAD, "/api/printer/tool", heater("tool0")),
    Route(SEND, "/api/printer/tool", refuse_commands(TOOL)),
    Route(READ_OR_HEAD, "/api/printer/bed", heater("bed")),
    Route(SEND, "/api/printer/bed", refuse_commands(BED)),
    Route((*READ_OR_HEAD, *SEND), "/api/printer/chamber", async_no_chamber),
    Route((*READ_OR_HEAD, *SEND), "/api/printer/sd", async_no_sd),
    Route(SEND, "/api/printer/printhead", refuse_commands(PRINTHEAD)),
    Route(READ_OR_HEAD, "/api/printer/error", constant({"error": "", "reason": ""})),
    Route(READ_OR_HEAD, SYSTEM, constant({"core": [], "custom": [], "plugin": []})),
    *(
        Route(READ_OR_HEAD, f"{SYSTEM}/{source}", constant([]))
        for source in ("core", "custom", "plugin")
    ),
    Route(READ_OR_HEAD, "/api/timelapse", async_timelapse),
    Route(READ_OR_HEAD, "/api/slicing", constant({})),
)
