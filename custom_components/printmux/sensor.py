"""Sensors of the hub and its printers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import (
    MAX_LENGTH_STATE_STATE,
    EntityCategory,
    Platform,
    UnitOfInformation,
    UnitOfLength,
    UnitOfRatio,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .entity import PrintMuxHubEntity
from .hub import PrintMuxConfigEntry, PrintMuxData, async_add_to_each_printer
from .job_sensor import JobSensors
from .jobs.models import Job, JobEvent, JobState, TargetState
from .lifetime_sensor import LIFETIME_SENSORS, LifetimeSensor
from .parts import async_add_parts
from .printer_sensor import PRINTER_SENSORS, PrinterSensor, StatusSensor

PARALLEL_UPDATES = 0
# Totals are counted after the event that changed them, and "today" ends by itself.
SCAN_INTERVAL = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class HubSensorDescription(SensorEntityDescription):
    """What a sensor of the hub shows."""

    value_fn: Callable[[PrintMuxData], StateType]
    attributes_fn: Callable[[PrintMuxData], Mapping[str, Any] | None] = lambda _: None


def _newest(hub: PrintMuxData) -> Job | None:
    """Return the latest live job."""
    return next(iter(hub.jobs.jobs.values()), None)


def _newest_name(hub: PrintMuxData) -> str | None:
    """Return the name of the latest job, as long as a state may be."""
    job = _newest(hub)
    return job.name[:MAX_LENGTH_STATE_STATE] if job else None


def _newest_attributes(hub: PrintMuxData) -> Mapping[str, Any] | None:
    """Return what else there is to know of the latest job."""
    if (job := _newest(hub)) is None:
        return None
    return {"id": job.id, "state": job.state.value, "size": job.size}


def _dispatching(hub: PrintMuxData) -> int:
    """Return how many jobs are on their way."""
    return sum(job.state is JobState.DISPATCHING for job in hub.jobs.jobs.values())


def _queue_length(hub: PrintMuxData) -> int:
    """Return how many copies wait for their printer."""
    return sum(
        target.state is TargetState.PENDING
        for job in hub.jobs.jobs.values()
        for target in job.targets
    )


HUB_SENSORS: tuple[HubSensorDescription, ...] = (
    HubSensorDescription(
        key="jobs_awaiting_selection",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda hub: len(hub.jobs.waiting()),
    ),
    HubSensorDescription(
        key="jobs_dispatching",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=_dispatching,
    ),
    HubSensorDescription(
        key="queue_length",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=_queue_length,
    ),
    HubSensorDescription(
        key="latest_job",
        value_fn=_newest_name,
        attributes_fn=_newest_attributes,
    ),
    HubSensorDescription(
        key="storage_used",
        device_class=SensorDeviceClass.DATA_SIZE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        suggested_unit_of_measurement=UnitOfInformation.MEGABYTES,
        suggested_display_precision=1,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda hub: hub.jobs.stats.storage_bytes,
    ),
    HubSensorDescription(
        key="prints_today",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda hub: hub.jobs.stats.prints_today,
    ),
    HubSensorDescription(
        key="success_rate",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=1,
        value_fn=lambda hub: hub.jobs.stats.success_rate,
    ),
    HubSensorDescription(
        key="total_print_time",
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.HOURS,
        suggested_display_precision=1,
        value_fn=lambda hub: round(hub.jobs.stats.print_s),
    ),
    HubSensorDescription(
        key="total_filament",
        device_class=SensorDeviceClass.DISTANCE,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfLength.MILLIMETERS,
        suggested_unit_of_measurement=UnitOfLength.METERS,
        suggested_display_precision=1,
        value_fn=lambda hub: round(hub.jobs.stats.filament_mm),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the hub's sensors, those of the live jobs, and those of each printer."""
    async_add_entities(HubSensor(entry, description) for description in HUB_SENSORS)
    entry.async_on_unload(JobSensors(hass, entry, async_add_entities).async_stop)
    async_add_to_each_printer(hass, entry, async_add_entities, StatusSensor)
    add = partial(async_add_parts, hass, entry, Platform.SENSOR, async_add_entities)
    add(PRINTER_SENSORS, PrinterSensor)
    add(LIFETIME_SENSORS, LifetimeSensor)


class HubSensor(PrintMuxHubEntity, SensorEntity):
    """A number over all jobs and prints."""

    _attr_should_poll = True
    entity_description: HubSensorDescription

    def __init__(
        self, entry: PrintMuxConfigEntry, description: HubSensorDescription
    ) -> None:
        """Take what to show."""
        super().__init__(entry, description.key)
        self.entity_description = description
        self._read()

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to what happens to jobs."""
        self.async_on_remove(self.hub.jobs.async_subscribe(self._handle_event))

    @callback
    def _handle_event(self, event: JobEvent) -> None:
        """Show what a change amounts to, if to anything."""
        before = (self._attr_native_value, self._attr_extra_state_attributes)
        self._read()
        if before != (self._attr_native_value, self._attr_extra_state_attributes):
            self.async_write_ha_state()

    async def async_update(self) -> None:
        """Look again."""
        self._read()

    def _read(self) -> None:
        """Take the values from the hub."""
        self._attr_native_value = self.entity_description.value_fn(self.hub)
        self._attr_extra_state_attributes = dict(
            self.entity_description.attributes_fn(self.hub) or {}
        )
