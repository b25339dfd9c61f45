"""One sensor for each live job: where it is, and how far on each printer."""

from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.const import ATTR_ENTITY_PICTURE
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_interval

from .http_api import LIFE, LINKS, ThumbnailLinks, sized
from .hub import PrintMuxConfigEntry
from .jobs.models import Job, JobEvent, JobState, Target
from .phrases import in_english

MOST_JOBS = 50
# Enough for a card.
PICTURE = 256
RENEW = LIFE / 4


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
        self._links = hass.data[LINKS]
        self._jobs = entry.runtime_data.jobs
        self._async_add_entities = async_add_entities
        self._sensors: dict[str, JobSensor] = {}
        self._stops = (
            self._jobs.async_subscribe(self._handle_event),
            async_track_time_interval(hass, self._renew, RENEW),
        )
        self._follow()

    @callback
    def async_stop(self) -> None:
        """Follow the jobs no more."""
        for stop in self._stops:
            stop()

    @callback
    def _renew(self, now: datetime) -> None:
        """Show the jobs anew, before the URLs of their pictures expire."""
        self._follow()
        for job_id, sensor in self._sensors.items():
            sensor.show(self._jobs.jobs[job_id])

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
            job_id: JobSensor(job, self._links)
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
    _unrecorded_attributes = frozenset(
        {"targets", "name", "folder", "source", ATTR_ENTITY_PICTURE}
    )

    def __init__(self, job: Job, links: ThumbnailLinks) -> None:
        """Take the job, and what has the URL of its thumbnail."""
        self.entity_id = f"sensor.printmux_job_{job.short_id}"
        self._links = links
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
        link = self._links.link(job)
        self._attr_entity_picture = link and sized(link, PICTURE)
        self._attr_extra_state_attributes = {
            "id": job.id,
            "name": job.name,
            "folder": job.folder,
            "size": job.size,
            "source": job.source,
            "start_requested": job.start_requested,
            "why": in_english(job.why),
            "problem": in_english(job.details.get("problem")),
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
        "error_message": in_english(target.error_message),
        "why": in_english(target.why),
    }
