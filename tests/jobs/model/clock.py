"""Simulated time: an event loop that never waits, and clocks that agree with it.

There are no threads: what is given to one runs as a turn of the loop, its answer
comes a turn later. So each run is the same, and may be broken off between any two
turns, as a power cut may.
"""

import asyncio
from collections.abc import Callable
import contextlib
from datetime import UTC, datetime, timedelta
import math
import selectors
from typing import Any, override

from freezegun.api import FrozenDateTimeFactory

EPOCH = datetime(2030, 1, 1, 12, tzinfo=UTC)
MICRO = 1_000_000


class Clock:
    """The time of all there is, in seconds since the test began."""

    def __init__(self, frozen: FrozenDateTimeFactory) -> None:
        """Take what tells the time to everybody else."""
        self._frozen = frozen
        self._micros = 0

    @property
    def now(self) -> float:
        """Return the time."""
        return self._micros / MICRO

    @property
    def moment(self) -> datetime:
        """Return the time as everybody else is told it."""
        return EPOCH + timedelta(microseconds=self._micros)

    def jump(self, seconds: float) -> None:
        """Let time pass, at least a microsecond: the finest that a datetime has."""
        self._micros += max(1, math.ceil(seconds * MICRO))
        self._frozen.move_to(self.moment.replace(tzinfo=None))


class _JumpingSelector(selectors.DefaultSelector):
    """Lets the time of a wait pass in no time; nothing is ever heard from outside."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock."""
        super().__init__()
        self._clock = clock

    @override
    def select(
        self, timeout: float | None = None
    ) -> list[tuple[selectors.SelectorKey, int]]:
        """Jump to the next timer."""
        if timeout is None:
            raise RuntimeError("Everybody waits for somebody, and nobody for a time")
        if timeout > 0:
            self._clock.jump(timeout)
        return []


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop in simulated time, with simulated threads."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock."""
        self.clock = clock
        # After a power cut nothing reaches the disk any more.
        self.cut = False
        super().__init__(_JumpingSelector(clock))

    @override
    def time(self) -> float:
        """Return the time that timers go by."""
        return self.clock.now

    @override
    def run_in_executor(  # type: ignore[override]  # asyncio's own stub is as loose
        self, executor: object, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Run a function in a turn of its own, in the order of the requests."""
        future: asyncio.Future[Any] = self.create_future()
        self.call_soon(self._work, future, func, args)
        return future

    def _work(
        self, future: asyncio.Future[Any], func: Callable[..., Any], args: Any
    ) -> None:
        """Do the work; tell so in the next turn."""
        # Whoever cancels a wait for a thread does not stop what has begun there.
        if self.cut:
            self.call_soon(_answer, future, None, OSError("The power is cut"))
            return
        try:
            result = func(*args)
        except Exception as err:  # noqa: BLE001 - it belongs to whoever awaits it
            self.call_soon(_answer, future, None, err)
        else:
            self.call_soon(_answer, future, result, None)

    def die(self) -> None:
        """End all tasks, none of which can do anything that outlives this loop."""
        self.cut = True
        self.set_exception_handler(lambda _loop, _context: None)
        while tasks := asyncio.all_tasks(self):
            for task in tasks:
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                self.run_until_complete(asyncio.wait(tasks, timeout=1))
        self.close()


def _answer(future: asyncio.Future[Any], result: Any, err: Exception | None) -> None:
    """Give a result to whoever still waits for it."""
    if future.done():
        return
    if err is None:
        future.set_result(result)
    else:
        future.set_exception(err)


async def let_run(turns: int) -> None:
    """Let others have so many turns; no time passes unless all of them wait."""
    for _ in range(turns):
        await asyncio.sleep(0)
