"""The printers as records, by the ids of their devices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, override

from yarl import URL

from homeassistant.const import Platform
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..bed import must_be_cleared
from ..const import CONF_COLORS, CONF_MATERIALS, CONF_PLATE, DOMAIN
from ..jobs.needs import Facts
from ..phrases import to_data
from ..printers.coordinator import PrinterCoordinator
from ..printers.driver import END_STATES, Heater, PrinterState, PrinterStatus
from .table import Record, Slices, Table, Wake

if TYPE_CHECKING:
    from ..hub import PrintMuxConfigEntry

NOZZLES: Final = "nozzles"
HEATERS: Final = (NOZZLES, "bed", "chamber")
# What only moves while nothing happens.
NUMBERS: Final = frozenset(
    {
        *HEATERS,
        *("progress", "elapsed_s", "remaining_s"),
        *("layer", "layer_count", "last_seen"),
    }
)
# The entities that a page uses, by the ends of their unique ids.
ENTITIES: Final = {
    **dict.fromkeys(
        ("pause", "resume", "cancel", "emergency_stop", "bed_cleared"), Platform.BUTTON
    ),
    "include_in_dispatch": Platform.SWITCH,
    "loaded_material": Platform.SELECT,
    "status": Platform.SENSOR,
}
UNKNOWN: Final = PrinterStatus(state=PrinterState.OFFLINE)

# Plain: Python's collector stops looking at a tuple of numbers, at a named one never.
type Warmth = tuple[float | None, float | None]


class PrinterTable(Table):
    """All printers, those too that are switched off."""

    def __init__(
        self, hass: HomeAssistant, entry: PrintMuxConfigEntry, wake: Wake
    ) -> None:
        """Follow the printers there are."""
        super().__init__(wake)
        self._hass = hass
        self._entry = entry
        self._followed: dict[str, list[CALLBACK_TYPE]] = {}
        # What is read anew only when what it is read from has changed, and that.
        self._facts: dict[str, tuple[tuple[object, ...], Record]] = {}
        # Counts the changes by which printers may fit other jobs than before.
        self.facts_version = 0
        self._registered: dict[str, Record] = {}
        # By whoever follows the queue.
        self._work: Mapping[str, Work] = {}
        self._stops = [
            hass.bus.async_listen(
                dr.EVENT_DEVICE_REGISTRY_UPDATED, self._device_changed
            ),
            hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, self._entity_changed
            ),
        ]
        self.async_follow()

    @callback
    def async_set_work(self, work: Mapping[str, Work]) -> None:
        """Take what PrintMux has to do where."""
        before, self._work = self._work, work
        keys = work.keys() | before.keys()
        self.mark(*(key for key in keys if work.get(key) != before.get(key)))

    @property
    def _printers(self) -> dict[str, PrinterCoordinator]:
        """Return the printers there are."""
        return self._entry.runtime_data.every_printer

    @callback
    def async_follow(self) -> None:
        """Follow printers that came, and those no more that went."""
        printers = self._printers
        for printer_id in self._followed.keys() - printers.keys():
            self._let_go(printer_id)
        for printer_id in printers.keys() - self._followed.keys():
            printer = printers[printer_id]
            changed = partial(self.mark, printer_id)
            self._followed[printer_id] = [
                printer.async_add_listener(changed),
                printer.async_add_status_listener(
                    partial(self.mark_moving, printer_id)
                ),
            ]
            changed()

    @callback
    @override
    def async_close(self) -> None:
        """Follow nothing any more."""
        for printer_id in list(self._followed):
            self._let_go(printer_id)
        super().async_close()

    @callback
    def _let_go(self, printer_id: str) -> None:
        """Follow a printer no more."""
        for stop in self._followed.pop(printer_id):
            stop()
        self._facts.pop(printer_id, None)
        self._registered.pop(printer_id, None)
        self.facts_version += 1
        self.mark(printer_id)

    @callback
    def _device_changed(self, event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        """Have the printer looked at whose device has changed."""
        device = dr.async_get(self._hass).async_get(event.data["device_id"])
        for domain, printer_id in device.identifiers if device else ():
            if domain == DOMAIN and printer_id in self._followed:
                self._registry_changed(printer_id)

    @callback
    def _entity_changed(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        """Have the printer looked at whose entity has changed."""
        entity_id = event.data["entity_id"]
        entity = er.async_get(self._hass).async_get(entity_id)
        if entity is not None:
            if entity.config_subentry_id in self._followed:
                self._registry_changed(entity.config_subentry_id)
            return
        for printer_id, record in self.records.items():
            shown = record["entities"]
            if entity_id in shown.values() or entity_id in shown["cameras"]:
                self._registry_changed(printer_id)

    @callback
    def _registry_changed(self, printer_id: str) -> None:
        """Have a printer looked at, its device and its entities too."""
        self._registered.pop(printer_id, None)
        self.mark(printer_id)

    def device_ids(self) -> dict[str, str]:
        """Return the device id of each printer."""
        return {key: record["id"] for key, record in self.records.items()}

    @override
    async def async_describe(self, key: str, slices: Slices) -> Record | None:
        """Return a printer as it is now."""
        if (printer := self._printers.get(key)) is None:
            return None
        if key not in self._registered:
            found = registered(self._hass, self._entry, printer)
            if found is None:
                return None
            self._registered[key] = found
        return {
            **self._registered[key],
            **self._facts_of(printer),
            "included": self._entry.runtime_data.jobs.included(key),
            **live_of(printer),
            **self._work.get(key, NO_WORK).told(printer.live or UNKNOWN),
        }

    def _facts_of(self, printer: PrinterCoordinator) -> Record:
        """Return what lasts of a printer; count it if that is something else now."""
        driver = printer.driver
        source = printer.config, printer.details, driver, driver.prints
        known = self._facts.get(printer.printer_id)
        if known is None or known[0] != source:
            known = self._facts[printer.printer_id] = source, facts_of(printer)
            self.facts_version += 1
        return known[1]

    @override
    def only_moves(self, before: Record, changed: Record) -> bool:
        """Tell whether nothing but numbers changed; targets of heaters are orders."""
        return changed.keys() <= NUMBERS and all(
            _targets(name, before[name]) == _targets(name, changed[name])
            for name in HEATERS
            if name in changed
        )


@dataclass(slots=True)
class Work:
    """What PrintMux has to do on a printer: what waits, prints, and was printed.

    Jobs as the printer's record tells them; those printed by their files' names there.
    """

    waiting: int = 0
    job: Record | None = None
    printed: dict[str, Record] = field(default_factory=dict)

    def told(self, status: PrinterStatus) -> Record:
        """Return what the record tells: the last job, too, as long as it is shown."""
        job = self.job
        if job is None and status.state in END_STATES:
            job = self.printed.get(status.file or "")
        return {"queue_length": self.waiting, "job": job}


NO_WORK: Final = Work()


def registered(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, printer: PrinterCoordinator
) -> Record | None:
    """Return what the registries say of a printer, None while it has no device."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, printer.printer_id), entry.entry_id
    )
    if device is None:
        return None
    prefix = f"{printer.printer_id}_"
    entities: dict[str, Any] = dict.fromkeys(ENTITIES)
    cameras: list[str] = []
    # Those that are disabled are left out.
    for entity in er.async_entries_for_device(er.async_get(hass), device.id):
        key = entity.unique_id.removeprefix(prefix)
        if entity.platform != DOMAIN:
            continue
        if entity.domain == Platform.CAMERA:
            cameras.append(entity.entity_id)
        elif ENTITIES.get(key) == entity.domain:
            entities[key] = entity.entity_id
    return {
        "id": device.id,
        "kind": "printer",
        "name": device.name_by_user or printer.name,
        "entities": {**entities, "cameras": sorted(cameras)},
    }


def facts_of(printer: PrinterCoordinator) -> Record:
    """Return what the user and the host say of a printer."""
    config, facts = printer.config, Facts.of(printer)
    loaded = zip_longest(
        config.get(CONF_MATERIALS, ()), config.get(CONF_COLORS, ()), fillvalue=""
    )
    return {
        "driver": printer.driver.label,
        # Some have a password in it.
        "url": str(URL(printer.url).with_user(None)),
        "enabled": printer.enabled,
        "tags": printer.tags,
        "loaded": [{"material": name, "color": color} for name, color in loaded],
        "plate": config.get(CONF_PLATE) or None,
        "nozzle_diameter": facts.nozzles[0] if facts.nozzles else None,
        "build_volume": list(facts.volume) if facts.volume else None,
        "models": list(facts.models),
    }


def live_of(printer: PrinterCoordinator) -> Record:
    """Return how a printer is this moment."""
    status = printer.live or UNKNOWN
    online = status.state is not PrinterState.OFFLINE
    return {
        "online": online,
        "connected": printer.connected,
        "state": status.state.value,
        "ready": status.ready,
        "message": to_data(status.message),
        "file": status.file,
        "progress": _rounded(status.progress, 3),
        "elapsed_s": status.elapsed_s,
        "remaining_s": status.remaining_s,
        "layer": status.layer,
        "layer_count": status.layer_count,
        NOZZLES: tuple(map(_heater, status.nozzles)),
        "bed": status.bed and _heater(status.bed),
        "chamber": status.chamber and _heater(status.chamber),
        "bed_waits": must_be_cleared(printer),
        "last_seen": _seen(printer.last_seen, online),
    }


def _seen(seen: datetime | None, online: bool) -> str | None:
    """Return when a printer was heard of; of one that is there the minute will do."""
    if seen is None:
        return None
    return (seen.replace(second=0, microsecond=0) if online else seen).isoformat()


def _heater(heater: Heater) -> Warmth:
    """Return how warm something is, and how warm it should be."""
    return _rounded(heater.actual, 1), heater.target


def _rounded(value: float | None, digits: int) -> float | None:
    """Return a number without the digits that flicker."""
    return None if value is None else round(value, digits)


def _targets(name: str, told: Any) -> list[float | None]:
    """Return how warm a heater, or each of several, should be."""
    heaters = told if name == NOZZLES else [told]
    return [heater and heater[1] for heater in heaters]
