"""The slicer side on a port of its own, for slicers that want it at the root."""

import asyncio
from dataclasses import replace
import os
from typing import cast

from aiohttp import web

from homeassistant.components.http.forwarded import async_setup_forwarded
from homeassistant.components.http.headers import setup_headers
from homeassistant.components.http.server import MAX_CLIENT_SIZE, MAX_LINE_SIZE
from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import KEY_HASS

from ..const import LOGGER
from ..issues import async_create_port_issue, async_delete_port_issue
from .call import PREFIX
from .catchall import ROOTS, unknown_below
from .home import Listener, home_listener
from .page import page_at
from .views import Desk, KeyUse, add_routes

SHUTDOWN_SECONDS = 5


class OwnPort:
    """A second web server with the slicer routes; it follows the option."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin closed."""
        self._hass = hass
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def listener(self) -> Listener | None:
        """Return where it listens, None if it does not."""
        if self._runner is None:
            return None
        return replace(home_listener(self._hass), port=self._port)

    async def async_apply(self, port: int) -> None:
        """Listen on a port, 0 for none; one that can't be had becomes an issue."""
        if self._runner is not None and port == self._port:
            return
        await self.async_close()
        if not port:
            return
        try:
            self._runner = await self._async_open(port)
        except (OSError, UnicodeError) as err:
            # What asyncio makes of it is long, and says the number twice.
            errno = getattr(err, "errno", None)
            words = os.strerror(errno) if errno and errno > 0 else str(err)
            LOGGER.warning("PrintMux can't listen on port %s: %s", port, words)
            async_create_port_issue(self._hass, port, words)
        self._port = port

    async def async_close(self) -> None:
        """Listen no more; uploads under way have some seconds left."""
        async_delete_port_issue(self._hass)
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _async_open(self, port: int) -> web.AppRunner:
        """Return a server that listens, where and with what Home Assistant's does."""
        http = self._hass.http
        runner = web.AppRunner(
            _make_app(self._hass),
            handler_cancellation=True,
            shutdown_timeout=SHUTDOWN_SECONDS,
            access_log=None,
            max_line_size=MAX_LINE_SIZE,
            max_field_size=MAX_LINE_SIZE,
        )
        await runner.setup()
        try:
            # Several go too, although aiohttp does not say so.
            hosts = cast(str, home_listener(self._hass).hosts)
            site = web.TCPSite(runner, hosts, port, ssl_context=http.context)
            await site.start()
        except BaseException:
            await runner.cleanup()
            raise
        return runner


async def async_can_listen(hass: HomeAssistant, port: int) -> bool:
    """Tell whether the own port could be had."""
    hosts = home_listener(hass).hosts
    try:
        server = await hass.loop.create_server(
            asyncio.Protocol, hosts, port, start_serving=False
        )
    except OSError, UnicodeError:
        return False
    server.close()
    return True


def _make_app(hass: HomeAssistant) -> web.Application:
    """Return the web application; nothing of Home Assistant's own is in it."""
    app = web.Application(client_max_size=MAX_CLIENT_SIZE)
    app[KEY_HASS] = hass
    proxies = hass.http.trusted_proxies
    async_setup_forwarded(app, bool(proxies), proxies)
    setup_headers(app, use_x_frame_options=False)
    add_routes(hass, app.router)
    keys = KeyUse(hass)
    Desk(hass, page_at("/"), keys).add_to(app.router, ("/", PREFIX, f"{PREFIX}/"))
    for root in ROOTS:
        for row in unknown_below(root):
            desk = Desk(hass, row, keys)
            for path in (f"/{root}", f"//{root}"):
                desk.add_to(app.router, (path, f"{path}/{{tail:.*}}"))
    for row in unknown_below(""):
        Desk(hass, row, keys).add_to(app.router, ("/{tail:.*}",))
    return app
