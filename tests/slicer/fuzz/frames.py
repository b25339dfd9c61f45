"""A websocket client that keeps no rules: https://datatracker.ietf.org/doc/html/rfc6455."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.slicer.wire import Wire

from .faults import CUTS, pieces

CONTINUATION, TEXT, BINARY, CLOSE, PING = 0, 1, 2, 8, 9
FINAL, MASKED = 0x80, 0x80
# A mask of zeros leaves the payload readable.
MASK = bytes(4)
UPGRADE: dict[str, str | None] = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}
ODD = (
    b"\x83\x80" + MASK,  # An opcode that nobody knows.
    b"\xf1\x80" + MASK,  # Reserved bits.
    b"\x80\x80" + MASK,  # The continuation of nothing.
    b"\x09\x80" + MASK,  # A ping in pieces.
    b"\x88\x81" + MASK + b"a",  # A reason to close that is too short.
    b"\x81\x05hello",  # Not masked.
    b"\x82\xff" + b"\xff" * 8 + MASK,  # Longer than anything.
    b"\x81\x82" + MASK + b"\xc3\x28",  # No UTF-8.
)


def frame(opcode: int, payload: bytes, *, final: bool = True) -> bytes:
    """Return a frame as a client sends it."""
    size = len(payload)
    first = bytes([opcode | (FINAL if final else 0)])
    if size < 126:
        return first + bytes([MASKED | size]) + MASK + payload
    if size < 2**16:
        return first + bytes([MASKED | 126]) + size.to_bytes(2) + MASK + payload
    return first + bytes([MASKED | 127]) + size.to_bytes(8) + MASK + payload


@st.composite
def framed(draw: st.DrawFn, strategy: st.SearchStrategy[bytes]) -> bytes:
    """Draw a message in frames: text or binary, in pieces, with pings in between."""
    opcode = draw(st.sampled_from((TEXT, TEXT, BINARY)))
    parts = pieces(draw(strategy), draw(CUTS))
    data = b""
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        data += frame(CONTINUATION if index else opcode, part, final=last)
        if draw(st.integers(0, 3)) == 0:
            data += frame(PING, b"x" * draw(st.sampled_from((0, 125))))
    if draw(st.integers(0, 9)) == 0:
        data += draw(st.sampled_from(ODD))
    return data


@dataclass
class Client:
    """An open websocket, seen from its client."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def read(self) -> tuple[int, bytes]:
        """Return opcode and payload of the next frame; raises IncompleteReadError."""
        async with asyncio.timeout(60):
            first, size = await self.reader.readexactly(2)
            if size >= 126:
                wide = 2 if size == 126 else 8
                size = int.from_bytes(await self.reader.readexactly(wide))
            return first & 0x0F, await self.reader.readexactly(size)

    async def answers(self, end: bytes) -> AsyncGenerator[bytes]:
        """Yield the texts that come until one holds `end` or the server hangs up."""
        try:
            while True:
                opcode, payload = await self.read()
                if opcode == CLOSE or (opcode == TEXT and end in payload):
                    return
                if opcode == TEXT:
                    yield payload
        except ConnectionError, asyncio.IncompleteReadError:
            return


@asynccontextmanager
async def connected(wire: Wire) -> AsyncGenerator[Client]:
    """Open a websocket with the wire's key."""
    reader, writer = await asyncio.open_connection("127.0.0.1", wire.port)
    try:
        writer.write(wire.head("GET", "/websocket", UPGRADE))
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 ")
        yield Client(reader, writer)
    finally:
        writer.close()
