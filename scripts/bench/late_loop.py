"""A custom integration for measurements: how late a 1 ms ticker in HA's loop is, and why.

`GET /api/late_loop` returns milliseconds since the last call, and starts anew. Python's
collector stops all threads, whichever of them it runs in: what it takes is told apart.
"""

import asyncio
from collections import Counter
from dataclasses import asdict, dataclass, field
import gc
import threading
import time
from typing import Any

from aiohttp import web

from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.helpers.typing import ConfigType

DOMAIN = "late_loop"
TICK = 0.001
MANIFEST = {
    "domain": DOMAIN,
    "name": "Late loop",
    "codeowners": [],
    "dependencies": ["http"],
    "documentation": "https://example.com",
    "iot_class": "calculated",
    "version": "1.0.0",
}


@dataclass
class Generation:
    """What the collections of a generation took, in milliseconds of the processor."""

    count: int = 0
    longest: float = 0
    collected: int = 0


@dataclass
class Seen:
    """All that was measured since somebody asked last."""

    # On the wall, counted by the tenth: to sort them would hold up what is measured.
    late: Counter[float] = field(default_factory=Counter)
    # The longest without what collections took.
    rest: float = 0
    # The loop's own longest processor time between two ticks, without collections.
    turn: float = 0
    generations: list[Generation] = field(
        default_factory=lambda: [Generation() for _ in gc.get_threshold()]
    )


class Meter:
    """Keeps account of the loop and of the collector."""

    def __init__(self) -> None:
        """Follow the collector."""
        self.seen = Seen()
        self._began = self._began_work = 0.0
        # What all collections took so far: on the wall, and of the loop's thread.
        self._wall = self._work = 0.0
        gc.callbacks.append(self._note)

    def _note(self, phase: str, info: dict[str, int]) -> None:
        """Note a collection, in whichever thread it is."""
        if phase == "start":
            self._began, self._began_work = time.monotonic(), time.thread_time()
            return
        self._wall += time.monotonic() - self._began
        work = time.thread_time() - self._began_work
        if threading.current_thread() is threading.main_thread():
            self._work += work
        generation = self.seen.generations[info["generation"]]
        generation.count += 1
        generation.longest = max(generation.longest, work * 1000)
        generation.collected += info["collected"]

    async def tick(self) -> None:
        """Note how late each tick is, and how long the loop worked without one."""
        while True:
            due = time.monotonic() + TICK
            worked, wall, work = time.thread_time(), self._wall, self._work
            await asyncio.sleep(TICK)
            late = time.monotonic() - due
            worked = time.thread_time() - worked
            seen = self.seen
            seen.late[round(late * 1000, 1)] += 1
            seen.rest = max(seen.rest, (late - (self._wall - wall)) * 1000)
            seen.turn = max(seen.turn, (worked - (self._work - work)) * 1000)

    def tell(self) -> dict[str, Any]:
        """Return percentiles, and begin anew."""
        seen, self.seen = self.seen, Seen()
        return {
            "p99": percentile(seen.late, 0.99),
            "max": max(seen.late, default=0.0),
            "rest": seen.rest,
            "turn": seen.turn,
            "collections": [asdict(each) for each in seen.generations],
        }


def percentile(counts: Counter[float], share: float) -> float:
    """Return the value that so large a share does not exceed, 0 of nothing."""
    left = share * counts.total()
    for value, count in sorted(counts.items()):
        left -= count
        if left <= 0:
            return value
    return 0.0


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Start the ticker and serve what it sees."""
    meter = Meter()
    hass.async_create_background_task(meter.tick(), DOMAIN)
    hass.http.register_view(LateView(meter))
    return True


class LateView(HomeAssistantView):
    """Hands the measurements out."""

    url = "/api/late_loop"
    name = "api:late_loop"
    requires_auth = False

    def __init__(self, meter: Meter) -> None:
        """Take who measures."""
        self.meter = meter

    async def get(self, request: web.Request) -> web.Response:
        """Return what was measured."""
        return self.json(self.meter.tell())
