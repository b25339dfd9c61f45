"""A custom integration for measurements: how late a 1 ms ticker in HA's loop is.

`GET /api/late_loop` returns milliseconds since the last call, and starts anew.
"""

import asyncio

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


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Start the ticker and serve what it sees."""
    late: list[float] = []
    hass.async_create_background_task(_tick(late), DOMAIN)
    hass.http.register_view(LateView(late))
    return True


async def _tick(late: list[float]) -> None:
    """Note how late each tick is, in milliseconds."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + TICK
        await asyncio.sleep(TICK)
        late.append((loop.time() - due) * 1000)


class LateView(HomeAssistantView):
    """Hands the measurements out."""

    url = "/api/late_loop"
    name = "api:late_loop"
    requires_auth = False

    def __init__(self, late: list[float]) -> None:
        """Take the list that the ticker fills."""
        self.late = late

    async def get(self, request: web.Request) -> web.Response:
        """Return percentiles of the lateness."""
        late, self.late[:] = sorted(self.late), []
        if not late:
            return self.json({"p99": 0.0, "max": 0.0, "ticks": 0})
        p99 = late[min(len(late) - 1, len(late) * 99 // 100)]
        return self.json({"p99": p99, "max": late[-1], "ticks": len(late)})
