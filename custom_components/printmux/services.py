"""The actions of PrintMux."""

from collections.abc import Iterable
from typing import Any

import voluptuous as vol

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.util.json import JsonObjectType

from .const import DOMAIN
from .http_api import LINKS, sized
from .hub import PrintMuxConfigEntry, PrintMuxData
from .jobs.analysis import metadata, thumbnails
from .jobs.models import Job, JobState, Target

SERVICE_DISPATCH = "dispatch"
SERVICE_LIST_JOBS = "list_jobs"
SERVICE_CANCEL_JOB = "cancel_job"
SERVICE_RETRY = "retry"
SERVICE_DELETE_JOB = "delete_job"

ATTR_JOB_ID = "job_id"
ATTR_PRINTERS = "printers"
ATTR_TAGS = "tags"
ATTR_ANY_PRINTER = "any_printer"
ATTR_START = "start"
ATTR_COPIES = "copies"
ATTR_STATE = "state"
ATTR_LIMIT = "limit"

MOST_LISTED = 1000

JOB_SCHEMA = vol.Schema({vol.Required(ATTR_JOB_ID): cv.string})
DISPATCH_SCHEMA = vol.Schema(
    {
        vol.Optional(ATTR_JOB_ID): cv.string,
        vol.Optional(ATTR_PRINTERS, default=list): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_TAGS, default=list): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_ANY_PRINTER, default=False): cv.boolean,
        vol.Optional(ATTR_START, default=False): cv.boolean,
        vol.Optional(ATTR_COPIES, default=1): vol.Coerce(int),
    }
)
LIST_SCHEMA = vol.Schema(
    {
        vol.Optional(ATTR_STATE): vol.All(cv.ensure_list, [vol.Coerce(JobState)]),
        vol.Optional(ATTR_LIMIT, default=100): vol.All(
            vol.Coerce(int), vol.Range(min=1, max=MOST_LISTED)
        ),
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions; they last as long as Home Assistant."""
    for name, handler, schema, response in (
        (SERVICE_DISPATCH, _async_dispatch, DISPATCH_SCHEMA, SupportsResponse.OPTIONAL),
        (SERVICE_LIST_JOBS, _async_list_jobs, LIST_SCHEMA, SupportsResponse.ONLY),
        (SERVICE_CANCEL_JOB, _async_cancel_job, JOB_SCHEMA, SupportsResponse.OPTIONAL),
        (SERVICE_RETRY, _async_retry, JOB_SCHEMA, SupportsResponse.OPTIONAL),
        (SERVICE_DELETE_JOB, _async_delete_job, JOB_SCHEMA, SupportsResponse.NONE),
    ):
        hass.services.async_register(
            DOMAIN, name, handler, schema=schema, supports_response=response
        )


def _loaded_entry(hass: HomeAssistant) -> PrintMuxConfigEntry:
    """Return the running hub's entry. Raises ServiceValidationError."""
    entries: list[PrintMuxConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    if not entries:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="entry_not_loaded"
        )
    return entries[0]


async def _async_dispatch(call: ServiceCall) -> ServiceResponse:
    """Send a job to printers; answers once the targets are committed."""
    entry = _loaded_entry(call.hass)
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
    return _outcome(call.hass, entry, job, targets)


async def _async_list_jobs(call: ServiceCall) -> ServiceResponse:
    """Return jobs with all that is known of them, newest first."""
    entry = _loaded_entry(call.hass)
    jobs = await entry.runtime_data.jobs.async_list(
        call.data.get(ATTR_STATE), call.data[ATTR_LIMIT]
    )
    devices = _device_ids(call.hass, entry)
    links = call.hass.data[LINKS]
    return {"jobs": [_describe_job(job, devices, links.link(job)) for job in jobs]}


async def _async_cancel_job(call: ServiceCall) -> ServiceResponse:
    """Cancel a job, and its prints."""
    entry = _loaded_entry(call.hass)
    job = await entry.runtime_data.jobs.async_cancel(call.data[ATTR_JOB_ID])
    return _outcome(call.hass, entry, job, job.targets)


async def _async_retry(call: ServiceCall) -> ServiceResponse:
    """Dispatch what failed once more."""
    entry = _loaded_entry(call.hass)
    job = await entry.runtime_data.jobs.async_retry(call.data[ATTR_JOB_ID])
    return _outcome(call.hass, entry, job, job.targets)


async def _async_delete_job(call: ServiceCall) -> None:
    """Delete a job."""
    hub = _loaded_entry(call.hass).runtime_data
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
    ids = {device: printer for printer, device in _device_ids(hass, entry).items()}
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


def _device_ids(hass: HomeAssistant, entry: PrintMuxConfigEntry) -> dict[str, str]:
    """Return the device id of each printer."""
    registry = dr.async_get(hass)
    return {
        identifier: device.id
        for device in dr.async_entries_for_config_entry(registry, entry.entry_id)
        for domain, identifier in device.identifiers
        if domain == DOMAIN and identifier in entry.runtime_data.printers
    }


def _outcome(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    job: Job,
    targets: Iterable[Target],
) -> ServiceResponse:
    """Return what became of a request."""
    devices = _device_ids(hass, entry)
    return {
        "job_id": job.id,
        "targets": [_describe_target(target, devices) for target in targets],
    }


def _describe_target(target: Target, devices: dict[str, str]) -> JsonObjectType:
    """Return what tells a target from others; a printer that is gone has no device."""
    return {
        "id": target.id,
        "printer": devices.get(target.printer_id),
        "printer_name": target.printer_name,
        "state": target.state.value,
    }


def _describe_job(
    job: Job, devices: dict[str, str], link: str | None
) -> JsonObjectType:
    """Return all that is known of a job; `link` leads to its thumbnail."""
    return {
        "id": job.id,
        "name": job.name,
        "folder": job.folder,
        "size": job.size,
        "sha256": job.sha256,
        "state": job.state.value,
        "created_at": job.created_at.isoformat(),
        "start_requested": job.start_requested,
        "source": job.source,
        "metadata": metadata(job.details),
        "thumbnail": link,
        "thumbnails": [
            {**thumbnail, "url": link and sized(link, thumbnail["width"])}
            for thumbnail in thumbnails(job.details)
        ],
        "targets": [
            {
                **_describe_target(target, devices),
                "waiting_for": target.waiting_for.value if target.waiting_for else None,
                "progress": target.progress,
                "attempts": target.attempts,
                "remote_name": target.remote_name,
                "error_message": target.error_message,
                "why": target.why,
            }
            for target in job.targets
        ],
    }
