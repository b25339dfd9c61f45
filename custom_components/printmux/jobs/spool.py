"""Writes and hashes an upload beside the event loop.

One buffer is written and hashed by executor threads while the other one fills. Syncing
runs in a thread of its own, in steps, so that the last one is short on a slow disk too.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
import errno
import hashlib
import os
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant

from ..const import LOGGER
from ..phrases import phrase
from .errors import DISK_FULL, DiskError, NoRoomError, TooLargeError, UploadError

BATCH = 2 * 1024**2
SYNC_STEP = 32 * 1024**2
# Larger writes have the kernel look for larger pages, at several times the cost.
PIECE = 512 * 1024
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)

# Told the size of a file so far, and how much of that is on the disk; raises NoRoomError.
type RoomCheck = Callable[[int, int], Awaitable[None]]


def _write(handle: int, data: memoryview) -> None:
    """Write all of some bytes."""
    while data:
        data = data[os.write(handle, data[:PIECE]) :]


def disk_error(error: OSError) -> UploadError:
    """Return what a disk that fails is told as."""
    if error.errno in NO_SPACE:
        return NoRoomError(DISK_FULL)
    LOGGER.error("An upload could not be written: %s", error)
    return DiskError(phrase("upload.disk_failed"))


class Spool:
    """A temporary file that takes an upload; `size` is in bytes.

    Filling it raises UploadError: when it gets too large, or the disk fails.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        path: Path,
        max_bytes: int,
        check_room: RoomCheck | None = None,
    ) -> None:
        """Name the file; `async_open` makes it.

        `check_room` is for one of which nobody knows how large it will be.
        """
        self.path = path
        self.size = 0
        self._max_bytes = max_bytes
        self._check_room = check_room
        self._hass = hass
        self._opening: asyncio.Future[int] | None = None
        self._sha256 = hashlib.sha256()
        self._filling = memoryview(bytearray(BATCH))
        self._spare: memoryview | None = None
        self._filled = 0
        self._unsynced = 0
        self._jobs: list[asyncio.Future[None]] = []
        self._sync: list[asyncio.Future[None]] = []

    @property
    def sha256(self) -> str:
        """Return the SHA-256 in hex, of what was written when the file is finished."""
        return self._sha256.hexdigest()

    async def async_open(self) -> None:
        """Make the file."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self._opening = self._hass.async_add_executor_job(
            os.open, self.path, flags, 0o600
        )
        await _async_settle([self._opening])

    async def async_feed(self, chunk: bytes) -> None:
        """Take some bytes."""
        self.size += len(chunk)
        if self.size > self._max_bytes:
            raise TooLargeError(self._max_bytes)
        # Copied while it is warm, so that the threads take few large pieces and
        # the receive buffer is used again at once.
        rest = memoryview(chunk)
        while rest:
            if self._filled == BATCH:
                await self._async_flush()
            count = min(len(rest), BATCH - self._filled)
            self._filling[self._filled : self._filled + count] = rest[:count]
            self._filled += count
            rest = rest[count:]

    async def async_finish(self) -> None:
        """Have all bytes hashed and on disk, and the file closed."""
        await self._async_flush()
        await _async_settle(self._jobs)
        await _async_settle(self._sync)
        self._sync = [self._start(os.fdatasync)]
        await _async_settle(self._sync)
        await self._async_close()

    @asynccontextmanager
    async def async_filling(self) -> AsyncGenerator[None]:
        """Hold this while the file is made and filled: if that fails, it is gone."""
        try:
            yield
        except BaseException:
            discarding = self._hass.async_create_task(self.async_discard())
            await asyncio.shield(discarding)
            raise

    async def async_discard(self) -> None:
        """Wait for what is under way, then close and delete the file."""
        if under_way := [*self._jobs, *self._sync]:
            await asyncio.gather(*under_way, return_exceptions=True)
        await self._async_close()
        await self._hass.async_add_executor_job(self._unlink)

    async def _async_flush(self) -> None:
        """Start writing and hashing what was gathered, after the batch before it."""
        await _async_settle(self._jobs)
        if self._check_room is not None:
            await self._check_room(self.size, self.size - self._filled)
        await self._async_sync_step()
        data = self._filling[: self._filled]
        spare = self._spare or memoryview(bytearray(BATCH))
        self._filling, self._spare = spare, self._filling
        self._unsynced += self._filled
        self._filled = 0
        self._jobs = [
            self._start(_write, data),
            self._hass.async_add_executor_job(self._sha256.update, data),
        ]

    async def _async_sync_step(self) -> None:
        """Sync what was written so far if that is enough for a step."""
        if self._unsynced < SYNC_STEP:
            return
        await _async_settle(self._sync)
        self._sync = [self._start(os.fdatasync)]
        self._unsynced = 0

    def _start(self, work: Callable[..., None], *args: Any) -> asyncio.Future[None]:
        """Run blocking work on the open file in Home Assistant's executor."""
        if self._opening is None:
            raise RuntimeError("The spool is not open")
        return self._hass.async_add_executor_job(work, self._opening.result(), *args)

    async def _async_close(self) -> None:
        """Close the file if it was made and is open."""
        opening, self._opening = self._opening, None
        if opening is None:
            return
        await asyncio.wait([opening])
        if opening.exception() is None:
            await self._hass.async_add_executor_job(os.close, opening.result())

    def _unlink(self) -> None:
        """Delete the file; it may be gone or never made."""
        self.path.unlink(missing_ok=True)


async def _async_settle(jobs: Collection[asyncio.Future[Any]]) -> None:
    """Wait for blocking work without ever cancelling it; raises UploadError."""
    if not jobs:
        return
    await asyncio.wait(jobs)
    for job in jobs:
        try:
            job.result()
        except OSError as err:
            raise disk_error(err) from err
