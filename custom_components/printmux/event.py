"""The Job event: what happens to jobs, for automations."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import PrintMuxHubEntity
from .hub import PrintMuxConfigEntry
from .jobs.models import JobEvent, JobEventType

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entity."""
    async_add_entities([JobEventEntity(entry)])


class JobEventEntity(PrintMuxHubEntity, EventEntity):
    """Fires whenever something notable happens to a job."""

    _attr_event_types = [kind.value for kind in JobEventType]

    def __init__(self, entry: PrintMuxConfigEntry) -> None:
        """Take the hub."""
        super().__init__(entry, "job")

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the jobs."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hub.jobs.async_subscribe(self._handle_event))

    @callback
    def _handle_event(self, event: JobEvent) -> None:
        """Fire, unless it is a mere change."""
        if event.type is None:
            return
        attributes = {"job_id": event.job.id, "name": event.job.name}
        if event.type is JobEventType.ANALYSED and "problem" in event.job.details:
            attributes["problem"] = str(event.job.details["problem"])
        if event.target is not None:
            attributes["printer"] = event.target.printer_name
        self._trigger_event(event.type.value, attributes)
        self.async_write_ha_state()
