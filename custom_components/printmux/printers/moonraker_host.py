"""Questions to Moonraker over HTTP that more than one part of its driver asks."""

from collections.abc import Iterable
import time
from typing import Any, Final, override

import aiohttp
from yarl import URL

from ..phrases import phrase
from .errors import HostAuthError, HostBusyError, HostRefusedError, NotAPrinterHostError
from .http import Host, mapping, text
from .moonraker_data import Job, Objects, objects_of

# Klipper answers a query of its objects at its next tick only, each 250 ms.
FRESH_S: Final = 1.0
_JOB: Final = ("print_stats", "webhooks")


class MoonrakerHost(Host):
    """A Moonraker, and the Klipper behind it."""

    @override
    def __init__(
        self, session: aiohttp.ClientSession, url: URL, api_key: str | None
    ) -> None:
        """See Host."""
        super().__init__(session, url, api_key)
        self._last_job: tuple[Job | None, float] = (None, 0.0)

    @property
    def last_job(self) -> Job | None:
        """Return what was asked last, None if that is not of this moment."""
        job, looked_at = self._last_job
        return job if time.monotonic() < looked_at + FRESH_S else None

    async def result(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """Return the object in the `result` of a good answer."""
        reply = await self.json(method, path, **options)
        if "result" not in reply:
            raise NotAPrinterHostError(phrase("host.wrong", host="Moonraker"))
        return mapping(reply["result"])

    async def klippy_state(self) -> str | None:
        """Return ready, startup, error, shutdown or disconnected."""
        return text((await self.result("GET", "server/info")).get("klippy_state"))

    async def klippy_words(self) -> str:
        """Return Klipper's own account of its state, on one line."""
        reply = await self.ask("GET", "printer/info")
        result = mapping(mapping(reply.data).get("result"))
        return " ".join((text(result.get("state_message")) or reply.words).split())

    async def object_names(self) -> list[str]:
        """Return the names of the printer's objects, none while nobody knows them."""
        reply = await self.ask("GET", "printer/objects/list")
        names = mapping(mapping(reply.data).get("result")).get("objects")
        return list(map(str, names)) if isinstance(names, list) else []

    async def objects(self, names: Iterable[str] = _JOB) -> Objects:
        """Return the state of the printer's objects by name, print_stats among them.

        Raises HostBusyError while Klipper is not connected.
        """
        try:
            result = await self.result(
                "GET", "printer/objects/query", params=dict.fromkeys(names, "")
            )
        except HostAuthError:
            raise
        except HostRefusedError as err:
            # Moonraker has no such path before Klipper's first connection.
            raise HostBusyError(phrase("klipper.gone")) from err
        objects = objects_of(result)
        self._last_job = (Job.of(objects), time.monotonic())
        return objects
