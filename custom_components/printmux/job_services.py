"""What the actions do when they are called."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType

from .const import (
    ATTR_ANY_PRINTER,
    ATTR_COPIES,
    ATTR_FOLDER,
    ATTR_FORCE,
    ATTR_JOB_ID,
    ATTR_LIMIT,
    ATTR_NAME,
    ATTR_OUTCOME,
    ATTR_PATH,
    ATTR_PLATE,
    ATTR_PRINTERS,
    ATTR_PRIORITY,
    ATTR_START,
    ATTR_START_AT,
    ATTR_START_WHEN,
    ATTR_STATE,
    ATTR_TAGS,
    ATTR_TARGET_ID,
    ATTR_TARGET_IDS,
    ATTR_URL,
)
from .http_api import LINKS
from .hub import PrintMuxConfigEntry
from .job_descriptions import describe_job, describe_verdicts, device_ids, outcome
from .jobs.analysis import metadata
from .jobs.errors import refusal
from .jobs.models import Terms
from .loaded import find_loaded_entry


def loaded_entry(hass: HomeAssistant) -> PrintMuxConfigEntry:
    """Return the running hub's entry. Raises ServiceValidationError."""
    if (entry := find_loaded_entry(hass)) is None:
        raise refusal("entry_not_loaded")
    return entry


async def async_dispatch(call: ServiceCall) -> ServiceResponse:
    """Send a job to printers; answers once the targets are committed."""
    entry = loaded_entry(call.hass)
    hub = entry.runtime_data
    printer_ids = _chosen_printers(call.hass, entry, call.data)
    dispatch = hub.jobs.async_dispatch
    if call.data[ATTR_ANY_PRINTER]:
        dispatch = hub.jobs.async_dispatch_any
    job, targets = await dispatch(
        call.data.get(ATTR_JOB_ID),
        printer_ids,
        start=call.data[ATTR_START],
        copies=call.data[ATTR_COPIES],
        terms=_terms(call),
    )
    return outcome(call.hass, entry, job, targets)


async def async_import_file(call: ServiceCall) -> ServiceResponse:
    """Make a job of a file on Home Assistant's disk, or of what an address has."""
    importer = loaded_entry(call.hass).runtime_data.jobs.importer
    name, folder = call.data.get(ATTR_NAME), call.data[ATTR_FOLDER]
    if path := call.data.get(ATTR_PATH):
        job = await importer.async_from_path(path, name, folder)
    else:
        job = await importer.async_from_url(call.data[ATTR_URL], name, folder)
    return {"job_id": job.id}


def _terms(call: ServiceCall) -> Terms:
    """Return when and how a print is to go. Raises ServiceValidationError."""
    data = call.data
    start_at: datetime | None = data.get(ATTR_START_AT)
    start_when: str | None = data.get(ATTR_START_WHEN)
    if (start_at or start_when) and not data[ATTR_START]:
        raise refusal("start_needed")
    if start_when and call.hass.states.get(start_when) is None:
        raise refusal("entity_not_found", entity=start_when)
    return Terms(
        priority=data[ATTR_PRIORITY],
        start_at=start_at and dt_util.as_utc(start_at),
        start_when=start_when,
        forced=data[ATTR_FORCE],
    )


async def async_list_jobs(call: ServiceCall) -> ServiceResponse:
    """Return jobs with all that is known of them, newest first."""
    entry = loaded_entry(call.hass)
    hub = entry.runtime_data
    jobs = await hub.jobs.async_list(call.data.get(ATTR_STATE), call.data[ATTR_LIMIT])
    devices = device_ids(call.hass, entry)
    links = call.hass.data[LINKS]
    places = hub.jobs.queue.places()
    described: list[JsonValueType] = []
    for job in jobs:
        verdicts = describe_verdicts(
            call.hass, job, list(hub.printers.values()), devices
        )
        described.append(
            {
                **describe_job(job, devices, links.link(job), places),
                "verdicts": [*verdicts],
            }
        )
        # Many jobs for many printers would hold up everything else.
        await asyncio.sleep(0)
    return {"jobs": described}


async def async_choose_plate(call: ServiceCall) -> ServiceResponse:
    """Choose which plate of a job is meant; return what the file says of that."""
    intake = loaded_entry(call.hass).runtime_data.jobs.intake
    job = await intake.async_choose_plate(call.data[ATTR_JOB_ID], call.data[ATTR_PLATE])
    return {
        "job_id": job.id,
        "plate_index": job.plate_index,
        "metadata": metadata(job.details),
    }


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


async def async_confirm_print(call: ServiceCall) -> ServiceResponse:
    """Take the user's word for what became of a print."""
    entry = loaded_entry(call.hass)
    job, target = await entry.runtime_data.jobs.orders.async_confirm(
        call.data[ATTR_JOB_ID], call.data.get(ATTR_TARGET_ID), call.data[ATTR_OUTCOME]
    )
    return outcome(call.hass, entry, job, [target])


async def async_confirm_bed(call: ServiceCall) -> ServiceResponse:
    """Take the last prints of some printers as removed: of all, or of none."""
    entry = loaded_entry(call.hass)
    ids = dict.fromkeys(_named_printers(call.hass, entry, call.data[ATTR_PRINTERS]))
    printers = [entry.runtime_data.printers[printer_id] for printer_id in ids]
    for printer in printers:
        printer.async_require_bed_waits()
    for printer in printers:
        printer.async_confirm_bed_cleared()
    devices = device_ids(call.hass, entry)
    return {
        "printers": [
            {"printer": devices[printer.printer_id], "printer_name": printer.name}
            for printer in printers
        ]
    }


def _chosen_printers(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, data: dict[str, Any]
) -> list[str]:
    """Return the ids of the printers that are named, and of those with a tag."""
    hub = entry.runtime_data
    chosen = _named_printers(hass, entry, data[ATTR_PRINTERS])
    for tag in data[ATTR_TAGS]:
        tagged = hub.selection.tagged(tag)
        if not tagged:
            raise refusal("tag_not_found", tag=tag)
        chosen += tagged
    return chosen


def _named_printers(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, names: Iterable[str]
) -> list[str]:
    """Return the ids of printers by their devices or names."""
    ids = {device: printer for printer, device in device_ids(hass, entry).items()}
    ids |= {printer.name: key for key, printer in entry.runtime_data.printers.items()}
    for name in names:
        if name not in ids:
            raise refusal("printer_not_found", printer=name)
    return [ids[name] for name in names]
