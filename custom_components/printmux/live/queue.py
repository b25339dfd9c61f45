"""Where targets stand in the queue, and what each printer has to do."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval

from ..http_api import LINKS
from ..jobs.models import Job, Target, TargetState
from ..jobs.places import Place
from .jobs import JobTable
from .printers import PrinterTable, Work
from .table import Slices, Wake

if TYPE_CHECKING:
    from ..hub import PrintMuxConfigEntry

# How often it is worked out anew when the prints that wait may start.
ESTIMATE: Final = timedelta(seconds=15)
# What estimates differ by that say the same.
SAME_TIME: Final = timedelta(seconds=30)


class QueueView:
    """Tells the tables of jobs and printers what the queue means for them."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printers: PrinterTable,
        jobs: JobTable,
        wake: Wake,
    ) -> None:
        """Take the tables."""
        self._jobs = entry.runtime_data.jobs
        self._printer_table = printers
        self._job_table = jobs
        self._links = hass.data[LINKS]
        self._wake = wake
        self._version = -1
        self._estimate = False
        self.async_close = async_track_time_interval(hass, self._anew, ESTIMATE)

    @callback
    def _anew(self, _now: object) -> None:
        """Have the estimates worked out with the next numbers."""
        if self._job_table.places:
            self._estimate = True
            self._wake(True)

    async def async_update(self, slices: Slices, *, numbers: bool) -> None:
        """Look at the queue, and at what is printed where, if that may have changed."""
        queue = self._jobs.queue
        if queue.version == self._version and not (numbers and self._estimate):
            return
        self._version, self._estimate = queue.version, False
        before = self._job_table.places
        places = {
            target_id: _steady(before.get(target_id), place)
            for target_id, place in queue.places().items()
        }
        self._job_table.places = places
        work: dict[str, Work] = {}
        for job in list(self._jobs.jobs.values()):
            for target in job.targets:
                if places.get(target.id) != before.get(target.id):
                    self._job_table.mark(job.id)
                self._count(work, job, target, waits=target.id in places)
            await slices.async_breathe()
        self._printer_table.async_set_work(work)

    def _count(
        self, work: dict[str, Work], job: Job, target: Target, *, waits: bool
    ) -> None:
        """Count a target in what its printer has to do."""
        if not waits and target.started_at is None:
            return
        there = work.setdefault(target.printer_id, Work())
        there.waiting += waits
        if target.started_at is None:
            return
        told = {
            "id": job.id,
            "target_id": target.id,
            "name": job.name,
            "thumbnail": self._links.link(job),
        }
        if target.state is TargetState.PRINTING:
            there.job = told
        elif target.ended:
            there.printed[target.remote_name] = told


def _steady(before: Place | None, now: Place) -> Place:
    """Return a place with the time that was told before, if that is about right."""
    if before is None or before.position != now.position:
        return now
    if before.starts_at is None or now.starts_at is None:
        return now
    return before if abs(now.starts_at - before.starts_at) < SAME_TIME else now
