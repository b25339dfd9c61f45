"""One sensor for each live job: where it is, and how far on each printer."""

from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .hub import PrintMuxConfigEntry
from .jobs.models import Job, JobEvent, JobState, Target

MOST_JOBS = 50


class JobSensors:
    """Adds a sensor for each job that comes, and removes those of jobs that are gone."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        """Begin with the jobs there are."""
        self._hass = hass
        self._jobs = entry.runtime_data.jobs
        self._async_add_entities = async_add_entities
        self._sensors: dict[str, JobSensor] = {}
        self.async_stop = self._jobs.async_subscribe(self._handle_event)
        self._follow()

    @callback
    def _handle_event(self, event: JobEvent) -> None:
        """Show what happened to a job."""
        self._follow()
        if (sensor := self._sensors.get(event.job.id)) is not None:
            sensor.show(self._jobs.jobs[event.job.id])

    @callback
    def _follow(self) -> None:
        """Bring the sensors into step with the newest live jobs."""
        wanted = dict(list(self._jobs.jobs.items())[:MOST_JOBS])
        for job_id in self._sensors.keys() - wanted.keys():
            self._sensors.pop(job_id).discard(self._hass)
        new = {
            job_id: JobSensor(job)
            for job_id, job in wanted.items()
            if job_id not in self._sensors
        }
        if new:
            self._sensors |= new
            self._async_add_entities(new.values())


class JobSensor(SensorEntity):
    """A job.

    It has no unique id: the registry would keep an entry of each job for ever.
    """

    _attr_device_class = SensorDeviceClass.ENUM
    _attr_options = [state.value for state in JobState]
    _attr_should_poll = False
    _attr_translation_key = "job"
    _unrecorded_attributes = frozenset({"targets", "name", "folder", "source"})

    def __init__(self, job: Job) -> None:
        """Take the job."""
        self.entity_id = f"sensor.printmux_job_{job.short_id}"
        self._gone = False
        self._take(job)

    @override
    async def async_added_to_hass(self) -> None:
        """Go again at once if the job went while this was added."""
        if self._gone:
            # Not eagerly: this step of the adding would bring the state back.
            self.hass.async_create_task(self.async_remove(), eager_start=False)

    @callback
    def show(self, job: Job) -> None:
        """Show the job as it now is."""
        self._take(job)
        if self.hass is not None and not self._gone:
            self.async_write_ha_state()

    @callback
    def discard(self, hass: HomeAssistant) -> None:
        """Remove this; a sensor that is just being added removes itself."""
        self._gone = True
        if self.hass is not None:
            hass.async_create_task(self.async_remove())

    def _take(self, job: Job) -> None:
        """Take name, state and details."""
        self._attr_name = job.name
        self._attr_native_value = job.state.value
        self._attr_extra_state_attributes = {
            "id": job.id,
            "name": job.name,
            "folder": job.folder,
            "size": job.size,
            "source": job.source,
            "start_requested": job.start_requested,
            "created_at": job.created_at.isoformat(),
            "targets": [_describe(target) for target in job.targets],
        }


def _describe(target: Target) -> dict[str, Any]:
    """Return what an attribute says of a target."""
    return {
        "printer": target.printer_name,
        "state": target.state.value,
        "progress": round(100 * target.progress),
        "waiting_for": target.waiting_for.value if target.waiting_for else None,
        "error_message": target.error_message,
    }
