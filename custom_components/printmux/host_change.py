"""Printers whose host is another than it was, or at another address."""

import asyncio
from functools import partial
from typing import Any

from yarl import URL

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant, callback

from .announcement import Announcement
from .const import CONF_ENABLED, CONF_HOST_ID, CONF_VERIFY_SSL, DOMAIN, LOGGER
from .host_check import HostCheckError, async_check_host
from .issues import (
    async_create_stranger_issue,
    async_delete_stranger_issue,
    async_find_stranger_issue,
)
from .printer_entry import Place, async_stored_key, find_printer, printers_of
from .printers.coordinator import PrinterCoordinator
from .printers.errors import WrongHostError
from .printers.pace import retry_pauses
from .printers.recognition import Notes


def host_notes(
    hass: HomeAssistant, entry: ConfigEntry[Any], printer: PrinterCoordinator
) -> Notes:
    """Return who takes note of who answers at a printer's address."""
    return Notes(
        learned=partial(_learn, hass, entry, printer),
        stranger=partial(_show_stranger, hass, entry, printer.printer_id),
        name_of=partial(_name_of, entry),
    )


@callback
def _learn(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    printer: PrinterCoordinator,
    identity: str,
) -> None:
    """Store who a printer's host is, now that it has told it for the first time."""
    subentry = entry.subentries.get(printer.printer_id)
    if subentry is None or printer.differs_from(subentry) or _name_of(entry, identity):
        return
    printer.async_know(identity)
    hass.config_entries.async_update_subentry(
        entry,
        subentry,
        data={**subentry.data, CONF_HOST_ID: identity},
        unique_id=identity,
    )


@callback
def _show_stranger(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    printer_id: str,
    stranger: WrongHostError | None,
) -> None:
    """Say that another host answers at a printer's address, until it does not."""
    if (subentry := entry.subentries.get(printer_id)) is None:
        return
    if stranger is None:
        async_delete_stranger_issue(hass, printer_id)
        return
    LOGGER.warning(
        "%s answers at %s, the address of %s: nothing is sent to it",
        stranger.name,
        subentry.data[CONF_URL],
        subentry.title,
    )
    async_create_stranger_issue(hass, entry, subentry, stranger)
    entry.async_create_background_task(
        hass,
        _async_follow_both(hass, entry, subentry, stranger.identity),
        f"{DOMAIN} look for {subentry.title}",
    )


async def _async_follow_both(
    hass: HomeAssistant, entry: ConfigEntry[Any], printer: ConfigSubentry, found: str
) -> None:
    """Follow two printers of ours whose addresses the router has swapped.

    This one may come back later than the other: it is looked for until the issue ends.
    """
    other = find_printer(printers_of(entry, printer.subentry_id), found)
    if other is None:
        return
    here, there = printer.data[CONF_URL], other.data[CONF_URL]
    issue = async_find_stranger_issue(hass, printer.subentry_id)
    await _async_follow(hass, entry, other, found, here)
    for pause in retry_pauses():
        await _async_follow(hass, entry, printer, printer.data[CONF_HOST_ID], there)
        await asyncio.sleep(pause)
        if async_find_stranger_issue(hass, printer.subentry_id) is not issue:
            return


def _name_of(entry: ConfigEntry[Any], identity: str) -> str | None:
    """Return the name of the printer with that host, None if there is none."""
    printer = find_printer(printers_of(entry), identity)
    return printer.title if printer else None


async def async_settle_known(
    hass: HomeAssistant, entry: ConfigEntry[Any], announced: Announcement
) -> bool:
    """Tell whether a printer is that host; bring its address up to date."""
    for printer in printers_of(entry):
        if announced.identity in _identities(printer):
            if not announced.is_at(printer.data):
                await _async_follow(
                    hass, entry, printer, str(announced.identity), announced.url
                )
            return True
    return any(announced.is_at(printer.data) for printer in printers_of(entry))


def _identities(printer: ConfigSubentry) -> set[str]:
    """Return who a printer's host is known to be."""
    return set(filter(None, (printer.unique_id, printer.data.get(CONF_HOST_ID))))


async def _async_follow(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    printer: ConfigSubentry,
    identity: str,
    new: str,
) -> None:
    """Go to a host's new address, once it has proved there who it is.

    Anybody can say anything: the key is shown to a new address only when the
    old one no longer leads to the host, and never with less protection.
    """
    old = printer.data[CONF_URL]
    if URL(old) == URL(new) or not printer.data.get(CONF_ENABLED, True):
        return
    if (URL(old).scheme, URL(new).scheme) == ("https", "http"):
        return
    key = await async_stored_key(hass, printer.data)
    verify_ssl = printer.data[CONF_VERIFY_SSL]
    for url in (old, new):
        place = Place(url=url, verify_ssl=verify_ssl, api_key=key)
        if not await _async_is_host(hass, place, identity):
            continue
        # It may have been removed, or moved by the user, meanwhile.
        known = entry.subentries.get(printer.subentry_id)
        if url == new and known and known.data[CONF_URL] == old:
            LOGGER.info("%s is now at %s", printer.title, new)
            hass.config_entries.async_update_subentry(
                entry, printer, data={**printer.data, CONF_URL: new}
            )
        return


async def _async_is_host(hass: HomeAssistant, place: Place, identity: str) -> bool:
    """Tell whether the host at an address says that it is that one."""
    try:
        info = await async_check_host(hass, place.url, place.api_key, place.verify_ssl)
    except HostCheckError as err:
        LOGGER.debug("%s does not tell who it is: %s", place.url, err.words)
        return False
    return info.unique_id == identity
