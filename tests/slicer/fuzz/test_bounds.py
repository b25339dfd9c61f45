"""What a client can make the server hold: memory, files and sockets have bounds."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
import gc
import tracemalloc

import pytest

from tests.slicer.wire import BOUNDARY, Answer, closing, file_part, text_part

from .conftest import Target, strict_json
from .frames import PING, TEXT, connected, frame

MIB = 1024**2
PIECE = 64 * 1024
# More than any request needs, and far less than what these clients send.
PEAK = 3 * MIB
KEPT = MIB
ROUNDS, AT_ONCE = 50, 20


class Memory:
    """What was allocated between two moments, in bytes."""

    peak = 0
    kept = 0


@contextmanager
def measured() -> Generator[Memory]:
    """Measure the allocations of Python."""
    memory = Memory()
    gc.collect()
    tracemalloc.start()
    try:
        start, _ = tracemalloc.get_traced_memory()
        yield memory
        gc.collect()
        now, peak = tracemalloc.get_traced_memory()
        memory.peak, memory.kept = peak - start, now - start
    finally:
        tracemalloc.stop()


async def send(target: Target, path: str, kind: str, body: bytes) -> Answer | None:
    """Send a body in chunks, whose length the server can't know before."""
    headers: dict[str, str | None] = {
        "Content-Type": kind,
        "Transfer-Encoding": "chunked",
    }
    packets = [target.wire.head("POST", path, headers)]
    for start in range(0, len(body), PIECE):
        piece = body[start : start + PIECE]
        packets.append(b"%x\r\n%b\r\n" % (len(piece), piece))
    return await target.send(*packets, b"0\r\n\r\n")


@pytest.mark.parametrize("path", ["/api/files/local", "/server/files/upload"])
async def test_many_parts(target: Target, path: str) -> None:
    """A form of 10 000 parts is refused at the 65th."""
    parts = (text_part(f"field{number}", "x" * 100) for number in range(10_000))
    body = b"".join(parts) + file_part("x.gcode") + closing()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    await send(target, path, kind, body)
    await target.closed()
    with measured() as memory:
        for _ in range(3):
            answer = await send(target, path, kind, body)
            assert answer is None or answer.status == 400
        await target.closed()
    assert memory.peak < 2 * len(body) + PEAK
    assert memory.kept < KEPT
    assert list(target.hub.store.incoming.iterdir()) == []


@pytest.mark.parametrize(
    "path",
    [
        "/server/jsonrpc",
        "/server/files/directory",
        "/printer/objects/query",
        "/api/job",
        "/api/files/local/x.gcode",
        "/plugin/appkeys/request",
    ],
)
async def test_long_json(target: Target, path: str) -> None:
    """Five megabytes of JSON are refused, and not held."""
    body = b'{"a":[' + b"1," * (5 * MIB // 2) + b"1]}"
    with measured() as memory:
        answer = await send(target, path, "application/json", body)
        await target.closed()
    assert answer is None or answer.status == 413
    # The packets, which are the test's own, are as long as the body.
    assert memory.peak < len(body) + PEAK
    assert memory.kept < KEPT


async def exchange(target: Target) -> None:
    """Open a websocket, ask for something, and go away without a word."""
    async with connected(target.wire) as client:
        ask = b'{"jsonrpc":"2.0","method":"server.info","id":1}'
        client.writer.write(frame(TEXT, ask) + frame(PING, b""))
        _, payload = await client.read()
        assert strict_json(payload)["id"] == 1


async def test_many_sockets(target: Target) -> None:
    """A thousand connections that came and went leave nothing."""
    for _ in range(2):
        await asyncio.gather(*(exchange(target) for _ in range(AT_ONCE)))
    with measured() as memory:
        for _ in range(ROUNDS):
            await asyncio.gather(*(exchange(target) for _ in range(AT_ONCE)))
            # Who is not seen to be gone still counts, and too many are refused.
            await target.closed()
    assert memory.kept < KEPT
