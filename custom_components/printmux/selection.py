"""What the Job and Target selects stand on, and what the buttons then do."""

from collections.abc import Callable, Mapping

from homeassistant.core import callback
from homeassistant.exceptions import ServiceValidationError

from .const import DOMAIN
from .jobs.models import Job
from .jobs.service import JobService
from .printers.coordinator import PrinterCoordinator

ALL_PRINTERS = "All printers"
ANY_COMPATIBLE = "Any compatible"
TAG_PREFIX = "Tag: "


class Selection:
    """The chosen job and target.

    The job is the newest waiting one until the user chooses, and again after that
    one was sent.
    """

    def __init__(
        self, jobs: JobService, printers: Mapping[str, PrinterCoordinator]
    ) -> None:
        """Begin with nothing chosen."""
        self._jobs = jobs
        self._printers = printers
        self._job_id: str | None = None
        self._target: str | None = None
        self._listeners: set[Callable[[], None]] = set()

    @callback
    def async_subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Tell a listener when the choice or the options change."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    @callback
    def async_notify(self) -> None:
        """Tell the listeners."""
        for listener in list(self._listeners):
            listener()

    @property
    def job(self) -> Job | None:
        """Return the job that a button would send."""
        waiting = self._jobs.waiting()
        chosen = (job for job in waiting if job.id == self._job_id)
        return next(chosen, waiting[0] if waiting else None)

    @property
    def job_options(self) -> list[str]:
        """Return the waiting jobs, newest first."""
        return [job.label for job in self._jobs.waiting()]

    @callback
    def choose_job(self, label: str) -> None:
        """Stay with a job until it is sent."""
        jobs = (job.id for job in self._jobs.waiting() if job.label == label)
        self._job_id = next(jobs, None)
        self.async_notify()

    @property
    def target(self) -> str | None:
        """Return the chosen target, None if there is none or it is gone."""
        return self._target if self._target in self.target_options else None

    @property
    def target_options(self) -> list[str]:
        """Return all that a job can be sent to."""
        tags = {tag for printer in self._printers.values() for tag in printer.tags}
        return [
            ALL_PRINTERS,
            ANY_COMPATIBLE,
            *(printer.name for printer in self._printers.values()),
            *(f"{TAG_PREFIX}{tag}" for tag in sorted(tags)),
        ]

    @callback
    def choose_target(self, option: str) -> None:
        """Choose where jobs go."""
        self._target = option
        self.async_notify()

    async def async_dispatch(self, *, start: bool) -> None:
        """Send the job to the target. Raises ServiceValidationError."""
        if (job := self.job) is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="no_waiting_job"
            )
        if (target := self.target) is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="no_target"
            )
        if target == ANY_COMPATIBLE:
            await self._jobs.async_dispatch_any(job.id, start=start)
        else:
            await self._jobs.async_dispatch(job.id, self._resolve(target), start=start)
        self._job_id = None
        self.async_notify()

    def _resolve(self, target: str) -> list[str]:
        """Return the printers behind an option."""
        if target == ALL_PRINTERS:
            return self._included()
        named = [
            key for key, printer in self._printers.items() if printer.name == target
        ]
        return named or self.tagged(target.removeprefix(TAG_PREFIX))

    def _included(self) -> list[str]:
        """Return the printers that "All printers" means."""
        included = [key for key in self._printers if self._jobs.included(key)]
        if not included:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="no_included_printers"
            )
        return included

    def tagged(self, tag: str) -> list[str]:
        """Return the ids of the printers that have a tag."""
        return [key for key, printer in self._printers.items() if tag in printer.tags]
