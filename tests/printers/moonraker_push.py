"""A Moonraker with a websocket that tells what the test wants it to."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from typing import Any

from aiohttp import WSMsgType, web

from custom_components.printmux.printers.driver import PrinterDriver, PrinterStatus

from .conftest import FakeHost

IDLE: dict[str, dict[str, Any]] = {
    "print_stats": {
        "state": "standby",
        "filename": "",
        "message": "",
        "total_duration": 0.0,
        "print_duration": 0.0,
        "filament_used": 0.0,
        "info": {"current_layer": None, "total_layer": None},
    },
    "virtual_sdcard": {"progress": 0.0, "file_position": 0},
    "display_status": {"progress": 0.0},
    "webhooks": {"state": "ready", "state_message": "Printer is ready"},
    "gcode_move": {
        "speed_factor": 1.0,
        "extrude_factor": 1.0,
        "gcode_position": [0.0, 0.0, 0.0, 0.0],
    },
    "extruder": {"temperature": 21.5, "target": 0.0},
    "heater_bed": {"temperature": 20.5, "target": 0.0},
    "temperature_sensor chamber": {"temperature": 22.5},
}
NAMES = [*IDLE, "toolhead", "motion_report", "gcode", "mcu"]


class Push:
    """Moonraker's websocket: answers by `answers`, and keeps what it was asked.

    A method of `answers` that is None is never answered. `objects` are Klipper's.
    """

    def __init__(self, host: FakeHost) -> None:
        """Serve at a host whose Klipper is ready."""
        self.objects = deepcopy(IDLE)
        self.answers: dict[str, Any] = {
            "server.connection.identify": {"connection_id": 1},
            "server.info": {"klippy_state": "ready"},
            "printer.info": {"state_message": "Printer is ready", "state": "ready"},
            "printer.objects.list": {"objects": NAMES},
            "printer.objects.subscribe": self.choose,
            "printer.objects.query": self.choose,
            "server.files.metadata": {},
        }
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.headers: dict[str, str] = {}
        self.sockets: list[web.WebSocketResponse] = []
        self.pongs = True
        host.on("GET /websocket", self.serve)
        host.on("GET /server/info", {"result": {"klippy_state": "ready"}})

    def asked(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of the calls of that method so far."""
        return [params for name, params in self.calls if name == method]

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Answer calls until the socket is closed."""
        socket = web.WebSocketResponse(autoping=self.pongs)
        self.headers = dict(request.headers)
        await socket.prepare(request)
        self.sockets.append(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._answer(socket, message.json())
        self.sockets.remove(socket)
        return socket

    async def _answer(
        self, socket: web.WebSocketResponse, call: dict[str, Any]
    ) -> None:
        """Answer one call."""
        self.calls.append((call["method"], call.get("params", {})))
        answer = self.answers.get(call["method"], JsonRpcError(-32601, "Not found"))
        if callable(answer):
            answer = answer(call["params"]["objects"])
        if isinstance(answer, JsonRpcError):
            error = {"code": answer.code, "message": answer.words}
            await socket.send_json({"id": call["id"], "error": error})
        elif answer is not None:
            await socket.send_json({"id": call["id"], "result": answer})

    def choose(self, wanted: dict[str, list[str]]) -> dict[str, Any]:
        """Return what somebody wants of the objects."""
        status = {
            name: {key: self.objects[name][key] for key in keys}
            for name, keys in wanted.items()
        }
        return {"status": status}

    async def tell(self, method: str, *params: Any) -> None:
        """Send a notice to all who listen."""
        notice = {"jsonrpc": "2.0", "method": method, "params": params}
        for socket in self.sockets:
            await socket.send_json(notice)

    async def change(self, **objects: dict[str, Any]) -> None:
        """Change objects, and tell so; two underscores in a name are a blank."""
        changes = {name.replace("__", " "): value for name, value in objects.items()}
        for name, changed in changes.items():
            self.objects.setdefault(name, {}).update(changed)
        await self.tell("notify_status_update", changes, 1.0)

    def klipper(self, state: str, words: str = "") -> None:
        """Let Klipper be in that state."""
        self.answers["server.info"] = {"klippy_state": state}
        gone = JsonRpcError(503, "Klippy Host not connected")
        info = {"state": state, "state_message": words}
        self.answers["printer.info"] = info if words else gone


class JsonRpcError(Exception):
    """An answer that is an error."""

    def __init__(self, code: int, words: str) -> None:
        """Keep what Moonraker says."""
        super().__init__(words)
        self.code = code
        self.words = words


class Reports(list[PrinterStatus]):
    """What was reported, one after the other."""

    async def until(self, true: Callable[[PrinterStatus], object]) -> PrinterStatus:
        """Wait for a last report of which that is true."""
        async with asyncio.timeout(60):
            while not self or not true(self[-1]):
                await asyncio.sleep(0.01)
        return self[-1]


@asynccontextmanager
async def following(driver: PrinterDriver) -> AsyncIterator[Reports]:
    """Follow a printer meanwhile, and give what is reported."""
    reports = Reports()
    task = asyncio.create_task(driver.follow(reports.append))
    try:
        yield reports
    finally:
        task.cancel()
        await asyncio.wait([task])
