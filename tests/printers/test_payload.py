"""Tests of files as request bodies."""

import asyncio
from collections.abc import Callable
import contextlib
import hashlib
import os
from pathlib import Path
import tracemalloc

import aiohttp
from aiohttp import web
import pytest
from yarl import URL

from custom_components.printmux.printers.driver import SourceFile
from custom_components.printmux.printers.errors import (
    HostAuthError,
    HostUnreachableError,
)
from custom_components.printmux.printers.http import Host
from custom_components.printmux.printers.payload import CHUNK, FilePayload

from .conftest import FakeHost, source_of


def open_files(path: Path) -> int:
    """Return how many descriptors of this process point at a file."""
    count = 0
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            count += link.readlink() == path
    return count


async def read_form(request: web.Request) -> web.Response:
    """Say what was in a form."""
    form = await request.post()
    part = form["file"]
    assert isinstance(part, web.FileField)
    content = part.file.read()
    return web.json_response(
        {
            "name": part.filename,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "fields": {key: form[key] for key in form if key != "file"},
        }
    )


async def test_form_is_whole_and_sized(
    host: FakeHost, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """A form has Content-Length, the name as it is, and every byte."""
    source = source_of(tmp_path / "a", os.urandom(3 * CHUNK + 17))
    host.on("POST /up", read_form)
    steps: list[int] = []
    reply = await Host(session, URL(host.url), None).send_file(
        "up", {"root": "gcodes"}, source, "Tür & 100% (1).gcode", steps.append
    )
    assert reply == {
        "name": "Tür & 100% (1).gcode",
        "size": source.size,
        "sha256": source.sha256,
        "fields": {"root": "gcodes"},
    }
    headers = host.seen[0].headers
    assert int(headers["Content-Length"]) > source.size
    assert "Transfer-Encoding" not in headers
    assert "X-Api-Key" not in headers
    assert steps == [CHUNK, 2 * CHUNK, 3 * CHUNK, source.size]


async def test_memory_is_constant(
    session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """A big file goes out in little memory, and no descriptor stays."""
    path = tmp_path / "big"
    size = 64 * 2**20
    with path.open("wb") as file:
        file.truncate(size)
    received = 0

    async def swallow(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        nonlocal received
        while received < size:
            received += len(await reader.read(2**20))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(swallow, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        tracemalloc.start()
        payload = FilePayload(path, size, lambda sent: None)
        async with session.post(f"http://127.0.0.1:{port}", data=payload) as answer:
            assert answer.status == 200
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8 * 2**20
    assert open_files(path) == 0


def vanish(source: SourceFile) -> None:
    """Take the file away."""
    source.path.unlink()


def shorten(source: SourceFile) -> None:
    """Cut the file."""
    os.truncate(source.path, source.size - 1)


@pytest.mark.parametrize("damage", [vanish, shorten])
async def test_local_fault_is_no_fault_of_the_host(
    host: FakeHost,
    session: aiohttp.ClientSession,
    source: SourceFile,
    damage: Callable[[SourceFile], None],
) -> None:
    """A file that cannot be read is an OSError of ours, never a broken host."""
    host.on("POST /up", {})
    damage(source)
    with pytest.raises(OSError, match="stored"):
        await Host(session, URL(host.url), None).send_file(
            "up", {}, source, "a.gcode", lambda sent: None
        )
    assert open_files(source.path) == 0


async def test_stalled_peer(session: aiohttp.ClientSession, tmp_path: Path) -> None:
    """A peer that stops taking bytes ends the upload."""
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(64 * 2**20)

    async def stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        await asyncio.sleep(3)
        writer.close()

    async with await asyncio.start_server(stall, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        host = Host(session, URL(f"http://127.0.0.1:{port}"), None)
        payload = FilePayload(path, 64 * 2**20, lambda sent: None, stall_s=0.3)
        with pytest.raises(HostUnreachableError, match="took too long"):
            await host.ask("POST", "up", data=payload)
    assert open_files(path) == 0


async def test_refused_before_the_body_is_read(
    session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """An early 401 is told as such."""
    source = source_of(tmp_path / "big", bytes(16 * 2**20))
    refusal = (
        b"HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n"
        b"Content-Length: 20\r\n\r\n"
        b'{"error": "no key!"}'
    )

    async def refuse(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(refusal)
        await writer.drain()
        with contextlib.suppress(ConnectionError):
            while await reader.read(2**20):
                pass
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(HostAuthError):
            await Host(session, URL(f"http://127.0.0.1:{port}"), "wrong").send_file(
                "up", {}, source, "a.gcode", lambda sent: None
            )
