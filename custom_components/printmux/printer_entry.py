"""What a printer's subentry holds, and which subentry is which host."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.core import HomeAssistant

from .const import (
    CONF_HOST_ID,
    CONF_KIND,
    CONF_SOFTWARE,
    CONF_VERIFY_SSL,
    SUBENTRY_PRINTER,
)
from .printers.driver import HostInfo
from .vault import VaultError, async_open_vault

# What a subentry holds of the host; the rest are the user's settings.
HOST_KEYS: Final = (
    CONF_URL,
    CONF_API_KEY,
    CONF_VERIFY_SSL,
    CONF_KIND,
    CONF_HOST_ID,
    CONF_SOFTWARE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a host is, and the key that it is asked with."""

    url: str
    verify_ssl: bool = True
    api_key: str | None = None


async def async_host_data(
    hass: HomeAssistant, place: Place, info: HostInfo
) -> dict[str, Any]:
    """Return what is kept of a host that has answered; the key encrypted."""
    data: dict[str, Any] = {
        CONF_URL: place.url,
        CONF_VERIFY_SSL: place.verify_ssl,
        CONF_KIND: info.kind,
        CONF_HOST_ID: info.unique_id,
        CONF_SOFTWARE: info.software,
    }
    if place.api_key:
        vault = await async_open_vault(hass)
        data[CONF_API_KEY] = vault.encrypt(place.api_key)
    return data


async def async_stored_key(hass: HomeAssistant, data: Mapping[str, Any]) -> str | None:
    """Return the key of a printer, None if it has none that can be read."""
    token = data.get(CONF_API_KEY)
    if not token:
        return None
    vault = await async_open_vault(hass)
    try:
        return vault.decrypt(token)
    except VaultError:
        return None


def printers_of(entry: ConfigEntry[Any], but: str = "") -> list[ConfigSubentry]:
    """Return the printers, but for the one with that id."""
    return [
        printer
        for printer in entry.get_subentries_of_type(SUBENTRY_PRINTER)
        if printer.subentry_id != but
    ]


def find_printer(
    printers: Iterable[ConfigSubentry], unique_id: str, url: str | None = None
) -> ConfigSubentry | None:
    """Return the printer with that identity, or at that address."""
    return next(
        (
            printer
            for printer in printers
            if unique_id in (printer.unique_id, printer.data.get(CONF_HOST_ID))
            or printer.data[CONF_URL] == url
        ),
        None,
    )


def free_name(printers: Iterable[ConfigSubentry], name: str) -> str:
    """Return the name, with a number if one of these printers has it."""
    taken = {printer.title for printer in printers}
    if name not in taken:
        return name
    return next(numbered for n in count(2) if (numbered := f"{name} {n}") not in taken)
