"""Test who may look, that all look at the same, and that nothing is left over."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.printmux.const import CONF_USER_ACCESS
from custom_components.printmux.live import board
from homeassistant.auth import EVENT_USER_UPDATED
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
from tests.conftest import KEY_ID, Settle, UploadFile
from tests.running import device_id

from .conftest import Look
from .viewer import Viewer

# What the board hears of on the bus; connections hear of more.
EVENTS = (
    dr.EVENT_DEVICE_REGISTRY_UPDATED,
    er.EVENT_ENTITY_REGISTRY_UPDATED,
    EVENT_CORE_CONFIG_UPDATE,
    EVENT_USER_UPDATED,
)


def listeners(hass: HomeAssistant, hub: MockConfigEntry) -> list[object]:
    """Return how many listen to what."""
    data = hub.runtime_data
    printers = list(data.printers.values())
    return [
        [hass.bus.async_listeners().get(event) for event in EVENTS],
        len(data.jobs._ledger._listeners),  # noqa: SLF001 - they can't be seen else
        [len(printer._listeners) for printer in printers],  # noqa: SLF001 - the same
        [len(printer._status_listeners) for printer in printers],  # noqa: SLF001 - the same
        len(data.jobs.intake._key_listeners),  # noqa: SLF001 - the same
    ]


def let_pass(hass: HomeAssistant, seconds: float) -> None:
    """Have everything done that is due after so long."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=seconds))


async def test_nothing_is_left(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
    hass_ws_client: WebSocketGenerator,
    look: Look,
) -> None:
    """A while after the last one has left everything goes, by word or by hanging up."""
    job = await upload()
    first = Viewer(await hass_ws_client(hass))
    second = Viewer(await hass_ws_client(hass))
    await settle()
    before = listeners(hass, hub)
    views = ({"view": "inbox"}, {"view": "printers"}, {"view": "job", "job_id": job.id})
    for view in views:
        assert (await first.ask("subscribe", **view))["success"]
        assert (await second.ask("subscribe", **view))["success"]
    assert listeners(hass, hub) != before
    for subscription in (1, 2, 3):
        await first.client.send_json_auto_id(
            {"type": "unsubscribe_events", "subscription": subscription}
        )
        answer = await first.client.receive_json()
        while answer["type"] != "result":
            answer = await first.client.receive_json()
        assert answer["success"]
    kept = hub.runtime_data.board
    assert kept is not None
    await second.client.close()
    let_pass(hass, board.LINGER_S - 10)
    again = await look(view="inbox")
    assert hub.runtime_data.board is kept
    await again.client.close()
    while hub.runtime_data.board is not None:
        let_pass(hass, board.LINGER_S + 10)
        await settle()
    assert listeners(hass, hub) == before


async def test_work_is_shared(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    look: Look,
) -> None:
    """What two see is looked at once, and made into JSON once."""
    first, second = [await look(view="inbox") for _ in range(2)]
    alpha = device_id(hass, hub, "printer1")
    with patch.object(board, "to_json", side_effect=board.to_json) as to_json:
        device_registry.async_update_device(alpha, name_by_user="Left")
        await first.until(lambda: first.records[alpha]["name"] == "Left")
        await second.until(lambda: second.records[alpha]["name"] == "Left")
    assert to_json.call_count == 1


async def test_reload(hass: HomeAssistant, hub: MockConfigEntry, look: Look) -> None:
    """Who looks hears of a reload, and may look again."""
    viewer = await look(view="inbox")
    assert await hass.config_entries.async_reload(hub.entry_id)
    await viewer.until(lambda: viewer.gone)
    again = await look(view="inbox")
    assert again.records.keys() == viewer.records.keys()
    assert await hass.config_entries.async_unload(hub.entry_id)
    await again.until(lambda: again.gone)
    answer = await again.ask("subscribe", view="inbox")
    assert answer["error"]["code"] == "not_loaded"
    answer = await again.ask("list_jobs")
    assert answer["error"]["code"] == "not_loaded"


async def test_fault(hass: HomeAssistant, hub: MockConfigEntry, look: Look) -> None:
    """A fault ends what can't be gone on with; the next one who looks begins anew."""
    viewer = await look(view="inbox")
    with patch(
        "custom_components.printmux.live.printers.live_of", side_effect=ValueError
    ):
        hub.runtime_data.printers["printer1"].async_update_listeners()
        await viewer.until(lambda: viewer.gone)
    assert hub.runtime_data.board is None
    assert (await look(view="inbox")).records.keys() == viewer.records.keys()


def set_access(hass: HomeAssistant, hub: MockConfigEntry, access: str) -> None:
    """Set the option."""
    hass.config_entries.async_update_entry(hub, options={CONF_USER_ACCESS: access})


async def test_readers(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    hass_read_only_access_token: str,
    look: Look,
) -> None:
    """Others than administrators are told no keys; what they may is told, until it changes."""
    token = hass_read_only_access_token
    reader, admin = await look(token, view="inbox"), await look(view="inbox")
    assert reader.can == {"dispatch": False, "manage": False}
    assert reader.records["hub"]["keys"] == []
    await hub.runtime_data.jobs.intake.async_touch_key(KEY_ID)
    await admin.until(lambda: admin.records["hub"]["keys"][0]["last_used"] is not None)
    assert admin.told("hub") == [{"keys"}]
    set_access(hass, hub, "none")
    await reader.until(lambda: reader.gone)
    assert not reader.told("hub")
    for command in ("subscribe", "list_jobs", "count_jobs"):
        data = {"view": "inbox"} if command == "subscribe" else {}
        answer = await reader.ask(command, **data)
        assert answer["error"]["code"] == "unauthorized"
    set_access(hass, hub, "dispatch")
    await settle()
    assert not admin.gone


async def test_contact(
    hub: MockConfigEntry, hass_read_only_access_token: str, look: Look
) -> None:
    """Whoever waits for a first upload sees that a slicer has tried, and how."""
    viewer = await look(hass_read_only_access_token, view="inbox")
    contacts = hub.runtime_data.jobs.intake.contacts
    assert viewer.records["hub"]["last_contact"] is None
    contacts.async_note("OrcaSlicer", KEY_ID, accepted=True)
    await viewer.until(lambda: viewer.records["hub"]["last_contact"] is not None)
    assert viewer.told("hub") == [{"last_contact"}]
    assert viewer.records["hub"]["last_contact"] == {
        "at": contacts.last.at.isoformat(),
        "slicer": "OrcaSlicer",
        "key_name": hub.subentries[KEY_ID].title,
        "accepted": True,
    }


async def test_new_administrator(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hass_read_only_user: MockUser,
    hass_read_only_access_token: str,
    look: Look,
) -> None:
    """Who becomes an administrator looks again as one."""
    viewer = await look(hass_read_only_access_token, view="inbox")
    await hass.auth.async_update_user(hass_read_only_user, group_ids=[GROUP_ID_ADMIN])
    await viewer.until(lambda: viewer.gone)
    again = await look(hass_read_only_access_token, view="inbox")
    assert again.can == {"dispatch": True, "manage": True}
    assert again.records["hub"]["keys"]


@pytest.mark.parametrize("access", ["dispatch", "read"])
async def test_plain_user(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    hass_read_only_user: MockUser,
    hass_read_only_access_token: str,
    look: Look,
    access: str,
) -> None:
    """What a plain user may do is as the option says."""
    await hass.auth.async_update_user(hass_read_only_user, group_ids=[GROUP_ID_USER])
    set_access(hass, hub, access)
    await settle()
    viewer = await look(hass_read_only_access_token, view="printers")
    assert viewer.can == {"dispatch": access == "dispatch", "manage": False}


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"slicer_print": "auto"}, "slicer_print", "auto"),
        ({"max_upload_mb": 2048}, "max_upload_mb", 2048),
    ],
)
async def test_options(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    look: Look,
    change: dict[str, object],
    field: str,
    value: object,
) -> None:
    """Options that the pages show are told when they change."""
    viewer = await look(view="printers")
    hass.config_entries.async_update_entry(hub, options=change)
    await viewer.until(lambda: viewer.records["hub"][field] == value)


async def test_addresses(hass: HomeAssistant, hub: MockConfigEntry, look: Look) -> None:
    """The addresses of Home Assistant are told when they change."""
    viewer = await look(view="printers")
    await hass.config.async_update(
        internal_url="http://192.0.2.7:8123", external_url="https://ha.example.com"
    )
    addresses = {
        "internal": "http://192.0.2.7:8123",
        "external": "https://ha.example.com",
    }
    await viewer.until(lambda: viewer.records["hub"]["urls"] == addresses)
