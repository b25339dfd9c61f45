"""The jobs that are looked at closely: what their files say, who can print them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, override

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event

from ..http_api import LINKS
from ..job_descriptions import describe_thumbnails
from ..jobs.analysis import RAW, metadata
from ..jobs.filament import judge, sensor_of
from ..jobs.models import Job, JobEvent
from ..phrases import to_data
from .jobs import JobTable
from .printers import PrinterTable
from .table import Record, Slices, Table, Wake

if TYPE_CHECKING:
    from ..hub import PrintMuxConfigEntry

# Told apart from the metadata.
PLATES: Final = "plates"


@dataclass(slots=True)
class Watched:
    """A job that somebody looks at, and by how many.

    `raw` is what its file says in full, `verdicts` how it fits the printers; `read` and
    `judged_by` are what they were worked out from.
    """

    job: Job
    by: int = 0
    raw: Any = None
    read: object = None
    verdicts: Record = field(default_factory=dict)
    judged_by: tuple[object, ...] = ()


class DetailTable(Table):
    """Jobs, live or old, of which somebody sees all there is."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printers: PrinterTable,
        jobs: JobTable,
        wake: Wake,
    ) -> None:
        """Follow the jobs."""
        super().__init__(wake)
        self._hass = hass
        self._entry = entry
        self._printers = printers
        self._jobs = jobs
        self._links = hass.data[LINKS]
        self._watched: dict[str, Watched] = {}
        self._facts = -1
        # Counts the changes of how much filament is left.
        self._spools = 0
        self._stop_sensors: CALLBACK_TYPE | None = None
        self._stops = [entry.runtime_data.jobs.async_subscribe(self._changed)]

    @callback
    def async_watch(self, job: Job) -> None:
        """Follow a job as long as somebody looks at it."""
        self._watched.setdefault(job.id, Watched(job)).by += 1
        self.mark(job.id)

    @callback
    def async_unwatch(self, job_id: str) -> None:
        """One less looks at a job."""
        watched = self._watched[job_id]
        watched.by -= 1
        if not watched.by:
            del self._watched[job_id]
            self.records.pop(job_id, None)

    @callback
    @override
    def async_close(self) -> None:
        """Follow nothing any more."""
        super().async_close()
        if self._stop_sensors is not None:
            self._stop_sensors()

    @callback
    def _changed(self, event: JobEvent) -> None:
        """Have a job looked at."""
        if (watched := self._watched.get(event.job.id)) is not None:
            watched.job = event.job
            self.mark(event.job.id)

    @callback
    def _spool_changed(self, _event: object) -> None:
        """Have all jobs judged anew: there is more or less filament."""
        self._spools += 1
        self.mark(*self._watched)

    @override
    async def async_update(self, slices: Slices, *, numbers: bool) -> None:
        """Look at what is marked; at all jobs when printers may fit others now."""
        if self._watched and self._facts != self._printers.facts_version:
            self._follow_facts()
        # What lists show of a job may change without an event of its own.
        self._marked |= self._watched.keys() & self._jobs.changes.changed.keys()
        await super().async_update(slices, numbers=numbers)

    @callback
    def _follow_facts(self) -> None:
        """Have all jobs judged anew, and whenever there is more or less filament."""
        self._facts = self._printers.facts_version
        self._marked |= self._watched.keys()
        if self._stop_sensors is not None:
            self._stop_sensors()
        printers = self._entry.runtime_data.printers.values()
        sensors = {sensor for printer in printers if (sensor := sensor_of(printer))}
        self._stop_sensors = async_track_state_change_event(
            self._hass, sensors, self._spool_changed
        )

    @override
    async def async_describe(self, key: str, slices: Slices) -> Record | None:
        """Return a job as it is now, None if it was deleted."""
        if (watched := self._watched.get(key)) is None:
            return None
        jobs = self._entry.runtime_data.jobs
        if (job := jobs.jobs.get(key)) is None:
            # It ended long ago, or was deleted.
            if await jobs.async_find(key) is None:
                return None
            job = watched.job
        if watched.read is not job.details:
            watched.raw = await jobs.async_raw_metadata(key)
            watched.read = job.details
        judged_by = job.details, job.sha256, self._facts, self._spools
        if watched.judged_by != judged_by:
            watched.verdicts = await self._judge(job, slices)
            watched.judged_by = judged_by
        if self._watched.get(key) is not watched:
            # Nobody looks any more.
            return None
        told = {
            name: value
            for name, value in metadata(job.details).items()
            if name != PLATES
        }
        return {
            **self._jobs.row(job),
            "sha256": job.sha256,
            "metadata": {**told, RAW: watched.raw or {}},
            "thumbnails": describe_thumbnails(job, self._links.link(job)),
            "plate_list": [
                {**plate, "thumbnail": self._links.link(job, plate["index"])}
                for plate in job.details.get(PLATES, ())
            ],
            "verdicts": watched.verdicts,
        }

    async def _judge(self, job: Job, slices: Slices) -> Record:
        """Return how a job fits each printer, as long as its file is there."""
        verdicts: Record = {}
        if not job.sha256:
            return verdicts
        devices = self._printers.device_ids()
        for printer in list(self._entry.runtime_data.printers.values()):
            if (device := devices.get(printer.printer_id)) is not None:
                found = judge(self._hass, job, printer)
                verdicts[device] = {
                    "fit": found.fit.value,
                    "reasons": [to_data(reason) for reason in found.reasons],
                }
            await slices.async_breathe()
        return verdicts

    @override
    def only_moves(self, before: Record, changed: Record) -> bool:
        """Tell whether only progress and estimates changed."""
        return self._jobs.only_moves(before, changed)
