"""Test what users may do, by the option and by their group."""

from http import HTTPStatus
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.const import CONF_USER_ACCESS, DOMAIN
from custom_components.printmux.permissions import Right, may
from custom_components.printmux.services import ACTIONS
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_READ_ONLY, GROUP_ID_USER
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
)

from .conftest import FakeHost, Settle, UploadFile, printer_subentry
from .full import ALPHA, FULL, full_host
from .running import choose

NONE: frozenset[Right] = frozenset()
READ = frozenset({Right.READ})
DISPATCH = READ | {Right.DISPATCH}
# Enough for each action to be looked at by its handler.
DATA: dict[str, dict[str, Any]] = {
    "import_file": {"path": "/nothing.gcode"},
    "choose_plate": {"job_id": "nothing", "plate": 1},
    "list_jobs": {},
    "dispatch": {},
    "confirm_bed_cleared": {"printers": ["nobody"]},
    "confirm_print": {"job_id": "nothing", "outcome": "printed"},
    "move_in_queue": {"job_id": "nothing", "position": 1},
}


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return one printer that can do everything, and one that can do little."""
    hosts[ALPHA] = full_host()
    return [FULL, printer_subentry(2, "Beta")]


async def make_user(hass: HomeAssistant, group: str) -> MockUser:
    """Return a user of a group."""
    found = await hass.auth.async_get_group(group)
    assert found is not None
    return MockUser(groups=[found]).add_to_hass(hass)


def set_access(hass: HomeAssistant, hub: MockConfigEntry, access: str) -> None:
    """Set the option."""
    hass.config_entries.async_update_entry(hub, options={CONF_USER_ACCESS: access})


@pytest.mark.parametrize(
    ("access", "group", "rights"),
    [
        ("dispatch", GROUP_ID_USER, DISPATCH),
        ("read", GROUP_ID_USER, READ),
        ("none", GROUP_ID_USER, NONE),
        ("dispatch", GROUP_ID_READ_ONLY, READ),
        ("none", GROUP_ID_READ_ONLY, NONE),
        ("none", GROUP_ID_ADMIN, frozenset(Right)),
    ],
)
async def test_rights(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    access: str,
    group: str,
    rights: frozenset[Right],
) -> None:
    """Each action asks for its right; the refusal is told in words."""
    set_access(hass, hub, access)
    await settle()
    user = await make_user(hass, group)
    assert {right for right in Right if may(hub, user, right)} == rights
    for name, right, *_, response in ACTIONS:
        data = DATA.get(name, {"job_id": "nothing"})
        refused: HomeAssistantError | None = None
        try:
            await hass.services.async_call(
                DOMAIN,
                name,
                data,
                blocking=True,
                context=Context(user_id=user.id),
                return_response=response != "none",
            )
        except HomeAssistantError as err:
            refused = err
        assert isinstance(refused, Unauthorized) is (right not in rights), name
        if isinstance(refused, Unauthorized):
            assert refused.translation_key == f"may_not_{right}"
            assert "dministrator" in str(refused)


async def test_nobody_and_a_stranger(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """An automation has no user, and may; a user that is gone may not."""
    set_access(hass, hub, "none")
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            DOMAIN, "delete_job", {"job_id": "nothing"}, blocking=True
        )
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "delete_job",
            {"job_id": "nothing"},
            blocking=True,
            context=Context(user_id="gone"),
        )


async def test_system_user(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """Home Assistant's own users may do everything."""
    set_access(hass, hub, "none")
    user = await hass.auth.async_create_system_user(
        "Content", group_ids=[GROUP_ID_READ_ONLY]
    )
    assert all(may(hub, user, right) for right in Right)


async def test_buttons(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """Who may not send a job can't do it by the buttons either."""
    await upload()
    set_access(hass, hub, "read")
    await settle()
    user = await make_user(hass, GROUP_ID_USER)
    await choose(hass, "select.printmux_target", "All printers")

    async def press(context: Context) -> None:
        await hass.services.async_call(
            "button",
            "press",
            {"entity_id": "button.printmux_upload"},
            blocking=True,
            context=context,
        )
        await settle()

    with pytest.raises(Unauthorized):
        await press(Context(user_id=user.id))
    (job,) = hub.runtime_data.jobs.jobs.values()
    assert job.targets == ()
    await press(Context())
    (job,) = hub.runtime_data.jobs.jobs.values()
    assert len(job.targets) == 2


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("switch.turn_off", {"entity_id": "switch.alpha_include_in_dispatch"}),
        (
            "select.select_option",
            {"entity_id": "select.alpha_loaded_material", "option": "PLA"},
        ),
        (
            "select.select_option",
            {"entity_id": "select.printmux_target", "option": "All printers"},
        ),
    ],
    ids=lambda value: value.get("entity_id") if isinstance(value, dict) else "",
)
async def test_entities(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    action: str,
    data: dict[str, str],
) -> None:
    """Who may only look changes nothing by entities; automations do."""
    set_access(hass, hub, "read")
    await settle()
    user = await make_user(hass, GROUP_ID_USER)
    before = hass.states.get(data["entity_id"])
    assert before is not None

    async def act(context: Context) -> None:
        domain, name = action.split(".")
        await hass.services.async_call(
            domain, name, data, blocking=True, context=context
        )
        await settle()

    with pytest.raises(Unauthorized):
        await act(Context(user_id=user.id))
    assert hass.states.get(data["entity_id"]) == before
    await act(Context())
    assert hass.states.get(data["entity_id"]) != before


async def test_printer_button(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """Who may only look stops no printer."""
    set_access(hass, hub, "read")
    await settle()
    user = await make_user(hass, GROUP_ID_USER)
    data = {"entity_id": "button.alpha_emergency_stop"}
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            "button", "press", data, blocking=True, context=Context(user_id=user.id)
        )
    assert not hosts[ALPHA].orders
    await hass.services.async_call("button", "press", data, blocking=True)
    assert hosts[ALPHA].orders


async def test_thumbnail(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    hass_client: ClientSessionGenerator,
    hass_read_only_access_token: str,
) -> None:
    """By login only readers get a picture; it is no wrong login."""
    client = await hass_client(hass_read_only_access_token)
    for access, status in (
        ("dispatch", HTTPStatus.NOT_FOUND),
        ("none", HTTPStatus.FORBIDDEN),
    ):
        set_access(hass, hub, access)
        await settle()
        answer = await client.get("/api/printmux/jobs/nothing/thumbnail")
        assert answer.status == status
