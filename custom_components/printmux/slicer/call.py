"""One slicer request on its way through its handler."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import hdrs, web

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant

from ..const import DOMAIN
from ..jobs.service import JobService
from ..jobs.settings import Settings
from ..jobs.store import FileStore

PREFIX = f"/{DOMAIN}"
DEFAULT_PORTS = {"http": 80, "https": 443}


class Hub(Protocol):
    """What the slicer side needs of the config entry's runtime data."""

    @property
    def jobs(self) -> JobService:
        """Return the job service."""

    @property
    def store(self) -> FileStore:
        """Return the file store."""

    @property
    def settings(self) -> Settings:
        """Return the options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An admitted request; `key` is None only where no key is needed."""

    hass: HomeAssistant
    request: web.Request
    entry: ConfigEntry[Any]
    key: ConfigSubentry | None

    @property
    def hub(self) -> Hub:
        """Return the runtime data of the loaded entry."""
        hub: Hub = self.entry.runtime_data
        return hub

    @property
    def key_id(self) -> str | None:
        """Return the id of the slicer key that was presented."""
        return self.key.subentry_id if self.key else None

    @property
    def base(self) -> str:
        """Return the URL, without a slash at its end, under which the client called."""
        path = f"/{self.request.path.lstrip('/')}"
        prefix = PREFIX if path.startswith(f"{PREFIX}/") else ""
        return f"{self.request.scheme}://{_host(self.request)}{prefix}"


type Handler = Callable[[Call], Awaitable[web.StreamResponse]]
type Check = Callable[[Call], Awaitable[None]]


def _host(request: web.Request) -> str:
    """Return host and port as the client sees them.

    PrusaSlicer on Windows sends `Host` without its port; a proxy means what it says.
    """
    host = request.host
    has_port = host.rpartition(":")[2].isdigit()
    if has_port or hdrs.X_FORWARDED_FOR in request.headers or not request.transport:
        return host
    port: int = request.transport.get_extra_info("sockname")[1]
    return host if DEFAULT_PORTS[request.scheme] == port else f"{host}:{port}"
