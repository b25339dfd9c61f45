"""Printers whose host is announced: learns who it is, and follows it to a new address."""

from typing import Any

from yarl import URL

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant

from .announcement import Announcement
from .const import CONF_ENABLED, CONF_HOST_ID, CONF_VERIFY_SSL, LOGGER
from .host_check import HostCheckError, async_check_host
from .printer_entry import Place, async_stored_key, printers_of


async def async_settle_known(
    hass: HomeAssistant, entry: ConfigEntry[Any], announced: Announcement
) -> bool:
    """Tell whether a printer is that host; bring its address or identity up to date."""
    for printer in printers_of(entry):
        if announced.identity in _identities(printer):
            await _async_follow(hass, entry, printer, announced)
            return True
    for printer in printers_of(entry):
        if announced.is_at(printer.data):
            _learn(hass, entry, printer, announced.identity)
            return True
    return False


def _identities(printer: ConfigSubentry) -> set[str]:
    """Return who a printer's host is known to be."""
    return set(filter(None, (printer.unique_id, printer.data.get(CONF_HOST_ID))))


def _learn(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    printer: ConfigSubentry,
    identity: str | None,
) -> None:
    """Note who the host at a printer's address is, if that was not known yet."""
    if identity and not printer.data.get(CONF_HOST_ID):
        hass.config_entries.async_update_subentry(
            entry,
            printer,
            data={**printer.data, CONF_HOST_ID: identity},
            unique_id=identity,
        )


async def _async_follow(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    printer: ConfigSubentry,
    announced: Announcement,
) -> None:
    """Go to a host's new address, once it has proved there who it is.

    Anybody can announce anything: the key is shown to a new address only when the
    old one no longer leads to the host, and never with less protection.
    """
    old, new = URL(printer.data[CONF_URL]), URL(announced.url)
    if old == new or announced.is_at(printer.data):
        return
    if not printer.data.get(CONF_ENABLED, True):
        return
    if (old.scheme, new.scheme) == ("https", "http"):
        return
    key = await async_stored_key(hass, printer.data)
    verify_ssl = printer.data[CONF_VERIFY_SSL]
    for url in (str(old), str(new)):
        place = Place(url=url, verify_ssl=verify_ssl, api_key=key)
        if not await _async_is_host(hass, place, announced.identity):
            continue
        if url == str(new):
            LOGGER.info("%s is now at %s", printer.title, new)
            hass.config_entries.async_update_subentry(
                entry, printer, data={**printer.data, CONF_URL: announced.url}
            )
        return


async def _async_is_host(
    hass: HomeAssistant, place: Place, identity: str | None
) -> bool:
    """Tell whether the host at an address says that it is that one."""
    try:
        info = await async_check_host(hass, place.url, place.api_key, place.verify_ssl)
    except HostCheckError as err:
        LOGGER.debug("%s does not tell who it is: %s", place.url, err.words)
        return False
    return info.unique_id == identity
