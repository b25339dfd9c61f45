"""The live jobs as records, and what they mean for the printers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval

from ..gcode.values import wrap
from ..http_api import LIFE, LINKS
from ..job_descriptions import describe_target, iso
from ..jobs.models import Job, JobEvent
from ..jobs.places import Place
from ..phrases import to_data
from .printers import PrinterTable
from .table import Record, Slices, Table, Wake

if TYPE_CHECKING:
    from ..hub import PrintMuxConfigEntry

# The URLs of the pictures are new when half of their life is over.
RENEW: Final = LIFE / 4
TARGET_NUMBERS: Final = ("progress", "estimated_start")
# What a row tells of the file as the file says it; of several tools, all.
DETAILS: Final = (
    *("slicer", "slicer_version", "printer_model"),
    *("estimated_time_s", "layer_height"),
)
LISTS: Final = ("filament_type", "filament_color", "nozzle_diameter")
SUMS: Final = ("filament_weight_g", "filament_length_mm")


class JobTable(Table):
    """The jobs that have not ended, or not long ago."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printers: PrinterTable,
        wake: Wake,
    ) -> None:
        """Follow the jobs."""
        super().__init__(wake)
        self._entry = entry
        self._jobs = entry.runtime_data.jobs
        self._printers = printers
        self._links = hass.data[LINKS]
        # Set by whoever follows the queue.
        self.places: Mapping[str, Place] = {}
        self._devices: dict[str, str] = {}
        self._stops = [
            self._jobs.async_subscribe(self._changed),
            async_track_time_interval(hass, self._renew, RENEW),
        ]
        self.mark_all()

    @callback
    def mark_all(self) -> None:
        """Have all jobs looked at."""
        self.mark(*self._jobs.jobs)

    @callback
    def _changed(self, event: JobEvent) -> None:
        """Have a job looked at."""
        self.mark(event.job.id)

    @callback
    def _renew(self, _now: object) -> None:
        """Tell new URLs of pictures before the old ones expire."""
        self.mark_all()

    @override
    async def async_update(self, slices: Slices, *, numbers: bool) -> None:
        """Look at what is marked; when printers came or went, at all jobs.

        Targets name the devices of their printers.
        """
        devices = self._printers.device_ids()
        if devices != self._devices:
            self._devices = devices
            self.mark_all()
        await super().async_update(slices, numbers=numbers)

    @override
    async def async_describe(self, key: str, slices: Slices) -> Record | None:
        """Return a job as it is now."""
        job = self._jobs.jobs.get(key)
        return None if job is None else self.row(job)

    def row(self, job: Job) -> Record:
        """Return a job as lists show it."""
        return describe_row(
            self._entry, job, self._devices, self._links.link(job), self.places
        )

    @override
    def only_moves(self, before: Record, changed: Record) -> bool:
        """Tell whether only progress and estimates changed."""
        return changed.keys() == {"targets"} and _lasting(
            before["targets"]
        ) == _lasting(changed["targets"])


def describe_row(
    entry: PrintMuxConfigEntry,
    job: Job,
    devices: Mapping[str, str],
    link: str | None,
    places: Mapping[str, Place],
) -> Record:
    """Return a job as lists show it; `link` leads to its thumbnail."""
    details = job.details
    key = entry.subentries.get(job.key_id) if job.key_id else None
    return {
        "id": job.id,
        "kind": "job",
        "name": job.name,
        "folder": job.folder,
        "size": job.size,
        "state": job.state.value,
        "created_at": iso(job.created_at),
        "ended_at": iso(job.ended_at),
        "start_requested": job.start_requested,
        "source": job.source,
        "key_name": key and key.title,
        "thumbnail": link,
        "why": to_data(job.why),
        "file_gone": not job.sha256,
        "plate_index": job.plate_index,
        "plates": len(details.get("plates", ())),
        "problem": to_data(details.get("problem")),
        **{name: details.get(name) for name in DETAILS},
        **{name: wrap(details.get(name)) for name in LISTS},
        **{name: _sum(wrap(details.get(name))) for name in SUMS},
        "targets": [
            {
                **describe_target(target, devices, places.get(target.id)),
                # The page says it in its own language.
                "error_message": to_data(target.error_message),
                "why": to_data(target.why),
                "progress": round(target.progress, 3),
            }
            for target in job.targets
        ],
    }


def _sum(amounts: list[float]) -> float | None:
    """Return what all tools use together, None if that is not known."""
    return sum(amounts) if amounts else None


def _lasting(targets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return targets without what only moves."""
    return [{**target, **dict.fromkeys(TARGET_NUMBERS)} for target in targets]
