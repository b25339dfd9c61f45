"""What the card and the panel ask for by websocket."""

from functools import partial
from typing import Any, Final

import voluptuous as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.messages import construct_result_message
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .http_api import LINKS
from .hub import PrintMuxConfigEntry
from .job_descriptions import device_ids
from .jobs.models import JobState
from .live.board import INBOX, JOB, PRINTERS, Board, Subscription, rights_of, to_json
from .live.jobs import describe_row
from .live.table import Slices
from .loaded import find_loaded_entry

NOT_LOADED: Final = "not_loaded"
MOST_LISTED: Final = 200


@callback
def async_setup_websocket_api(hass: HomeAssistant) -> None:
    """Register the commands; they last as long as Home Assistant."""
    for command in (ws_subscribe, ws_list_jobs, ws_count_jobs):
        websocket_api.async_register_command(hass, command)


@callback
def _admit(
    hass: HomeAssistant, connection: ActiveConnection, message_id: int
) -> tuple[PrintMuxConfigEntry, dict[str, bool]] | None:
    """Return the running hub's entry and what the user may do, or say why not."""
    if (entry := find_loaded_entry(hass)) is None:
        connection.send_error(message_id, NOT_LOADED, "PrintMux is not loaded")
        return None
    if (can := rights_of(entry, connection.user)) is None:
        connection.send_error(
            message_id, websocket_api.ERR_UNAUTHORIZED, "You may not look at PrintMux"
        )
        return None
    return entry, can


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/subscribe",
        vol.Required("view"): vol.In((INBOX, PRINTERS, JOB)),
        vol.Optional("job_id"): str,
    }
)
@websocket_api.async_response
async def ws_subscribe(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell everything that a view shows, and from then on what changes."""
    message_id = msg["id"]
    if (admitted := _admit(hass, connection, message_id)) is None:
        return
    entry, can = admitted
    job = None
    if msg["view"] == JOB:
        job = await entry.runtime_data.jobs.async_find(msg.get("job_id", ""))
        if job is None:
            words = "There is no such job"
            connection.send_error(message_id, websocket_api.ERR_NOT_FOUND, words)
            return
        # The hub may have been unloaded meanwhile.
        if (admitted := _admit(hass, connection, message_id)) is None:
            return
        entry, can = admitted
    hub = entry.runtime_data
    if hub.board is None:
        hub.board = Board(hass, entry)
    subscription = Subscription(
        connection=connection,
        message_id=message_id,
        view=msg["view"],
        job_id=None if job is None else job.id,
        can=can,
    )
    connection.subscriptions[message_id] = partial(hub.board.async_leave, subscription)
    connection.send_result(message_id)
    hub.board.async_join(subscription, job)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/list_jobs",
        vol.Optional("search", default=""): str,
        vol.Optional("states", default=[]): [vol.Coerce(JobState)],
        vol.Optional("before"): str,
        vol.Optional("limit", default=50): vol.All(
            int, vol.Range(min=1, max=MOST_LISTED)
        ),
    }
)
@websocket_api.async_response
async def ws_list_jobs(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """List jobs of any age, newest first; of some states only, if asked."""
    if (admitted := _admit(hass, connection, msg["id"])) is None:
        return
    entry, _ = admitted
    jobs, links, limit = entry.runtime_data.jobs, hass.data[LINKS], msg["limit"]
    found = await jobs.async_search(
        msg["search"], msg["states"], msg.get("before"), limit + 1
    )
    devices, places = device_ids(hass, entry), jobs.queue.places()
    rows, slices = [], Slices()
    for job in found[:limit]:
        rows.append(describe_row(entry, job, devices, links.link(job), places))
        await slices.async_breathe()
    connection.send_message(
        construct_result_message(
            msg["id"], to_json({"jobs": rows, "more": len(found) > limit})
        )
    )


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/count_jobs",
        vol.Optional("search", default=""): str,
    }
)
@websocket_api.async_response
async def ws_count_jobs(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Count the jobs, by state, that are too old for a subscription to the inbox."""
    if (admitted := _admit(hass, connection, msg["id"])) is None:
        return
    entry, _ = admitted
    older = await entry.runtime_data.jobs.async_count_older(msg["search"])
    connection.send_result(msg["id"], {"older": older})
