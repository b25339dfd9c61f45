"""Moonrakers that take files and print them, each a host of its own: 127.0.0.2 and on.

    python -m scripts.bench.sinks FILE COUNT [--source PATH]    serve; the port goes into FILE

They are the printers of `moonrakers.py`, and print what they are told to for a second.
Small files are kept; of large ones the bytes are dropped, and `--source` is what they give
back. With what is sent to their `/control` some of them turn bad: see `BAD`.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
import json
from pathlib import Path
import re
import socket
import time
from typing import Any, Final, override

from aiohttp import web

from tests.harness.process import find_port

from .moonrakers import Fleet, Klipper, Objects

PRINT_S = 1.0
KEPT = 8 * 2**20
SLOW_BYTES_S = 1000
FILENAME = re.compile(rb'filename="([^"]+)"')

type Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sink(Klipper):
    """One printer, its files, and its history."""

    def __init__(self, number: int) -> None:
        """Begin idle, with an address of its own."""
        super().__init__(number)
        self.address = f"127.0.0.{number + 2}"
        self.bad: Answer | None = None
        self.kept: dict[str, bytes] = {}
        self.rows: list[dict[str, Any]] = []
        # When the last upload was answered.
        self.stored_at: float | None = None

    @property
    def _state(self) -> str:
        """Return what print_stats says."""
        if not self.rows:
            return "standby"
        return "printing" if time.time() < self.rows[0]["end_time"] else "complete"

    @override
    def objects(self) -> Objects:
        """Return all there is; the print is the one that was started last."""
        objects = super().objects()
        objects["print_stats"] |= {
            "state": self._state,
            "filename": self.rows[0]["filename"] if self.rows else "",
        }
        return objects

    def start(self, name: str) -> None:
        """Begin to print."""
        now = time.time()
        row: dict[str, Any] = {
            "job_id": f"{len(self.rows):06}",
            "filename": name,
            "status": "completed",
        }
        row |= {"start_time": now, "end_time": now + PRINT_S}
        self.rows.insert(0, row | {"print_duration": PRINT_S, "filament_used": 1.0})

    def history(self) -> dict[str, Any]:
        """Return the history, with the print that is on."""
        rows = [dict(row) for row in self.rows]
        if self._state == "printing":
            rows[0] |= {"status": "in_progress", "end_time": None}
        return {"count": len(rows), "jobs": rows}


async def _hang(request: web.Request) -> web.StreamResponse:
    """Never read, never answer."""
    await asyncio.Event().wait()
    return web.Response()


async def _take_slowly(request: web.Request) -> web.StreamResponse:
    """Read one kilobyte a second."""
    while await request.content.read(SLOW_BYTES_S):
        await asyncio.sleep(1)
    return web.Response()


async def _fail(request: web.Request) -> web.StreamResponse:
    """Say that something is wrong inside."""
    return web.json_response(
        {"error": {"code": 500, "message": "Internal Server Error"}}, status=500
    )


async def _show_page(request: web.Request) -> web.StreamResponse:
    """Answer as a router does in whose net one has to log in."""
    return web.Response(text="<title>Welcome</title>", content_type="text/html")


async def _reset(request: web.Request) -> web.StreamResponse:
    """Hang up in the midst of it."""
    await request.content.read(SLOW_BYTES_S)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


# What a bad one does with an upload.
BAD: Final[dict[str, Answer]] = {
    "hang": _hang,
    "slow": _take_slowly,
    "fail": _fail,
    "page": _show_page,
    "reset": _reset,
}


class Sinks(Fleet):
    """The printers, behind one port at many addresses."""

    def __init__(self, count: int, source: Path | None) -> None:
        """Make the printers."""
        super().__init__(0)
        self.source = source
        self.sinks = [Sink(number) for number in range(count)]
        self.printers = list(self.sinks)
        self._by_address = {sink.address: sink for sink in self.sinks}

    @override
    async def open(self) -> list[int]:
        """Listen at the address of each, and on loopback for the benchmark."""
        app = web.Application(client_max_size=2**40)
        app.router.add_get("/control", self._tell_stored)
        app.router.add_post("/control", self.control)
        app.router.add_get("/websocket", self._websocket)
        app.router.add_post("/server/files/upload", self._upload)
        app.router.add_get("/server/files/gcodes/{name}", self._give)
        app.router.add_post("/printer/print/start", self._start)
        app.router.add_get("/server/history/list", self._history)
        app.router.add_get("/{path:.*}", self._ask)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        port = find_port()
        for address in ("127.0.0.1", *self._by_address):
            sock = socket.create_server((address, port), backlog=64)
            await web.SockSite(runner, sock).start()
        return [port]

    @override
    def _printer(self, request: web.Request) -> Sink:
        """Return the printer whose address was called."""
        assert request.transport is not None
        return self._by_address[request.transport.get_extra_info("sockname")[0]]

    @override
    async def control(self, request: web.Request) -> web.Response:
        """Take `{"bad": {address: kind}}`; all others are good from then on."""
        bad = (await request.json())["bad"]
        for address, sink in self._by_address.items():
            sink.bad = BAD[bad[address]] if address in bad else None
        return web.json_response({})

    async def _tell_stored(self, request: web.Request) -> web.Response:
        """Return when each has answered its last upload."""
        return web.json_response({sink.address: sink.stored_at for sink in self.sinks})

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """Take a file."""
        sink = self._printer(request)
        if sink.bad is not None:
            return await sink.bad(request)
        body = bytearray()
        total = 0
        async for piece in request.content.iter_any():
            total += len(piece)
            if len(body) < KEPT:
                body += piece
        found = FILENAME.search(body)
        assert found is not None
        name = found[1].decode()
        head = body.index(b"\r\n\r\n", found.end()) + 4
        tail = len(b"\r\n--") + len(_boundary(request)) + len(b"--\r\n")
        if total == len(body):
            sink.kept[name] = bytes(body[head:-tail])
        sink.stored_at = time.monotonic()
        item = {"path": name, "root": "gcodes", "size": total - head - tail}
        return web.json_response({"item": item}, status=201)

    async def _give(self, request: web.Request) -> web.StreamResponse:
        """Give a file back."""
        kept = self._printer(request).kept.get(request.match_info["name"])
        if kept is not None:
            return web.Response(body=kept)
        return (
            web.Response(status=404)
            if self.source is None
            else web.FileResponse(self.source)
        )

    async def _start(self, request: web.Request) -> web.Response:
        """Begin a print."""
        self._printer(request).start((await request.json())["filename"])
        return web.json_response({"result": "ok"})

    async def _history(self, request: web.Request) -> web.Response:
        """Return what was printed."""
        return web.json_response({"result": self._printer(request).history()})


def _boundary(request: web.Request) -> bytes:
    """Return what ends the form."""
    return request.headers["Content-Type"].partition("boundary=")[2].strip('"').encode()


async def serve(file: Path, count: int, source: Path | None) -> None:
    """Run the printers until the process is ended."""
    sinks = Sinks(count, source)
    ports = await sinks.open()
    partial = file.with_suffix(".partial")
    partial.write_text(json.dumps(ports))
    partial.rename(file)
    await sinks.push()


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--source", type=Path)
    given = parser.parse_args()
    asyncio.run(serve(given.file, given.count, given.source))


if __name__ == "__main__":
    main()
