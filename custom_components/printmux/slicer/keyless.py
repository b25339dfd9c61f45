"""What clients without a key may do when their network is trusted: test and upload."""

from collections.abc import Collection
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import hdrs, web
from yarl import URL

from .cors import from_allowed_page
from .errors import SlicerError

SEC_FETCH_SITE = "Sec-Fetch-Site"
METHODS = (hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_POST)
FOREIGN_PAGE = (
    HTTPStatus.FORBIDDEN,
    "Web pages of other sites need a slicer key made by PrintMux",
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
        raise SlicerError(*FOREIGN_PAGE)
    if request.headers.get(SEC_FETCH_SITE, "").lower() == "cross-site":
        raise SlicerError(*FOREIGN_PAGE)


def _is_own(request: web.Request, origin: str) -> bool:
    """Tell whether an origin is the address that is called."""
    try:
        return URL(origin).origin() == request.url.origin()
    except ValueError:
        return False
