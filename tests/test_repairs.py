"""Test the repair issues: a key that can't be read, a client that asks for one."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
import logging
from pathlib import Path
import socket
from typing import Any
from unittest.mock import AsyncMock

from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.const import DOMAIN, SUBENTRY_SLICER_KEY
from custom_components.printmux.printers.errors import HostAuthError
from custom_components.printmux.slicer.failures import REFUSALS
from custom_components.printmux.vault import async_open_vault
from homeassistant.components.repairs import DOMAIN as REPAIRS_DOMAIN
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import FakeHost, Settle, printer_subentry
from .running import state_of
from .slicer.wire import free_port
from .texts import TEXTS

ISSUE = "printer_key_printer1"
APP_KEYS = "/plugin/appkeys/request"
FIRST = "http://printer1.local"


@pytest.fixture
async def printers(
    hass: HomeAssistant, hosts: dict[str, FakeHost], hass_config_dir: str
) -> list[ConfigSubentryDataWithId]:
    """Return a printer whose key was encrypted with a key file that is gone."""
    token = (await async_open_vault(hass)).encrypt("old key")
    Path(hass_config_dir, "printmux", "secret.key").unlink()
    return [printer_subentry(1, "Alpha", api_key=token), printer_subentry(2, "Beta")]


async def start_fix(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> str:
    """Open the fix flow; return its URL."""
    assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
    client = await hass_client()
    response = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": ISSUE}
    )
    assert response.status == HTTPStatus.OK
    form = await response.json()
    assert form["step_id"] == "api_key"
    assert form["description_placeholders"]["printer"] == "Alpha"
    return f"/api/repairs/issues/fix/{form['flow_id']}"


async def test_lost_key_fails_nothing_else(
    hass: HomeAssistant, hub: MockConfigEntry, hosts: dict[str, FakeHost]
) -> None:
    """The hub runs, the printer is followed without a key, and the user is asked."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)
    assert issue is not None
    assert issue.is_fixable
    assert len(ir.async_get(hass).issues) == 1
    assert hosts[FIRST].keys == {None}
    assert state_of(hass, "sensor.beta_status") == "idle"


async def test_fix_asks_verifies_and_goes_on(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    identify: AsyncMock,
    hass_client: ClientSessionGenerator,
    settle: Settle,
) -> None:
    """A key that the host refuses is asked for again; a good one is used at once."""
    data = hub.runtime_data
    url = await start_fix(hass, hass_client)
    client = await hass_client()
    identify.side_effect = HostAuthError("No such key")
    form = await (await client.post(url, json={"api_key": "wrong"})).json()
    assert form["errors"] == {"base": "invalid_auth"}
    assert form["description_placeholders"]["error"] == "No such key"
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)
    identify.side_effect = None
    form = await (await client.post(url, json={"api_key": "good"})).json()
    assert form["errors"] == {"base": "wrong_printer"}
    assert form["description_placeholders"]["error"] == "Gamma"
    identify.return_value = replace(identify.return_value, unique_id="host-1")
    done = await (await client.post(url, json={"api_key": " new key "})).json()
    assert done["type"] == "create_entry"
    await settle()
    assert identify.call_args.args[1:] == (FIRST, "new key")
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE) is None
    assert hosts[FIRST].keys == {None, "new key"}
    assert "new key" not in str(hub.as_dict())
    assert hub.runtime_data is data


async def test_fix_of_a_printer_that_went(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    settle: Settle,
) -> None:
    """A printer that was removed takes its issue along; an open fix says so."""
    url = await start_fix(hass, hass_client)
    client = await hass_client()
    hass.config_entries.async_remove_subentry(hub, "printer1")
    await settle()
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE) is None
    response = await client.post(url, json={"api_key": "key"})
    assert (await response.json())["reason"] == "printer_gone"


async def test_unload_withdraws_the_issue(
    hass: HomeAssistant, hub: MockConfigEntry
) -> None:
    """A hub that is switched off asks for nothing."""
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert not ir.async_get(hass).issues


class TestAppKeys:
    """A client asks for a slicer key, and the user answers in the repairs."""

    @pytest.fixture
    def printers(self, hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
        """Return printers without anything to repair."""
        return [printer_subentry(1, "Alpha"), printer_subentry(2, "Beta")]

    @pytest.fixture
    async def client(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        hass_client: ClientSessionGenerator,
    ) -> TestClient[Any, Any]:
        """Return a client of Home Assistant, whose token is no slicer key."""
        assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
        return await hass_client()

    async def ask(self, client: TestClient[Any, Any]) -> str:
        """Ask for a key; return where to poll."""
        response = await client.post(APP_KEYS, json={"app": "Cura"})
        assert response.status == HTTPStatus.CREATED
        return f"{APP_KEYS}/{(await response.json())['app_token']}"

    async def start_fix(
        self, hass: HomeAssistant, client: TestClient[Any, Any]
    ) -> dict[str, Any]:
        """Open the fix flow of the only issue."""
        (issue_id,) = (issue for _, issue in ir.async_get(hass).issues)
        response = await client.post(
            "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue_id}
        )
        menu: dict[str, Any] = await response.json()
        return menu

    async def choose(
        self, client: TestClient[Any, Any], menu: dict[str, Any], option: str
    ) -> dict[str, Any]:
        """Choose from the menu."""
        url = f"/api/repairs/issues/fix/{menu['flow_id']}"
        response = await client.post(url, json={"next_step_id": option})
        result: dict[str, Any] = await response.json()
        return result

    async def test_menu(
        self, hass: HomeAssistant, client: TestClient[Any, Any]
    ) -> None:
        """The user sees who asks, from where, and has two answers, all with texts."""
        await self.ask(client)
        menu = await self.start_fix(hass, client)
        assert menu["type"] == "menu"
        assert menu["menu_options"] == ["allow", "refuse"]
        who = {"app": "Cura", "address": "127.0.0.1"}
        assert menu["description_placeholders"] == who
        texts = TEXTS["issues"]["app_key_request"]["fix_flow"]
        step = texts["step"][menu["step_id"]]
        assert step["menu_options"].keys() == {"allow", "refuse"}
        assert "`Cura`" in step["description"].format(**who)
        assert "request_ended" in texts["abort"]

    async def test_allow(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        client: TestClient[Any, Any],
        settle: Settle,
    ) -> None:
        """The client gets its key once, and the hub runs on."""
        data = hub.runtime_data
        poll = await self.ask(client)
        assert (await client.get(poll)).status == HTTPStatus.ACCEPTED
        menu = await self.start_fix(hass, client)
        done = await self.choose(client, menu, "allow")
        assert done["type"] == "create_entry"
        assert not ir.async_get(hass).issues
        response = await client.get(poll)
        key = (await response.json())["api_key"]
        assert (await client.get(poll)).status == HTTPStatus.NOT_FOUND
        await settle()
        headers = {"X-Api-Key": key}
        version = await client.get("/api/version", headers=headers)
        assert version.status == HTTPStatus.OK
        assert [
            subentry.title
            for subentry in hub.get_subentries_of_type(SUBENTRY_SLICER_KEY)
        ] == ["Slicer", "Cura"]
        assert hub.runtime_data is data

    async def test_refuse(
        self, hass: HomeAssistant, hub: MockConfigEntry, client: TestClient[Any, Any]
    ) -> None:
        """The client gets nothing, and nothing is left."""
        poll = await self.ask(client)
        before = hub.as_dict()["subentries"]
        done = await self.choose(client, await self.start_fix(hass, client), "refuse")
        assert done["type"] == "create_entry"
        assert not ir.async_get(hass).issues
        assert (await client.get(poll)).status == HTTPStatus.NOT_FOUND
        assert hub.as_dict()["subentries"] == before

    @pytest.mark.parametrize("option", ["allow", "refuse"])
    async def test_answer_to_nobody(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        client: TestClient[Any, Any],
        option: str,
    ) -> None:
        """An answer after the client has gone makes no key."""
        await self.ask(client)
        menu = await self.start_fix(hass, client)
        before = hub.as_dict()["subentries"]
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=6))
        await hass.async_block_till_done()
        assert not ir.async_get(hass).issues
        result = await self.choose(client, menu, option)
        assert result["reason"] == "request_ended"
        assert hub.as_dict()["subentries"] == before

    async def test_second_answer(
        self, hass: HomeAssistant, hub: MockConfigEntry, client: TestClient[Any, Any]
    ) -> None:
        """Of two answers the first one counts."""
        poll = await self.ask(client)
        menus = [await self.start_fix(hass, client) for _ in range(2)]
        await self.choose(client, menus[0], "allow")
        result = await self.choose(client, menus[1], "refuse")
        assert result["reason"] == "request_ended"
        assert (await client.get(poll)).status == HTTPStatus.OK

    async def test_unload(
        self, hass: HomeAssistant, hub: MockConfigEntry, client: TestClient[Any, Any]
    ) -> None:
        """A hub that is switched off lets its clients go; an open fix says so."""
        await self.ask(client)
        menu = await self.start_fix(hass, client)
        assert await hass.config_entries.async_unload(hub.entry_id)
        assert not ir.async_get(hass).issues
        result = await self.choose(client, menu, "allow")
        assert result["reason"] == "request_ended"

    async def test_removal(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        client: TestClient[Any, Any],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """A hub can be removed while a key waits for its client."""
        poll = await self.ask(client)
        await self.choose(client, await self.start_fix(hass, client), "allow")
        await hass.config_entries.async_remove(hub.entry_id)
        assert not hass.config_entries.async_entries(DOMAIN)
        assert (await client.get(poll)).status == HTTPStatus.NOT_FOUND
        assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


async def test_refused_client(
    hass: HomeAssistant, hub: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """The user reads what to do and closes it; it comes back if the client goes on."""
    assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
    client = await hass_client()
    issue_id = "slicer_key_refused_127.0.0.1"

    async def fail(times: int) -> bool:
        """Come with a wrong key; tell whether there is an issue now."""
        for _ in range(times):
            headers = {"X-Api-Key": "wrong-key"}
            answer = await client.get("/api/version", headers=headers)
            assert answer.status == HTTPStatus.FORBIDDEN
        return ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is not None

    for _ in range(2):
        assert not await fail(REFUSALS - 1)
        assert await fail(1)
        response = await client.post(
            "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue_id}
        )
        form = await response.json()
        assert form["step_id"] == "confirm"
        step = TEXTS["issues"]["slicer_key_refused"]["fix_flow"]["step"]["confirm"]
        text = step["description"].format(**form["description_placeholders"])
        assert "`127.0.0.1`" in text
        assert "`wrong-ke`" in text
        url = f"/api/repairs/issues/fix/{form['flow_id']}"
        done = await (await client.post(url, json={})).json()
        assert done["type"] == "create_entry"


class TestOwnPort:
    """Another program has the port for slicers."""

    @pytest.fixture
    async def form(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        hass_client: ClientSessionGenerator,
        settle: Settle,
        taken: socket.socket,
    ) -> str:
        """Let the port fail, and open the form; return its URL."""
        assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
        port = taken.getsockname()[1]
        options = {**hub.options, "own_port": port, "folder_routing": True}
        hass.config_entries.async_update_entry(hub, options=options)
        await settle()
        client = await hass_client()
        response = await client.post(
            "/api/repairs/issues/fix",
            json={"handler": DOMAIN, "issue_id": "own_port_failed"},
        )
        form = await response.json()
        assert form["step_id"] == "port"
        assert form["description_placeholders"]["port"] == str(port)
        words = form["description_placeholders"]["error"]
        assert words == "Address already in use"
        return f"/api/repairs/issues/fix/{form['flow_id']}"

    @pytest.fixture
    def taken(self, socket_enabled: None) -> Generator[socket.socket]:
        """Return the other program."""
        with socket.create_server(("0.0.0.0", 0)) as taken:
            yield taken

    async def fix(
        self, hass_client: ClientSessionGenerator, url: str, port: int
    ) -> Any:
        """Enter a port."""
        client = await hass_client()
        return await (await client.post(url, json={"own_port": port})).json()

    @pytest.mark.parametrize("way", ["other", "off", "same"])
    async def test_fix(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        hass_client: ClientSessionGenerator,
        settle: Settle,
        taken: socket.socket,
        form: str,
        way: str,
    ) -> None:
        """The same port is refused until it is free; all three ways end the issue."""
        data, before = hub.runtime_data, hub.options["own_port"]
        answer = await self.fix(hass_client, form, before)
        assert answer["errors"] == {"own_port": "port_taken"}
        if way == "same":
            taken.close()
        port = {"other": free_port(), "off": 0, "same": before}[way]
        answer = await self.fix(hass_client, form, port)
        assert answer["type"] == "create_entry"
        await settle()
        assert ir.async_get(hass).async_get_issue(DOMAIN, "own_port_failed") is None
        assert hub.options["own_port"] == port
        assert hub.options["folder_routing"]
        assert hub.runtime_data is data
        if port:
            with socket.create_connection(("127.0.0.1", port)):
                pass

    async def test_unloaded(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        hass_client: ClientSessionGenerator,
        form: str,
    ) -> None:
        """A hub that is switched off has no port."""
        assert await hass.config_entries.async_unload(hub.entry_id)
        answer = await self.fix(hass_client, form, 0)
        assert answer["reason"] == "not_loaded"
