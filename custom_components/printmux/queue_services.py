"""The actions that order what waits: hold back, release, move."""

from homeassistant.core import ServiceCall, ServiceResponse

from .const import ATTR_JOB_ID, ATTR_POSITION, ATTR_PRIORITY, ATTR_TARGET_IDS
from .job_descriptions import outcome
from .job_services import loaded_entry
from .jobs.errors import refusal


async def async_hold_job(call: ServiceCall) -> ServiceResponse:
    """Hold a job's waiting targets back."""
    return await _async_hold(call, held=True)


async def async_release_job(call: ServiceCall) -> ServiceResponse:
    """Let the targets of a job go on that were held back."""
    return await _async_hold(call, held=False)


async def _async_hold(call: ServiceCall, held: bool) -> ServiceResponse:
    """Hold targets back, or let them go on."""
    entry = loaded_entry(call.hass)
    jobs, job_id = entry.runtime_data.jobs, call.data[ATTR_JOB_ID]
    targets = await jobs.queue.async_hold(
        job_id, call.data.get(ATTR_TARGET_IDS), held=held
    )
    return outcome(call.hass, entry, jobs.jobs[job_id], targets)


async def async_move_in_queue(call: ServiceCall) -> ServiceResponse:
    """Move a job's waiting targets in the queues of their printers."""
    entry = loaded_entry(call.hass)
    jobs, job_id = entry.runtime_data.jobs, call.data[ATTR_JOB_ID]
    position, priority = (call.data.get(key) for key in (ATTR_POSITION, ATTR_PRIORITY))
    if position is None and priority is None:
        raise refusal("no_place")
    targets = await jobs.queue.async_move(
        job_id, call.data.get(ATTR_TARGET_IDS), position, priority
    )
    return outcome(call.hass, entry, jobs.jobs[job_id], targets)
