"""Asks the user what became of prints of which nobody else can tell."""

from homeassistant.core import HomeAssistant, callback

from .issues import async_create_print_issue, async_delete_print_issue
from .jobs.models import Job, JobEvent, TargetState
from .jobs.service import JobService


class PrintQuestions:
    """One repair issue for each target that needs attention."""

    def __init__(self, hass: HomeAssistant, jobs: JobService) -> None:
        """Ask about the targets that are there, and from now on."""
        self._hass = hass
        self._asked: set[str] = set()
        self._unsubscribe = jobs.async_subscribe(self._handle_event)
        for job in jobs.jobs.values():
            self._update(job, removed=False)

    @callback
    def _handle_event(self, event: JobEvent) -> None:
        """Look which targets of a job need attention now."""
        self._update(event.job, removed=event.removed)

    @callback
    def _update(self, job: Job, *, removed: bool) -> None:
        """Ask, or ask no more, about the targets of a job."""
        for target in job.targets:
            asks = target.state is TargetState.NEEDS_ATTENTION and not removed
            if asks and target.id not in self._asked:
                self._asked.add(target.id)
                async_create_print_issue(self._hass, job, target)
            elif not asks and target.id in self._asked:
                self._withdraw(target.id)

    @callback
    def _withdraw(self, target_id: str) -> None:
        """Ask about a target no more."""
        self._asked.discard(target_id)
        async_delete_print_issue(self._hass, target_id)

    @callback
    def async_close(self) -> None:
        """Ask no more."""
        self._unsubscribe()
        for target_id in list(self._asked):
            self._withdraw(target_id)
