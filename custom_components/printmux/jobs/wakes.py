"""Wake-ups: whoever waits for something named is woken when that has news."""

import asyncio
from collections.abc import Collection


class Wakes:
    """News by name (of a printer, a target, an entity); none is missed."""

    def __init__(self) -> None:
        """Know of no news."""
        self._tick = 0
        self._last: dict[str, int] = {}
        self._waiters: dict[str, set[asyncio.Event]] = {}

    def mark(self) -> int:
        """Return a mark for `async_wait`: nothing after it is missed."""
        return self._tick

    def wake(self, name: str) -> None:
        """Wake whoever waits for that name."""
        self._tick += 1
        self._last[name] = self._tick
        for event in self._waiters.get(name, ()):
            event.set()

    async def async_wait(
        self, names: Collection[str], seconds: float, mark: int
    ) -> bool:
        """Wait that long, or until one of the names has news after `mark`.

        Tells whether there was any.
        """
        if any(self._last.get(name, 0) > mark for name in names):
            return True
        event = asyncio.Event()
        for name in names:
            self._waiters.setdefault(name, set()).add(event)
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        finally:
            for name in names:
                self._let_go(name, event)
        return True

    def _let_go(self, name: str, event: asyncio.Event) -> None:
        """Forget a waiter, and a name that nobody waits for."""
        waiters = self._waiters[name]
        waiters.discard(event)
        if not waiters:
            del self._waiters[name]
