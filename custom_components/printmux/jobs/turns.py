"""Uploads to one host take turns.

Moonraker 0.11 names the temporary file of an upload after the second it came in and
mixes up uploads of one second, those to other Moonrakers on that machine too.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from ..printers.driver import PrinterDriver


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
