"""The actions of PrintMux: their names, what they take, and who does them."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

import voluptuous as vol

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv

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
    ATTR_POSITION,
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
    DOMAIN,
)
from .job_services import (
    async_cancel_job,
    async_choose_plate,
    async_confirm_bed,
    async_confirm_print,
    async_delete_job,
    async_dispatch,
    async_import_file,
    async_list_jobs,
    async_retry,
)
from .jobs.models import Answer, JobState
from .permissions import Right, async_require
from .queue_services import async_hold_job, async_move_in_queue, async_release_job

type Handler = Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]

MOST_LISTED = 1000
PRIORITY = vol.All(vol.Coerce(int), vol.Range(min=-100, max=100))

TARGET_IDS = {vol.Optional(ATTR_TARGET_IDS): vol.All(cv.ensure_list, [cv.string])}
JOB_SCHEMA = vol.Schema({vol.Required(ATTR_JOB_ID): cv.string})
PLATE_SCHEMA = JOB_SCHEMA.extend({vol.Required(ATTR_PLATE): vol.Coerce(int)})
CANCEL_SCHEMA = JOB_SCHEMA.extend(TARGET_IDS)
RETRY_SCHEMA = CANCEL_SCHEMA.extend(
    {vol.Optional(ATTR_FORCE, default=False): cv.boolean}
)
CONFIRM_SCHEMA = JOB_SCHEMA.extend(
    {
        vol.Optional(ATTR_TARGET_ID): cv.string,
        vol.Required(ATTR_OUTCOME): vol.Coerce(Answer),
    }
)
BED_SCHEMA = vol.Schema(
    {vol.Required(ATTR_PRINTERS): vol.All(cv.ensure_list, [cv.string])}
)
DISPATCH_SCHEMA = vol.Schema(
    {
        vol.Optional(ATTR_JOB_ID): cv.string,
        vol.Optional(ATTR_PRINTERS, default=list): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_TAGS, default=list): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_ANY_PRINTER, default=False): cv.boolean,
        vol.Optional(ATTR_START, default=False): cv.boolean,
        vol.Optional(ATTR_COPIES, default=1): vol.Coerce(int),
        vol.Optional(ATTR_START_AT): cv.datetime,
        vol.Optional(ATTR_START_WHEN): cv.entity_id,
        vol.Optional(ATTR_PRIORITY, default=0): PRIORITY,
        vol.Optional(ATTR_FORCE, default=False): cv.boolean,
    }
)
MOVE_SCHEMA = CANCEL_SCHEMA.extend(
    {
        vol.Optional(ATTR_POSITION): vol.All(vol.Coerce(int), vol.Range(min=1)),
        vol.Optional(ATTR_PRIORITY): PRIORITY,
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
IMPORT_SCHEMA = vol.All(
    vol.Schema(
        {
            vol.Exclusive(ATTR_PATH, "origin"): cv.string,
            vol.Exclusive(ATTR_URL, "origin"): cv.string,
            vol.Optional(ATTR_NAME): cv.string,
            vol.Optional(ATTR_FOLDER, default=""): cv.string,
        }
    ),
    cv.has_at_least_one_key(ATTR_PATH, ATTR_URL),
)

OPTIONAL = SupportsResponse.OPTIONAL
ONLY = SupportsResponse.ONLY
NONE = SupportsResponse.NONE
# The name of each, the right that it takes, who does it, what it takes and returns.
ACTIONS: Final[tuple[tuple[str, Right, Handler, Any, SupportsResponse], ...]] = (
    ("dispatch", Right.DISPATCH, async_dispatch, DISPATCH_SCHEMA, OPTIONAL),
    ("import_file", Right.MANAGE, async_import_file, IMPORT_SCHEMA, OPTIONAL),
    ("list_jobs", Right.READ, async_list_jobs, LIST_SCHEMA, ONLY),
    ("choose_plate", Right.DISPATCH, async_choose_plate, PLATE_SCHEMA, OPTIONAL),
    ("cancel_job", Right.DISPATCH, async_cancel_job, CANCEL_SCHEMA, OPTIONAL),
    ("retry", Right.DISPATCH, async_retry, RETRY_SCHEMA, OPTIONAL),
    ("hold_job", Right.DISPATCH, async_hold_job, CANCEL_SCHEMA, OPTIONAL),
    ("release_job", Right.DISPATCH, async_release_job, CANCEL_SCHEMA, OPTIONAL),
    ("move_in_queue", Right.MANAGE, async_move_in_queue, MOVE_SCHEMA, OPTIONAL),
    ("delete_job", Right.MANAGE, async_delete_job, JOB_SCHEMA, NONE),
    ("confirm_print", Right.DISPATCH, async_confirm_print, CONFIRM_SCHEMA, OPTIONAL),
    ("confirm_bed_cleared", Right.DISPATCH, async_confirm_bed, BED_SCHEMA, OPTIONAL),
)


def _guarded(handler: Handler, right: Right) -> Handler:
    """Return a handler that refuses users who lack a right."""

    async def handle(call: ServiceCall) -> ServiceResponse:
        await async_require(call.hass, call.context, right)
        return await handler(call)

    return handle


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions; they last as long as Home Assistant."""
    for name, right, handler, schema, response in ACTIONS:
        hass.services.async_register(
            DOMAIN,
            name,
            _guarded(handler, right),
            schema=schema,
            supports_response=response,
        )
