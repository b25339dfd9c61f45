"""Takes a multipart form apart while it comes in.

RFC 7578 and RFC 2046, as slicers, browsers and scripts write them. aiohttp's reader
copies each byte several times more, which takes half as much again of the event
loop's time, and ends the last part of a cut-off body quietly; here bytes pass as they
were received, and a part ends at a boundary or not at all.
"""

import asyncio
import re

from aiohttp import StreamReader

STALL_SECONDS = 60
MAX_BOUNDARY = 70
MAX_PART_HEAD = 16 * 1024
BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]*)"|([^";\s]+))', re.IGNORECASE)


class BrokenFormError(ValueError):
    """The body is no form, or no whole one."""


def form_boundary(content_type: str) -> bytes:
    """Return the boundary that a Content-Type names; raises BrokenFormError."""
    match = BOUNDARY.search(content_type)
    boundary = (match[1] or match[2] or "") if match else ""
    if not 1 <= len(boundary) <= MAX_BOUNDARY:
        raise BrokenFormError("The Content-Type names no good boundary")
    return boundary.encode(errors="surrogateescape")


class FormReader:
    """Reads part after part: `async_next`, then `async_read` until it returns nothing.

    Both raise BrokenFormError when the bytes are no form or end too early, and
    TimeoutError when nothing comes for STALL_SECONDS.
    """

    def __init__(self, content: StreamReader, boundary: bytes) -> None:
        """Start before the first boundary."""
        self._content = content
        self._delimiter = b"\r\n--" + boundary
        # As if a line had ended before the body, where the first boundary may stand.
        self._held = b"\r\n"
        self._undecided = True
        self._in_part = True

    async def async_next(self) -> dict[str, str] | None:
        """Return the headers of the next part, None after the closing boundary.

        Names are in lower case; bytes that are no UTF-8 are surrogates in values.
        """
        while await self.async_read():
            pass
        while len(self._held) < 2:
            self._held += await self._async_receive()
        if self._held.startswith(b"--"):
            return None
        if (await self._async_line()).strip(b" \t"):
            raise BrokenFormError("A line goes on after the boundary")
        return await self._async_headers()

    async def async_read(self) -> bytes:
        """Return the next bytes of the part, none at its end."""
        while self._in_part:
            if self._undecided:
                self._held += await self._async_receive()
            data, self._held = self._held, b""
            end = data.find(self._delimiter)
            if end >= 0:
                self._in_part = False
                self._held = data[end + len(self._delimiter) :]
            else:
                end = self._undecided_from(data)
                self._held = data[end:]
            self._undecided = True
            if end:
                return data[:end]
        return b""

    def _undecided_from(self, data: bytes) -> int:
        """Return where a delimiter may begin that is not all there yet."""
        start = max(0, len(data) - len(self._delimiter) + 1)
        while (start := data.find(b"\r", start)) >= 0:
            if self._delimiter.startswith(data[start:]):
                return start
            start += 1
        return len(data)

    async def _async_headers(self) -> dict[str, str]:
        """Read the headers of a part; its content is what follows."""
        headers: dict[str, str] = {}
        name, room = "", MAX_PART_HEAD
        while line := await self._async_line():
            room -= len(line) + 2
            if room < 0:
                raise BrokenFormError("The head of a part is too long")
            text = line.decode(errors="surrogateescape")
            if line[:1] in b" \t":
                headers[name] = headers.get(name, "") + text
                continue
            name, colon, value = text.partition(":")
            if not colon:
                raise BrokenFormError("A header of a part has no colon")
            name = name.strip().lower()
            headers.setdefault(name, value.strip())
        self._in_part, self._undecided = True, not self._held
        return headers

    async def _async_line(self) -> bytes:
        """Return the bytes up to the end of the line."""
        while (end := self._held.find(b"\r\n")) < 0:
            if len(self._held) > MAX_PART_HEAD:
                raise BrokenFormError("The head of a part is too long")
            self._held += await self._async_receive()
        line, self._held = self._held[:end], self._held[end + 2 :]
        return line

    async def _async_receive(self) -> bytes:
        """Return bytes as they came in."""
        data = self._content.read_nowait()
        if not data:
            async with asyncio.timeout(STALL_SECONDS):
                data = await self._content.readany()
        if not data:
            raise BrokenFormError("The body ends in the middle of the form")
        return data
