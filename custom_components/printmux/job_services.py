"""The actions that handle jobs: what each does when it is called."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.exceptions import ServiceValidationError

from .const import (
    ATTR_ANY_PRINTER,
    ATTR_COPIES,
    ATTR_FORCE,
    ATTR_JOB_ID,
    ATTR_LIMIT,
    ATTR_PRINTERS,
    ATTR_START,
    ATTR_STATE,
    ATTR_TAGS,
    ATTR_TARGET_IDS,
    DOMAIN,
)
from .http_api import LINKS
from .hub import PrintMuxConfigEntry, PrintMuxData
from .job_descriptions import describe_job, device_ids, outcome
from .jobs.models import Job


def loaded_entry(hass: HomeAssistant) -> PrintMuxConfigEntry:
    """Return the running hub's entry. Raises ServiceValidationError."""
    entries: list[PrintMuxConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    if not entries:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="entry_not_loaded"
        )
    return entries[0]


async def async_dispatch(call: ServiceCall) -> ServiceResponse:
    """Send a job to printers; answers once the targets are committed."""
    entry = loaded_entry(call.hass)
    hub = entry.runtime_data
    printer_ids = _chosen_printers(call.hass, entry, call.data)
    job_id: str | None = call.data.get(ATTR_JOB_ID)
    why: str | None = None
    if call.data[ATTR_ANY_PRINTER]:
        job = await _async_find_job(hub, job_id)
        picked, why = hub.jobs.pick_any(job)
        job_id = job.id
        printer_ids.append(picked)
    job, targets = await hub.jobs.async_dispatch(
        job_id,
        printer_ids,
        start=call.data[ATTR_START],
        copies=call.data[ATTR_COPIES],
        why=why,
    )
    return outcome(call.hass, entry, job, targets)


async def async_list_jobs(call: ServiceCall) -> ServiceResponse:
    """Return jobs with all that is known of them, newest first."""
    entry = loaded_entry(call.hass)
    jobs = await entry.runtime_data.jobs.async_list(
        call.data.get(ATTR_STATE), call.data[ATTR_LIMIT]
    )
    devices = device_ids(call.hass, entry)
    links = call.hass.data[LINKS]
    return {"jobs": [describe_job(job, devices, links.link(job)) for job in jobs]}


async def async_cancel_job(call: ServiceCall) -> ServiceResponse:
    """Cancel a job or some of its targets, and their prints."""
    entry = loaded_entry(call.hass)
    job = await entry.runtime_data.jobs.orders.async_cancel(
        call.data[ATTR_JOB_ID], call.data.get(ATTR_TARGET_IDS)
    )
    return outcome(call.hass, entry, job, job.targets)


async def async_retry(call: ServiceCall) -> ServiceResponse:
    """Dispatch what failed, or some of it, once more."""
    entry = loaded_entry(call.hass)
    job = await entry.runtime_data.jobs.orders.async_retry(
        call.data[ATTR_JOB_ID],
        call.data.get(ATTR_TARGET_IDS),
        force=call.data[ATTR_FORCE],
    )
    return outcome(call.hass, entry, job, job.targets)


async def async_delete_job(call: ServiceCall) -> None:
    """Delete a job."""
    hub = loaded_entry(call.hass).runtime_data
    await hub.jobs.async_delete(call.data[ATTR_JOB_ID])


async def _async_find_job(hub: PrintMuxData, job_id: str | None) -> Job:
    """Return the job of that id, by default the newest waiting one."""
    if job_id is None:
        if waiting := hub.jobs.waiting():
            return waiting[0]
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="no_waiting_job"
        )
    return await hub.jobs.async_require(job_id)


def _chosen_printers(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, data: dict[str, Any]
) -> list[str]:
    """Return the ids of the printers that are named, and of those with a tag."""
    hub = entry.runtime_data
    ids = {device: printer for printer, device in device_ids(hass, entry).items()}
    ids |= {printer.name: key for key, printer in hub.printers.items()}
    chosen: list[str] = []
    for name in data[ATTR_PRINTERS]:
        if name not in ids:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="printer_not_found",
                translation_placeholders={"printer": name},
            )
        chosen.append(ids[name])
    for tag in data[ATTR_TAGS]:
        tagged = hub.selection.tagged(tag)
        if not tagged:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="tag_not_found",
                translation_placeholders={"tag": tag},
            )
        chosen += tagged
    return chosen
