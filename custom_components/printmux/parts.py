"""Entities of what a printer has: added once that is seen, and from then on known."""

from collections.abc import Callable, Iterable
from typing import Protocol

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .hub import PrintMuxConfigEntry, async_for_each_printer
from .printers.coordinator import PrinterCoordinator


class Part(Protocol):
    """What an entity is made of, for printers that have it."""

    @property
    def key(self) -> str:
        """Return the part of the unique id that follows the printer's."""

    def is_part_of(self, printer: PrinterCoordinator) -> bool:
        """Tell whether the printer has it, as far as can be seen now."""


@callback
def async_add_parts[P: Part](
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    platform: Platform,
    async_add_entities: AddConfigEntryEntitiesCallback,
    parts: Iterable[P],
    make: Callable[[HomeAssistant, PrintMuxConfigEntry, PrinterCoordinator, P], Entity],
) -> None:
    """Add to every printer what it has; what it had in an earlier run, too."""
    registry = er.async_get(hass)

    def add(printer: PrinterCoordinator, found: list[P]) -> None:
        if found:
            async_add_entities(
                [make(hass, entry, printer, part) for part in found],
                config_subentry_id=printer.printer_id,
            )

    def follow(printer: PrinterCoordinator) -> None:
        missing: list[P] = []
        known: list[P] = []
        for part in parts:
            unique_id = f"{printer.printer_id}_{part.key}"
            entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
            (known if entity_id else missing).append(part)
        add(printer, known)

        @callback
        def add_seen() -> None:
            found = [part for part in missing if part.is_part_of(printer)]
            for part in found:
                missing.remove(part)
            add(printer, found)

        entry.async_on_unload(printer.async_add_listener(add_seen))
        add_seen()

    async_for_each_printer(hass, entry, follow)
