"""The buttons that send the chosen job to the chosen target."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import PrintMuxHubEntity
from .hub import PrintMuxConfigEntry

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class DispatchButtonDescription(ButtonEntityDescription):
    """Whether a button starts the print, too."""

    start: bool


BUTTONS: tuple[DispatchButtonDescription, ...] = (
    DispatchButtonDescription(key="upload", start=False),
    DispatchButtonDescription(key="upload_and_print", start=True),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons."""
    async_add_entities(DispatchButton(entry, description) for description in BUTTONS)


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
        """Send the job. Raises ServiceValidationError."""
        await self.hub.selection.async_dispatch(start=self.entity_description.start)
