"""The parts of a running hub, opened and closed in the order they need each other."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.dispatcher import (
    async_dispatcher_connect,
    async_dispatcher_send,
)
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .attention import PrintQuestions
from .bed import BedKeeper
from .const import (
    CONF_ROUTE_MODE,
    CONF_ROUTE_PRINTERS,
    DOMAIN,
    ROUTE_MODE_PRINT,
    SUBENTRY_PRINTER,
    SUBENTRY_RULE,
)
from .db.engine import Database, sqlite_url
from .entity import hub_device
from .hub_printers import (
    async_add_printer,
    async_change_printer,
    async_remove_printer,
    async_take_drivers,
)
from .issues import async_delete_printer_issues
from .jobs.router import Guide
from .jobs.rules import Rule
from .jobs.service import JobService
from .jobs.settings import Route, Settings
from .jobs.store import FileStore
from .notices import PrintRequests
from .power import PowerKeeper
from .printers.coordinator import PrinterCoordinator
from .printers.platforms import SIGNAL_DRIVERS_ADDED
from .selection import Selection
from .slicer.advertise import Advertisement
from .slicer.own_port import OwnPort
from .vault import Vault, async_open_vault

if TYPE_CHECKING:
    from .live.board import Board

DATABASE_FILE = "printmux.db"

type PrintMuxConfigEntry = ConfigEntry[PrintMuxData]


@dataclass(kw_only=True)
class PrintMuxData:
    """What a loaded config entry runs on.

    `printers` and `parked` go by subentry id; the user has switched off the parked.
    """

    jobs: JobService
    printers: dict[str, PrinterCoordinator]
    selection: Selection
    store: FileStore
    database: Database
    vault: Vault
    own_port: OwnPort
    power: PowerKeeper
    beds: BedKeeper
    parked: dict[str, PrinterCoordinator] = field(default_factory=dict)
    requests: PrintRequests | None = None
    questions: PrintQuestions | None = None
    advertisement: Advertisement | None = None
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    # Set when all entities are there: what was connected earlier would hold them up.
    set_up: asyncio.Event = field(default_factory=asyncio.Event)
    # What cards and panels look at, while any do.
    board: Board | None = None
    closed: bool = False

    @property
    def every_printer(self) -> dict[str, PrinterCoordinator]:
        """Return the printers, those that are switched off too."""
        return {**self.printers, **self.parked}

    @callback
    def async_place(self, printer: PrinterCoordinator) -> None:
        """Put a printer where it belongs: nothing is offered that is switched off."""
        here, there = self.printers, self.parked
        if not printer.enabled:
            here, there = there, here
        there.pop(printer.printer_id, None)
        here[printer.printer_id] = printer

    @property
    def settings(self) -> Settings:
        """Return the options in force."""
        return self.jobs.settings


async def async_open_hub(
    hass: HomeAssistant, entry: PrintMuxConfigEntry
) -> PrintMuxData:
    """Open what lies on disk; nothing works yet.

    Raises OSError, SQLAlchemyError or SchemaTooNewError.
    """
    vault = await async_open_vault(hass)
    store = FileStore(Path(hass.config.config_dir))
    database = Database(sqlite_url(store.root / DATABASE_FILE))
    try:
        await database.async_open()
    except BaseException:
        await database.async_close()
        raise
    printers: dict[str, PrinterCoordinator] = {}
    settings = Settings.from_options(entry.options)
    guide = Guide(partial(_find_route, entry), partial(_list_rules, entry))
    jobs = JobService(hass, store, database, printers, settings, guide)
    return PrintMuxData(
        power=PowerKeeper(hass, jobs, printers),
        beds=BedKeeper(hass, printers),
        jobs=jobs,
        printers=printers,
        selection=Selection(jobs, printers),
        store=store,
        database=database,
        vault=vault,
        own_port=OwnPort(hass),
    )


async def async_start_hub(hass: HomeAssistant, entry: PrintMuxConfigEntry) -> None:
    """Begin to follow the printers and to work on the jobs; waits for no printer."""
    data = entry.runtime_data
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, **hub_device(entry)
    )
    for subentry in entry.get_subentries_of_type(SUBENTRY_PRINTER):
        await async_add_printer(hass, entry, subentry)
    await data.jobs.async_start()
    await data.jobs.async_forget_strangers(data.every_printer)
    data.power.async_apply()
    data.beds.async_apply()
    entry.async_on_unload(
        async_dispatcher_connect(
            hass, SIGNAL_DRIVERS_ADDED, partial(async_take_drivers, hass, entry)
        )
    )
    # What was brought while some of the printers were there already.
    await async_take_drivers(hass, entry)
    data.requests = PrintRequests(hass, data.jobs)
    data.questions = PrintQuestions(hass, data.jobs)
    data.advertisement = Advertisement(hass, entry, data.own_port)
    data.advertisement.async_start()


async def async_close_hub(hass: HomeAssistant, data: PrintMuxData) -> None:
    """Stop everything; a second call does nothing."""
    if data.closed:
        return
    data.closed = True
    if data.board is not None:
        data.board.async_close()
    async with data.changing:
        if data.advertisement is not None:
            await data.advertisement.async_stop()
        await data.own_port.async_close()
        if data.requests is not None:
            data.requests.async_close()
        if data.questions is not None:
            data.questions.async_close()
        data.power.async_close()
        data.beds.async_close()
        await data.jobs.async_stop()
        for printer in data.every_printer.values():
            await printer.async_shutdown()
            async_delete_printer_issues(hass, printer.printer_id)
        await data.database.async_close()


async def async_take_changes(hass: HomeAssistant, entry: PrintMuxConfigEntry) -> None:
    """Apply new options and subentries; what did not change is not disturbed."""
    data = entry.runtime_data
    async with data.changing:
        if data.closed:
            return
        data.jobs.settings = Settings.from_options(entry.options)
        await data.own_port.async_apply(data.settings.own_port)
        # A flow may have had to make a new key file.
        data.vault = await async_open_vault(hass)
        wanted = {
            subentry.subentry_id: subentry
            for subentry in entry.get_subentries_of_type(SUBENTRY_PRINTER)
        }
        present = data.every_printer
        for printer_id in present.keys() - wanted.keys():
            await async_remove_printer(hass, data, printer_id)
        for printer_id, subentry in wanted.items():
            if (printer := present.get(printer_id)) is None:
                printer = await async_add_printer(hass, entry, subentry)
                async_dispatcher_send(hass, _added_signal(entry), printer)
            elif printer.differs_from(subentry):
                await async_change_printer(hass, entry, printer, subentry)
    data.power.async_apply()
    data.beds.async_apply()
    data.selection.async_notify()
    if data.board is not None:
        data.board.async_take_changes()
    if data.advertisement is not None:
        data.advertisement.async_apply()


def _find_route(entry: PrintMuxConfigEntry, key_id: str | None) -> Route | None:
    """Return where the jobs of a slicer key go, by the printers there are."""
    key = entry.subentries.get(key_id) if key_id else None
    if key is None:
        return None
    printers = entry.runtime_data.printers
    wanted = key.data.get(CONF_ROUTE_PRINTERS, ())
    return Route(
        printer_ids=tuple(
            printer_id for printer_id in wanted if printer_id in printers
        ),
        start=key.data.get(CONF_ROUTE_MODE) == ROUTE_MODE_PRINT,
    )


def _list_rules(entry: PrintMuxConfigEntry) -> list[Rule]:
    """Return the rules as they are now."""
    return [
        Rule.from_data(rule.subentry_id, rule.title, rule.data)
        for rule in entry.get_subentries_of_type(SUBENTRY_RULE)
    ]


def _added_signal(entry: PrintMuxConfigEntry) -> str:
    """Return the name of the signal for new printers."""
    return f"{DOMAIN}_printer_added_{entry.entry_id}"


@callback
def async_add_to_each_printer(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[HomeAssistant, PrintMuxConfigEntry, PrinterCoordinator], Entity],
) -> None:
    """Add one entity to every printer there is, and to each that is added later."""
    async_for_each_printer(
        hass,
        entry,
        lambda printer: async_add_entities(
            [make(hass, entry, printer)], config_subentry_id=printer.printer_id
        ),
    )


@callback
def async_for_each_printer(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    add: Callable[[PrinterCoordinator], None],
) -> None:
    """Call for every printer there is, and for each that is added later."""
    for printer in entry.runtime_data.every_printer.values():
        add(printer)
    # Without the mark a lambda would be run in a thread.
    signal = _added_signal(entry)
    entry.async_on_unload(async_dispatcher_connect(hass, signal, callback(add)))
