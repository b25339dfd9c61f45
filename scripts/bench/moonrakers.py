"""Many small Moonrakers in one process, each with a Klipper that pushes at 4 Hz.

    python -m scripts.bench.moonrakers FILE COUNT    serve; the ports go into FILE
    python -m scripts.bench.moonrakers --read FILE   a bare client: reads, and no more

They answer the part of Moonraker's API that a client needs which follows a printer, and
push what it subscribed to, like Klipper: what has changed since the last push. They can
be told to push everything to everybody, as no Klipper does. The last port in FILE is for the benchmark: what is sent there is done, see `Fleet.control`.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Mapping
import json
from pathlib import Path
import random
import time
from typing import Any

from aiohttp import ClientSession, TCPConnector, WSMsgType, web

HZ = 4
PRINT_S = 3 * 3600
LAYERS = 400
LAYER_S = 30
FILE = "benchmark part.gcode"
SIZE = 30_000_000
# What a client asks for that follows a printer: all that is shown of it.
SUBSCRIBED: dict[str, list[str] | None] = {
    "webhooks": None,
    "print_stats": None,
    "virtual_sdcard": None,
    "display_status": None,
    "gcode_move": ["speed_factor", "extrude_factor"],
    "extruder": ["temperature", "target"],
    "heater_bed": ["temperature", "target"],
}

type Objects = dict[str, dict[str, Any]]


class Klipper:
    """One printer: idle, or somewhere in a print of three hours."""

    def __init__(self, number: int) -> None:
        """Begin idle."""
        self.name = f"Bench {number:03}"
        self.id = f"bench{number:03}"
        self.printing = False
        self.tells_all = False
        self._begun = time.monotonic() - random.uniform(600, PRINT_S / 2)

    def objects(self) -> Objects:
        """Return all there is, as it is now."""
        spent = time.monotonic() - self._begun if self.printing else 0.0
        done = min(1.0, spent / PRINT_S)
        nozzle, bed = (210.0, 60.0) if self.printing else (0.0, 0.0)
        layer = int(spent / LAYER_S)
        return {
            "webhooks": {"state": "ready", "state_message": "Printer is ready"},
            "print_stats": {
                "filename": FILE if self.printing else "",
                "state": "printing" if self.printing else "standby",
                "message": "",
                "total_duration": round(spent + 60, 3) if spent else 0.0,
                "print_duration": round(spent, 3),
                "filament_used": round(spent * 3.1, 4),
                "info": {
                    "total_layer": LAYERS if spent else None,
                    "current_layer": layer if spent else None,
                },
            },
            "virtual_sdcard": {
                "file_path": f"/home/pi/{FILE}" if self.printing else None,
                "progress": done,
                "is_active": self.printing,
                "file_position": int(done * SIZE),
                "file_size": SIZE if self.printing else 0,
            },
            "display_status": {"progress": round(done, 2), "message": None},
            "gcode_move": {
                "speed_factor": 1.0,
                "extrude_factor": 1.0,
                "speed": random.choice((3000.0, 6000.0)) if self.printing else 1500.0,
                "gcode_position": [random.uniform(0, 200) for _ in range(4)],
            },
            "extruder": _heater(nozzle, 21.0),
            "heater_bed": _heater(bed, 20.0),
        }


def _heater(target: float, room: float) -> dict[str, float]:
    """Return a heater with the noise of a thermistor."""
    return {
        "temperature": round((target or room) + random.gauss(0, 0.08), 2),
        "target": target,
        "power": round(random.uniform(0.2, 0.6), 2) if target else 0.0,
    }


def _chosen(objects: Objects, wanted: Mapping[str, Any]) -> Objects:
    """Return what somebody wants of the objects; no list of attributes is all."""
    return {
        name: {
            key: value
            for key, value in objects[name].items()
            if not keys or key in keys
        }
        for name, keys in wanted.items()
        if name in objects
    }


class Client:
    """A websocket, and what it was told last."""

    def __init__(self, printer: Klipper, websocket: web.WebSocketResponse) -> None:
        """Subscribe to nothing yet."""
        self.printer = printer
        self.websocket = websocket
        self.wanted: Mapping[str, Any] = {}
        self.told: Objects = {}

    def subscribe(self, wanted: Mapping[str, Any]) -> Objects:
        """Return all that is wanted; from now on changes are pushed."""
        self.wanted = wanted
        self.told = _chosen(self.printer.objects(), wanted)
        return self.told

    def changes(self) -> Objects:
        """Return what is new since the last time."""
        wanted = SUBSCRIBED if self.printer.tells_all else self.wanted
        now = _chosen(self.printer.objects(), wanted)
        new: Objects = {}
        for name, values in now.items():
            before = self.told.get(name, {})
            changed = {
                key: value for key, value in values.items() if before.get(key) != value
            }
            if changed:
                new[name] = changed
        self.told = now
        return new


def answer(printer: Klipper, method: str, params: Mapping[str, Any]) -> Any:
    """Return the result of a question, None where Moonraker would say 404."""
    if method == "server.database.item":
        key = (str(params.get("namespace")), str(params.get("key")))
        value = {
            ("moonraker", "instance_id"): printer.id,
            ("mainsail", "general.printername"): printer.name,
        }.get(key)
        return {"value": value} if value else None
    if method == "printer.objects.query":
        wanted = params.get("objects") or dict.fromkeys(params)
        return {"eventtime": 1.0, "status": _chosen(printer.objects(), wanted)}
    return {
        "server.connection.identify": {"connection_id": 1},
        "server.info": {
            "klippy_connected": True,
            "klippy_state": "ready",
            "moonraker_version": "v0.9.3",
        },
        "printer.info": {
            "state": "ready",
            "state_message": "Printer is ready",
            "hostname": "bench",
        },
        "access.info": {"default_source": "moonraker", "login_required": False},
        "printer.objects.list": {"objects": list(printer.objects())},
        "server.files.metadata": {
            "filename": FILE,
            "size": SIZE,
            "estimated_time": PRINT_S,
            "layer_count": LAYERS,
            "gcode_start_byte": 1000,
            "gcode_end_byte": SIZE - 1000,
        },
        "server.history.totals": {
            "job_totals": {
                "total_jobs": 10,
                "total_print_time": 1e5,
                "total_filament_used": 1e5,
            }
        },
        "server.history.list": {"count": 0, "jobs": []},
        "server.webcams.list": {"webcams": []},
    }.get(method)


class Fleet:
    """The printers, who listens to them, and what was counted."""

    def __init__(self, count: int) -> None:
        """Make the printers; `open` lets them be reached."""
        self.printers = [Klipper(number) for number in range(count)]
        self.counts: Counter[str] = Counter()
        self._by_port: dict[int, Klipper] = {}
        self._sites: dict[int, web.TCPSite] = {}
        self._clients: set[Client] = set()
        self._others: list[asyncio.Server] = []

    async def open(self) -> list[int]:
        """Listen on a port for each printer, and one for the benchmark; return them."""
        app = web.Application()
        app.router.add_get("/control", self._count)
        app.router.add_post("/control", self.control)
        app.router.add_get("/websocket", self._websocket)
        app.router.add_get("/{path:.*}", self._ask)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        for printer in (*self.printers, None):
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            port = runner.addresses[-1][1]
            self._sites[port] = site
            if printer:
                self._by_port[port] = printer
        return list(self._sites)

    async def push(self) -> None:
        """Push for ever, one printer after the other, each of them at 4 Hz."""
        loop = asyncio.get_running_loop()
        began, done = loop.time(), 0
        while True:
            done += 1
            printer = self.printers[done % len(self.printers)]
            for client in [one for one in self._clients if one.printer is printer]:
                await self._tell(client, done // len(self.printers))
            due = began + done / (HZ * len(self.printers))
            await asyncio.sleep(max(0.0, due - loop.time()))

    async def _tell(self, client: Client, turn: int) -> None:
        """Push what has changed, and each second the load of the host."""
        notices: list[tuple[str, list[Any]]] = []
        if changes := client.changes():
            notices.append(("notify_status_update", [changes, time.monotonic()]))
        if turn % HZ == 0:
            notices.append(("notify_proc_stat_update", [PROC_STAT]))
        for method, params in notices:
            self.counts["pushes"] += 1
            message = {"jsonrpc": "2.0", "method": method, "params": params}
            try:
                await client.websocket.send_json(message)
            except ConnectionError:
                self._clients.discard(client)

    def _printer(self, request: web.Request) -> Klipper:
        """Return the printer whose port was called."""
        assert request.transport is not None
        return self._by_port[request.transport.get_extra_info("sockname")[1]]

    async def _ask(self, request: web.Request) -> web.Response:
        """Answer over HTTP."""
        self.counts["asked"] += 1
        method = request.match_info["path"].replace("/", ".")
        result = answer(self._printer(request), method, request.query)
        if result is None:
            error = {"code": 404, "message": "Not Found"}
            return web.json_response({"error": error}, status=404)
        return web.json_response({"result": result})

    async def _websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Answer, and push, over a websocket."""
        self.counts["websockets"] += 1
        websocket = web.WebSocketResponse()
        await websocket.prepare(request)
        client = Client(self._printer(request), websocket)
        self._clients.add(client)
        try:
            async for message in websocket:
                if message.type is WSMsgType.TEXT:
                    await websocket.send_json(self._reply(client, message.json()))
        finally:
            self._clients.discard(client)
        return websocket

    def _reply(self, client: Client, call: dict[str, Any]) -> dict[str, Any]:
        """Return the reply to a call."""
        method, params = call["method"], call.get("params", {})
        reply = {"jsonrpc": "2.0", "id": call["id"]}
        if method == "printer.objects.subscribe":
            status = client.subscribe(params["objects"])
            return reply | {"result": {"eventtime": 1.0, "status": status}}
        result = answer(client.printer, method, params)
        if result is None:
            return reply | {"error": {"code": 404, "message": "Not Found"}}
        return reply | {"result": result}

    async def _count(self, request: web.Request) -> web.Response:
        """Say what was counted so far."""
        return web.json_response(self.counts)

    async def control(self, request: web.Request) -> web.Response:
        """Take `{"printing": bool, "all": bool, "closed": [port], "reset": [port], ...}`.

        With "all", all that moves is pushed to everybody. Closed ports refuse; the
        others take connections and reset them ("reset"), or never say a word
        ("silent"). Connections to these are counted.
        """
        order = await request.json()
        for printer in self.printers:
            printer.printing = order.get("printing", printer.printing)
            printer.tells_all = order.get("all", printer.tells_all)
        takers = {"reset": self._reset, "silent": self._be_silent}
        for port in order.get("closed", ()):
            await self._sites[port].stop()
        for kind, take in takers.items():
            for port in order.get(kind, ()):
                await self._sites[port].stop()
                server = await asyncio.start_server(take, "127.0.0.1", port)
                self._others.append(server)
        return web.json_response({})

    async def _reset(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Hang up at once."""
        self.counts["reset"] += 1
        writer.transport.abort()

    async def _be_silent(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take what comes and never answer."""
        self.counts["silent"] += 1
        while await reader.read(4096):
            pass
        writer.close()


# As long as a real one: it comes to every client, subscribed or not.
PROC_STAT = {
    "moonraker_stats": {
        "time": 1732200000.5,
        "cpu_usage": 3.4,
        "memory": 45000,
        "mem_units": "kB",
    },
    "cpu_temp": 51.2,
    "network": {
        name: {
            **dict.fromkeys(("rx_bytes", "tx_bytes", "rx_packets"), 123456789),
            **dict.fromkeys(("rx_errs", "tx_errs", "rx_drop", "tx_drop"), 0),
            "bandwidth": 1234.5,
        }
        for name in ("lo", "eth0", "wlan0")
    },
    "system_cpu_usage": {f"cpu{core}": 12.34 for core in ("", 0, 1, 2, 3)},
    "system_memory": {"total": 3884000, "available": 3300000, "used": 584000},
    "websocket_connections": 2,
}


async def serve(file: Path, count: int) -> None:
    """Run the printers until the process is ended."""
    fleet = Fleet(count)
    ports = await fleet.open()
    partial = file.with_suffix(".partial")
    partial.write_text(json.dumps(ports))
    partial.rename(file)
    await fleet.push()


async def read(file: Path) -> None:
    """Read what all printers push until the process is ended."""
    ports = json.loads(file.read_text())[:-1]
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        await asyncio.gather(*(_read_one(session, port) for port in ports))


async def _read_one(session: ClientSession, port: int) -> None:
    """Subscribe, then parse each message and drop it."""
    async with session.ws_connect(f"http://127.0.0.1:{port}/websocket") as websocket:
        params = {"objects": SUBSCRIBED}
        call = {"jsonrpc": "2.0", "method": "printer.objects.subscribe", "id": 1}
        await websocket.send_json({**call, "params": params})
        async for message in websocket:
            json.loads(message.data)


def main() -> None:
    """Serve or read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("file", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=200)
    given = parser.parse_args()
    asyncio.run(read(given.file) if given.read else serve(given.file, given.count))


if __name__ == "__main__":
    main()
