"""Asks the user for a printer when a slicer said "and print"."""

from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .jobs.models import Job, JobEvent, JobState
from .jobs.service import JobService
from .texts import async_text

HUB_PAGE = f"/config/integrations/integration/{DOMAIN}"


class PrintRequests:
    """One persistent notification for each job that asks for a printer."""

    def __init__(self, hass: HomeAssistant, jobs: JobService) -> None:
        """Ask for the jobs that are there, and from now on."""
        self._hass = hass
        self._shown: dict[str, str] = {}
        self._unsubscribe = jobs.async_subscribe(self._handle_event)
        for job in jobs.jobs.values():
            self._update(job, removed=False)

    @callback
    def _handle_event(self, event: JobEvent) -> None:
        """Look whether the job still asks."""
        self._update(event.job, removed=event.removed)

    @callback
    def _update(self, job: Job, *, removed: bool) -> None:
        """Show or take away the notification of a job."""
        asks = job.start_requested and job.state is JobState.AWAITING_SELECTION
        if asks and not removed:
            self._ask(job)
        elif job.id in self._shown:
            self._withdraw(job.id)

    @callback
    def _ask(self, job: Job) -> None:
        """Show the notification; again only when there is more to say."""
        # As code: Markdown would take the underscores out of a name.
        name = job.name.replace("`", "'")
        text = async_text(self._hass, "print_request", job=name, page=HUB_PAGE)
        if job.why:
            text += f"\n\n{job.why}"
        if self._shown.get(job.id) == text:
            return
        self._shown[job.id] = text
        persistent_notification.async_create(
            self._hass,
            text,
            title="PrintMux",
            notification_id=_notification_id(job.id),
        )

    @callback
    def _withdraw(self, job_id: str) -> None:
        """Take a notification away."""
        self._shown.pop(job_id, None)
        persistent_notification.async_dismiss(self._hass, _notification_id(job_id))

    @callback
    def async_close(self) -> None:
        """Ask no more."""
        self._unsubscribe()
        for job_id in list(self._shown):
            self._withdraw(job_id)


def _notification_id(job_id: str) -> str:
    """Return the id of a job's notification."""
    return f"{DOMAIN}_job_{job_id}"
