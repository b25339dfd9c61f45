"""Buttons: to send the chosen job, and to tell a printer what to do."""

from dataclasses import dataclass
from functools import partial
from typing import Final, override

from homeassistant.components.button import (
    ButtonDeviceClass,
    ButtonEntity,
    ButtonEntityDescription,
)
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import PrintMuxHubEntity, PrintMuxPrinterEntity
from .hub import PrintMuxConfigEntry, async_add_to_each_printer
from .parts import async_add_parts
from .printers.coordinator import PrinterCoordinator
from .printers.driver import ACTIVE_STATES, Command, PrinterState

PARALLEL_UPDATES = 1
ONLINE: Final = frozenset(PrinterState) - {PrinterState.OFFLINE}


@dataclass(frozen=True, kw_only=True)
class DispatchButtonDescription(ButtonEntityDescription):
    """Whether a button starts the print, too."""

    start: bool


@dataclass(frozen=True, kw_only=True)
class CommandButtonDescription(ButtonEntityDescription):
    """What a button tells a printer, and in which states it may."""

    command: Command
    states: frozenset[PrinterState] = ONLINE

    def is_part_of(self, printer: PrinterCoordinator) -> bool:
        """Tell whether the printer's host knows the command."""
        return self.command in printer.driver.commands


BUTTONS: tuple[DispatchButtonDescription, ...] = (
    DispatchButtonDescription(key="upload", start=False),
    DispatchButtonDescription(key="upload_and_print", start=True),
)
COMMAND_BUTTONS: tuple[CommandButtonDescription, ...] = (
    CommandButtonDescription(
        key="pause",
        command=Command.PAUSE,
        states=frozenset({PrinterState.PRINTING}),
    ),
    CommandButtonDescription(
        key="resume",
        command=Command.RESUME,
        states=frozenset({PrinterState.PAUSED}),
    ),
    CommandButtonDescription(
        key="cancel",
        command=Command.CANCEL,
        states=ACTIVE_STATES,
    ),
    CommandButtonDescription(
        key="emergency_stop",
        command=Command.EMERGENCY_STOP,
    ),
    CommandButtonDescription(
        key="firmware_restart",
        command=Command.FIRMWARE_RESTART,
        device_class=ButtonDeviceClass.RESTART,
        entity_category=EntityCategory.CONFIG,
    ),
    CommandButtonDescription(
        key="connect",
        command=Command.CONNECT,
        # A machine that OctoPrint has lost is off, or in error.
        states=frozenset({PrinterState.OFFLINE, PrinterState.ERROR}),
        entity_category=EntityCategory.CONFIG,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the hub's buttons and those of each printer."""
    async_add_entities(DispatchButton(entry, description) for description in BUTTONS)
    async_add_to_each_printer(hass, entry, async_add_entities, BedClearedButton)
    add = partial(async_add_parts, hass, entry, Platform.BUTTON, async_add_entities)
    add(COMMAND_BUTTONS, CommandButton)


class DispatchButton(PrintMuxHubEntity, ButtonEntity):
    """Sends what the two selects say."""

    entity_description: DispatchButtonDescription

    def __init__(
        self, entry: PrintMuxConfigEntry, description: DispatchButtonDescription
    ) -> None:
        """Take what to do."""
        super().__init__(entry, description.key)
        self.entity_description = description

    @override
    async def async_press(self) -> None:
        """Send the job. Raises ServiceValidationError, or Unauthorized."""
        await self._async_require_dispatch()
        await self.hub.selection.async_dispatch(start=self.entity_description.start)


class CommandButton(PrintMuxPrinterEntity, ButtonEntity):
    """Tells a printer what to do, while it can do it."""

    entity_description: CommandButtonDescription

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
        description: CommandButtonDescription,
    ) -> None:
        """Take what to do."""
        super().__init__(hass, entry, printer, description.key)
        self._describe(description)

    @property
    @override
    def available(self) -> bool:
        """Tell whether the command makes sense now."""
        printer, description = self.coordinator, self.entity_description
        return (
            printer.connected
            and printer.data is not None
            and printer.data.state in description.states
            and description.is_part_of(printer)
        )

    @override
    async def async_press(self) -> None:
        """Tell the printer. Raises HomeAssistantError, or Unauthorized."""
        await self._async_require_dispatch()
        command = self.entity_description.command
        await self._async_order(self.coordinator.driver.command(command))


class BedClearedButton(PrintMuxPrinterEntity, ButtonEntity):
    """Says that the last print was taken off the bed."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
    ) -> None:
        """Take the printer."""
        super().__init__(hass, entry, printer, "bed_cleared")

    @property
    @override
    def available(self) -> bool:
        """Tell whether a print may lie there."""
        return super().available and self.coordinator.bed_waits

    @override
    async def async_press(self) -> None:
        """Take the bed as empty. Raises ServiceValidationError, or Unauthorized."""
        await self._async_require_dispatch()
        self.coordinator.async_confirm_bed_cleared()
