"""Asks OctoPrint for an API key that its user grants there.

Implements OctoPrint's page "Application Keys Plugin", section API; tried against 1.11.8.
"""

import asyncio
from http import HTTPStatus
from typing import Final

import aiohttp
from yarl import URL

from .errors import (
    DriverError,
    HostAuthError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from .http import Host, good_json, text

APP: Final = "PrintMux (Home Assistant)"
REQUEST: Final = "plugin/appkeys/request"
# OctoPrint drops a request that nobody has asked about for 5 s.
POLL_S: Final = 1.0
LOST_POLLS: Final = 3


class KeyRequest:
    """One request for a key; `dialog` is where the user grants it.

    OctoPrint also asks in every browser that shows it.
    """

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        """Take where OctoPrint is; asks nothing."""
        self._host = Host(session, URL(url), None)
        self._token = ""
        self.dialog = url

    async def async_is_possible(self) -> bool:
        """Tell whether this OctoPrint takes such requests."""
        try:
            reply = await self._host.ask("GET", "plugin/appkeys/probe")
        except DriverError:
            return False
        return reply.status == HTTPStatus.NO_CONTENT

    async def async_send(self) -> None:
        """Ask for a key. Raises DriverError."""
        answer = await self._host.json("POST", REQUEST, json={"app": APP})
        token = text(answer.get("app_token"))
        if token is None:
            raise NotAPrinterHostError("OctoPrint did not take the request for a key.")
        self._token = token
        self.dialog = text(answer.get("auth_dialog")) or self.dialog

    async def async_wait(self) -> str:
        """Return the key once the user has granted it. Raises DriverError."""
        lost = 0
        while True:
            await asyncio.sleep(POLL_S)
            try:
                reply = await self._host.ask("GET", f"{REQUEST}/{self._token}")
                if reply.status == HTTPStatus.NOT_FOUND:
                    raise HostAuthError(
                        "The request was refused, or nobody answered it."
                    )
                answer = good_json(reply)
            except HostUnreachableError:
                lost += 1
                if lost == LOST_POLLS:
                    raise
                continue
            lost = 0
            if key := text(answer.get("api_key")):
                return key
