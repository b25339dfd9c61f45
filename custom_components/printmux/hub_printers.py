"""The hub's printers: followed, changed and let go of, as their subentries say."""

from functools import partial
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .const import CONF_ENABLED, CONF_KIND, CONF_VERIFY_SSL, DOMAIN
from .entity import printer_device
from .host_change import host_notes
from .issues import (
    KEY_LOST,
    KEY_REFUSED,
    async_create_key_issue,
    async_delete_key_issue,
    async_delete_printer_issues,
    key_issue_id,
)
from .printers.bedside import Bed
from .printers.coordinator import PrinterCoordinator, Told
from .printers.detect import DRIVERS
from .printers.driver import PrinterDriver
from .printers.platforms import AbsentDriver, driver_of
from .vault import VaultError

if TYPE_CHECKING:
    from .hub import PrintMuxConfigEntry, PrintMuxData


async def async_add_printer(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, subentry: ConfigSubentry
) -> PrinterCoordinator:
    """Begin to follow a printer."""
    data = entry.runtime_data
    driver = _make_driver(hass, entry, subentry)
    bed = await data.jobs.async_sync_printer(
        subentry.subentry_id, subentry.title, driver.kind
    )
    printer = PrinterCoordinator(hass, entry, subentry, driver, bed)
    data.async_place(printer)
    _register_device(hass, entry, printer)
    printer.async_start(
        Told(
            changed=partial(data.jobs.printer_changed, printer.printer_id),
            key_refused=partial(_show_refusal, hass, entry, printer.printer_id),
            bed=partial(_keep_bed, hass, entry, printer.printer_id),
            host=host_notes(hass, entry, printer),
        ),
        data.set_up,
    )
    return printer


@callback
def _keep_bed(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, printer_id: str, bed: Bed
) -> None:
    """Keep over a restart what lies on a printer's bed, or was taken off."""
    entry.async_create_task(
        hass,
        entry.runtime_data.jobs.async_note_bed(printer_id, bed),
        f"{DOMAIN} bed of {printer_id}",
    )


async def async_change_printer(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    printer: PrinterCoordinator,
    subentry: ConfigSubentry,
) -> None:
    """Go on with a printer as its changed subentry says."""
    if printer.connects_as(subentry):
        printer.async_take(subentry)
    else:
        _connect_anew(hass, entry, printer, subentry)
    await entry.runtime_data.jobs.async_sync_printer(
        printer.printer_id, printer.name, printer.driver.kind
    )
    _register_device(hass, entry, printer)


@callback
def _connect_anew(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    printer: PrinterCoordinator,
    subentry: ConfigSubentry,
) -> None:
    """Connect to a printer's host as its subentry says, and to none other."""
    printer.async_change(subentry, _make_driver(hass, entry, subentry))
    entry.runtime_data.async_place(printer)


async def async_take_drivers(hass: HomeAssistant, entry: PrintMuxConfigEntry) -> None:
    """Go on with the printers whose driver another integration has brought now."""
    data = entry.runtime_data
    async with data.changing:
        for printer in () if data.closed else data.every_printer.values():
            subentry = entry.subentries.get(printer.printer_id)
            absent = isinstance(printer.driver, AbsentDriver)
            if subentry and absent and subentry.data[CONF_KIND] in DRIVERS:
                _connect_anew(hass, entry, printer, subentry)
                await async_change_printer(hass, entry, printer, subentry)


async def async_remove_printer(
    hass: HomeAssistant, data: PrintMuxData, printer_id: str
) -> None:
    """Follow a printer no more; its device went with its subentry."""
    printer = data.every_printer[printer_id]
    data.printers.pop(printer_id, None)
    data.parked.pop(printer_id, None)
    await printer.async_shutdown()
    async_delete_printer_issues(hass, printer_id)
    await data.jobs.async_forget_printer(printer_id)


def _make_driver(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, subentry: ConfigSubentry
) -> PrinterDriver:
    """Make the driver of a printer; a key that can't be read becomes an issue."""
    api_key: str | None = None
    async_delete_printer_issues(hass, subentry.subentry_id)
    if token := subentry.data.get(CONF_API_KEY):
        try:
            api_key = entry.runtime_data.vault.decrypt(token)
        except VaultError:
            # Of one that is switched off no key is needed.
            if subentry.data.get(CONF_ENABLED, True):
                async_create_key_issue(hass, entry, subentry, KEY_LOST)
    session = async_get_clientsession(
        hass, verify_ssl=subentry.data.get(CONF_VERIFY_SSL, True)
    )
    driver = driver_of(subentry.data[CONF_KIND])
    return driver(session, subentry.data[CONF_URL], api_key)


@callback
def _show_refusal(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, printer_id: str, refused: bool
) -> None:
    """Ask for another key of a printer that refuses ours, until it takes it."""
    if (subentry := entry.subentries.get(printer_id)) is None:
        return
    issue = ir.async_get(hass).async_get_issue(DOMAIN, key_issue_id(printer_id))
    if refused and issue is None:
        async_create_key_issue(hass, entry, subentry, KEY_REFUSED)
    # A key that can't be read stays asked for, though the host may want none now.
    elif not refused and issue and issue.translation_key == KEY_REFUSED:
        async_delete_key_issue(hass, printer_id)


def _register_device(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, printer: PrinterCoordinator
) -> None:
    """Make the printer's device, or bring its name and address up to date."""
    if printer.printer_id not in entry.subentries:
        # Removed meanwhile: the next round of changes lets go of it.
        return
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        config_subentry_id=printer.printer_id,
        **printer_device(hass, entry, printer),
    )
