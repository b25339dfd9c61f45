"""Files as request bodies: of known size, read off the event loop, in constant memory."""

import asyncio
import os
from pathlib import Path
from typing import Final, override

from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload

from .driver import ProgressCallback

# Each read is a trip to a thread and back, which costs as much as some 100 kB.
CHUNK: Final = 512 * 1024
# Written at once: what takes longer than STALL_S does not move at all.
SLICE: Final = 64 * 1024
STALL_S: Final = 120.0


def read_at(path: Path, offset: int, count: int) -> bytes:
    """Return up to `count` bytes from `offset`. Blocks; raises OSError."""
    # Opened for each piece: an fd kept over awaits leaks when a task is
    # cancelled while a worker thread still opens or reads it.
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.pread(fd, count, offset)
    finally:
        os.close(fd)


def _read_full(path: Path, offset: int, count: int) -> bytes:
    """Return exactly `count` bytes from `offset`. Blocks; raises OSError."""
    piece = read_at(path, offset, count)
    if len(piece) != count:
        raise OSError(f"{path} is shorter than it was")
    return piece


class FilePayload(Payload):
    """One file of `size` bytes as a part of a form or as a whole body.

    `progress` gets the bytes handed to the network so far. A peer that takes
    nothing for `stall_s` seconds ends the upload with TimeoutError. `failure`
    holds the OSError of a read that went wrong: aiohttp reports it as if the
    connection had broken.
    """

    _autoclose = True

    def __init__(
        self,
        path: Path,
        size: int,
        progress: ProgressCallback,
        stall_s: float = STALL_S,
    ) -> None:
        """Promise the first `size` bytes of the file; nothing is opened yet."""
        super().__init__(path, content_type="application/octet-stream")
        self._size = size
        self._progress = progress
        self._stall_s = stall_s
        self.failure: OSError | None = None

    @override
    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """Refuse: a file is never held in memory as a whole."""
        raise TypeError("A file payload can only be written")

    @override
    async def write(self, writer: AbstractStreamWriter) -> None:
        """Send the whole file."""
        await self.write_with_length(writer, None)

    @override
    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        """Send the file, or its first `content_length` bytes."""
        assert self._size is not None
        end = self._size if content_length is None else min(self._size, content_length)
        offset = 0
        while offset < end:
            piece = memoryview(await self._read(offset, min(CHUNK, end - offset)))
            for start in range(0, len(piece), SLICE):
                async with asyncio.timeout(self._stall_s):
                    await writer.write(piece[start : start + SLICE])
            offset += len(piece)
            self._progress(offset)

    async def _read(self, offset: int, count: int) -> bytes:
        """Read one piece in a worker thread; keep the error of a failed read."""
        try:
            return await asyncio.to_thread(_read_full, self._value, offset, count)
        except OSError as err:
            self.failure = err
            raise
