"""Uploads to one host take turns, and only some go at once.

Moonraker 0.11 names the temporary file of an upload after the second it came in and
mixes up uploads of one second, those to other Moonrakers on that machine too.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field

from ..printers.driver import PrinterDriver

# Whoever takes longer is slow, or hangs, and is not to hold up the others.
PLACE_S = 2.0


class Places:
    """Places for uploads; one that takes long goes on without, for the next to begin."""

    def __init__(self, count: int, longest: float = PLACE_S) -> None:
        """Lend so many at a time, none for longer than that."""
        self._free = asyncio.Semaphore(count)
        self._longest = longest

    @asynccontextmanager
    async def async_place(self) -> AsyncGenerator[None]:
        """Wait for a place and hold it."""
        await self._free.acquire()
        with ExitStack() as held:
            held.callback(self._free.release)
            timer = asyncio.get_running_loop().call_later(self._longest, held.close)
            held.callback(timer.cancel)
            yield


@dataclass(slots=True)
class _HostTurn:
    """Who uploads to a host now, and when the next may begin (loop time)."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0


class HostTurns:
    """One upload at a time to each host (= IP address) whose driver asks for it."""

    def __init__(self) -> None:
        """Know no host yet."""
        self._hosts: dict[str, _HostTurn] = {}

    @asynccontextmanager
    async def async_turn(self, driver: PrinterDriver) -> AsyncGenerator[None]:
        """Hold the host of a driver; raises OSError when its name does not resolve."""
        if driver.upload_spacing is None:
            yield
            return
        turn = self._hosts.setdefault(await _async_address(driver), _HostTurn())
        loop = asyncio.get_running_loop()
        async with turn.lock:
            await asyncio.sleep(turn.next_at - loop.time())
            turn.next_at = loop.time() + driver.upload_spacing
            try:
                yield
            except BaseException:
                # The host may still be busy with what was broken off.
                turn.next_at = loop.time() + driver.upload_spacing
                raise


async def _async_address(driver: PrinterDriver) -> str:
    """Return the IP address of a driver's host, its name when it does not resolve."""
    host = driver.url.host or ""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, driver.url.port)
    except OSError:
        return host
    return str(found[0][4][0])
