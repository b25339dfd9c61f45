"""What clients without a key may do when their network is trusted: test and upload."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any, cast, override

from aiohttp import hdrs, web
from yarl import URL

from ..jobs.intake import Intake
from ..jobs.models import Job, Upload
from .call import Call, Hub
from .cors import from_allowed_page
from .errors import SlicerError

SEC_FETCH_SITE = "Sec-Fetch-Site"
METHODS = (hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_POST)
FOREIGN_PAGE = SlicerError(
    HTTPStatus.FORBIDDEN, "Web pages of other sites need a slicer key made by PrintMux"
)


def may_come_without_key(
    request: web.Request, networks: Collection[IPv4Network | IPv6Network]
) -> bool:
    """Tell whether a client needs no key for this; none deletes without one."""
    if not networks or not request.remote or request.method not in METHODS:
        return False
    # A link-local address has its interface behind it.
    address = ip_address(request.remote.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in networks)


def check_page(request: web.Request, origins: Collection[str]) -> None:
    """Refuse what a page of another site makes a browser send: SlicerError."""
    origin = request.headers.get(hdrs.ORIGIN)
    if from_allowed_page(request, origins):
        return
    if origin is not None and not _is_own(request, origin):
        raise FOREIGN_PAGE
    if request.headers.get(SEC_FETCH_SITE, "").lower() == "cross-site":
        raise FOREIGN_PAGE


def _is_own(request: web.Request, origin: str) -> bool:
    """Tell whether an origin is the address that is called."""
    try:
        return URL(origin).origin() == request.url.origin()
    except ValueError:
        return False


@dataclass(frozen=True, kw_only=True)
class KeylessCall(Call):
    """A call without a key: whatever it asks for, it starts no print."""

    @property
    @override
    def hub(self) -> Hub:
        """Return the hub with an intake that notes no wish to print."""
        hub: Hub = self.entry.runtime_data
        if self.key is not None:
            # A websocket client may send its key later.
            return hub
        intake = KeylessIntake(hub.jobs.intake)
        return cast(Hub, _Over(hub, jobs=_Over(hub.jobs, intake=intake)))


class _Over:
    """An object with some attributes put over those of another."""

    def __init__(self, below: object, **over: object) -> None:
        """Take both."""
        self._below = below
        self.__dict__.update(over)

    def __getattr__(self, name: str) -> Any:
        """Return what is not put over."""
        return getattr(self._below, name)


class KeylessIntake(_Over):
    """The intake as calls without a key get it."""

    _below: Intake

    def __init__(self, intake: Intake) -> None:
        """Take what it is put over."""
        super().__init__(intake)

    async def async_add_upload(self, upload: Upload) -> Job:
        """Take an upload over without its wish to be printed."""
        return await self._below.async_add_upload(
            replace(upload, start_requested=False)
        )

    async def async_request_start(self, key_id: str | None, path: str) -> Job | None:
        """Return the job, if there is one, as it is."""
        return await self._below.async_find(key_id, path)
