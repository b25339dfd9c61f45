"""Which printer host answers at an address."""

import logging
from typing import Final

import aiohttp
from yarl import URL

from .driver import HostInfo, PrinterDriver
from .errors import (
    DriverError,
    HostAuthError,
    HostTlsError,
    HostUnreachableError,
    NotAPrinterHostError,
    OwnAddressError,
)
from .http import Host, mapping, text
from .moonraker import MoonrakerDriver
from .octoprint import OctoPrintDriver
from .prusalink import PrusaLinkDriver

# Asked in this order: Moonraker can pass for OctoPrint, never the other way round.
DRIVERS: Final[dict[str, type[PrinterDriver]]] = {
    driver.kind: driver
    for driver in (MoonrakerDriver, OctoPrintDriver, PrusaLinkDriver)
}
# What other integrations bring joins DRIVERS later, and is asked last.
OWN_KINDS: Final = frozenset(DRIVERS)

_LOGGER = logging.getLogger(__name__)


def normalise_url(typed: str) -> str:
    """Return a base URL made of what somebody typed or pasted.

    No scheme means http; blanks around it, a trailing slash, query and fragment
    go. Raises ValueError with a sentence for the user.
    """
    typed = typed.strip()
    url = _parse(typed if "://" in typed else f"http://{typed}")
    if url.scheme not in ("http", "https"):
        raise ValueError("The address must begin with http:// or https://.")
    if not url.host or any(letter.isspace() for letter in url.host):
        raise ValueError("The address has no host name.")
    if url.user or url.password:
        raise ValueError("The address must not hold a user name or password.")
    return str(url.with_query(None).with_fragment(None)).rstrip("/")


def _parse(address: str) -> URL:
    """Parse an absolute URL; raises ValueError with a sentence for the user."""
    try:
        url = URL(address)
        _ = url.port
    except (ValueError, TypeError) as err:
        raise ValueError("That is no address of a host.") from err
    return url


async def identify(
    session: aiohttp.ClientSession, url: str, api_key: str | None
) -> HostInfo:
    """Return who answers at a base URL and accepts the key.

    Raises OwnAddressError for PrintMux itself, NotAPrinterHostError for any
    other stranger, HostAuthError for a wrong or missing key,
    HostUnreachableError or HostTlsError when nobody answers.
    """
    lost: HostUnreachableError | None = None
    try:
        await _refuse_own(session, url, api_key)
    except HostTlsError:
        raise
    except HostUnreachableError as err:
        # A driver of another integration may speak something else than HTTP.
        lost = err
    for kind, driver in tuple(DRIVERS.items()):
        if lost and kind in OWN_KINDS:
            continue
        if info := await _probe(driver, session, url, api_key):
            return info
    if lost:
        raise lost
    names = " or ".join(driver.label for driver in DRIVERS.values())
    raise NotAPrinterHostError(
        f"Something answers there, but it is not {names}: check address and port."
    )


async def _probe(
    driver: type[PrinterDriver],
    session: aiohttp.ClientSession,
    url: str,
    api_key: str | None,
) -> HostInfo | None:
    """Ask with one driver; one from outside that fails speaks another protocol."""
    try:
        return await driver.probe(session, url, api_key)
    except Exception as err:
        refused = isinstance(err, HostAuthError)
        if driver.kind in OWN_KINDS or refused:
            raise
        if not isinstance(err, DriverError):
            _LOGGER.exception("The driver %s failed to ask %s", driver.kind, url)
        return None


async def _refuse_own(
    session: aiohttp.ClientSession, url: str, api_key: str | None
) -> None:
    """Raise OwnAddressError when any answer bears PrintMux's mark."""
    for path, key in (
        ("access/info", None),
        ("printer/info", api_key),
        ("api/version", api_key),
    ):
        data = mapping((await Host(session, URL(url), key).ask("GET", path)).data)
        answers = (data, mapping(data.get("result")))
        if any(answer.get("software") == "PrintMux" for answer in answers) or (
            "(PrintMux" in (text(data.get("text")) or "")
        ):
            raise OwnAddressError("That is the address of PrintMux itself.")
