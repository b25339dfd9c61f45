"""Asks a printer host who it is, in the words of a form."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .const import LOGGER
from .printers.detect import identify
from .printers.driver import HostInfo
from .printers.errors import (
    DriverError,
    HostAuthError,
    HostTlsError,
    NotAPrinterHostError,
    OwnAddressError,
)

# The first match counts: subclasses come before their parents.
ERRORS: tuple[tuple[type[DriverError], str], ...] = (
    (OwnAddressError, "own_address"),
    (NotAPrinterHostError, "not_a_printer"),
    (HostAuthError, "invalid_auth"),
    (HostTlsError, "ssl_error"),
)


class HostCheckError(Exception):
    """The host was not accepted: a key of the form's errors, and the host's words."""

    def __init__(self, key: str, words: str) -> None:
        """Keep both for the form."""
        super().__init__(words)
        self.key = key
        self.words = words


async def async_check_host(
    hass: HomeAssistant, url: str, api_key: str | None, verify_ssl: bool
) -> HostInfo:
    """Return who answers there and accepts the key. Raises HostCheckError."""
    session = async_get_clientsession(hass, verify_ssl=verify_ssl)
    try:
        return await identify(session, url, api_key)
    except DriverError as err:
        found = (key for kind, key in ERRORS if isinstance(err, kind))
        raise HostCheckError(next(found, "cannot_connect"), str(err)) from err
    except Exception as err:
        LOGGER.exception("Unexpected fault while asking %s who it is", url)
        raise HostCheckError("unknown", str(err)) from err
