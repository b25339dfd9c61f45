"""Part 4.2: who may do what, and what the others hear."""

import asyncio
from ipaddress import ip_network
import json
import logging
from pathlib import Path
import re
from typing import Any

from aiohttp import ClientSession
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.diagnostics import async_get_config_entry_diagnostics
from custom_components.printmux.jobs.settings import Settings
from custom_components.printmux.slicer.keys import digest_key
from custom_components.printmux.slicer.views import ROUTES
from homeassistant.components.http.ban import IP_BANS_FILE, KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.components.persistent_notification import DOMAIN as NOTIFICATIONS
from homeassistant.const import MATCH_ALL
from homeassistant.core import Event, HomeAssistant, callback
from tests.conftest import Settle
from tests.slicer.appkey_client import issues, opened, poll, waiting
from tests.slicer.conftest import Advance, Hub
from tests.slicer.wire import (
    BOUNDARY,
    FILE,
    closing,
    file_part,
    prusa_form,
    read_answer,
    text_part,
)

from .conftest import Base, ask_all

OCTOPRINT = ("/api/version", "/api/server")
MOONRAKER = ("/server/info", "/printer/info", "/server/files/roots")
UPLOADS = (("/api/files/local", 403), ("/server/files/upload", 401))
WRONG = "wrong-key-of-a-slicer"
NO_KEYS = (None, "", WRONG, "88888888", "schl\u00fcssel")
NETWORKS = (ip_network("127.0.0.0/8"),)


@pytest.mark.parametrize("key", NO_KEYS)
async def test_without_a_key_both_dialects_refuse_with_a_sentence(
    base: Base, key: str | None
) -> None:
    """22, 23: The sentence says what to do, in the body and in the reason."""
    for path in OCTOPRINT:
        answer = await base.ask("GET", path, X_Api_Key=key)
        assert answer.status == 403
        assert answer.json == {"error": answer.reason}
        assert "slicer key" in answer.reason
    for path in MOONRAKER:
        answer = await base.ask("GET", path, X_Api_Key=key)
        assert answer.status == 401
        error = {"code": 401, "message": answer.reason, "traceback": ""}
        assert answer.json == {"error": error}
        assert "slicer key" in answer.reason


@pytest.mark.parametrize(
    "http_config", [{"ip_ban_enabled": True, "login_attempts_threshold": 1}], ids=[""]
)
async def test_thousand_wrong_keys_neither_ban_the_pc_nor_fail_a_login(
    hass: HomeAssistant, base: Base, caplog: pytest.LogCaptureFixture
) -> None:
    """23: A slicer with an old key must not lock its PC out of Home Assistant."""
    caplog.set_level(logging.DEBUG, "homeassistant")
    caplog.set_level(logging.DEBUG, "custom_components")
    assert hass.http.app[KEY_FAILED_LOGIN_ATTEMPTS] == {}
    paths = (MOONRAKER[0], OCTOPRINT[0]) * 500
    wrong = {"X-Api-Key": WRONG}
    statuses = [
        answer.status
        async for answer in ask_all(
            base, (base.head("GET", path, wrong) for path in paths)
        )
    ]
    assert statuses == [401, 403] * 500
    assert (await base.ask("GET", "/api/version")).status == 200
    assert hass.http.app[KEY_FAILED_LOGIN_ATTEMPTS] == {}
    assert not Path(hass.config.path(IP_BANS_FILE)).exists()
    assert not hass.data.get(NOTIFICATIONS)
    assert "invalid authentication" not in caplog.text
    assert WRONG not in caplog.text
    assert base.key not in caplog.text


async def test_wrong_key_is_401_on_settings(base: Base) -> None:
    """24: Cura's test of a key takes nothing but 401 for a wrong one."""
    assert (await base.ask("GET", "/api/settings")).status == 200
    for key in NO_KEYS:
        answer = await base.ask("GET", "/api/settings", X_Api_Key=key)
        assert answer.status == 401
        assert answer.json == {"error": answer.reason}


@pytest.mark.parametrize("key", [None, WRONG])
async def test_upload_without_a_right_key_is_refused_before_its_body(
    base: Base, hub: Hub, key: str | None
) -> None:
    """25: PrusaSlicer waits for the answer, OrcaSlicer is read out; nothing is kept."""
    body = prusa_form(content=b"G1 X1\n" * 2**20)
    for path, status in UPLOADS:
        headers = {
            "X-Api-Key": key,
            "Expect": "100-continue",
            "Content-Length": str(len(body)),
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        reader, writer = await asyncio.open_connection("127.0.0.1", base.port)
        writer.write(base.head("POST", path, headers))
        waited = await read_answer(reader, without_body=False)
        writer.close()
        # All of it is written before the answer is read: a reset would show.
        sent = await base.upload(body, path, X_Api_Key=key)
        for answer in (waited, sent):
            assert answer.status == status
            assert "slicer key" in answer.reason
            assert answer.headers["connection"] == "close"
    hub.assert_nothing_kept()


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {"X_Api_Key": "  {key} "}),
        ("", {"X_Api_Key": None, "Authorization": "Bearer {key}"}),
        ("", {"X_Api_Key": "", "Authorization": "bearer {key}"}),
        ("?apikey={key}", {"X_Api_Key": None}),
        ("?apikey={key}", {"X_Api_Key": "88888888"}),
    ],
)
async def test_key_is_taken_from_header_bearer_and_query(
    base: Base, query: str, headers: dict[str, str | None]
) -> None:
    """26: On every path: real Moonraker takes the header only, here design.md rules."""
    filled = {
        name: value.format(key=base.key) if value else value
        for name, value in headers.items()
    }
    for path in (*OCTOPRINT, *MOONRAKER):
        way = path + query.format(key=base.key)
        assert (await base.ask("GET", way, None, **filled)).status == 200


async def test_access_info_is_open_and_says_whether_to_log_in(base: Base) -> None:
    """30: Anyone may ask how to log in."""
    for key in (base.key, None, "", "88888888"):
        answer = await base.ask("GET", "/access/info", X_Api_Key=key)
        assert answer.status == 200
        assert answer.json["software"] == "PrintMux"
        assert answer.json["result"]["login_required"] is False
        assert isinstance(answer.json["result"]["trusted"], bool)


async def test_oneshot_token_opens_one_request_within_five_seconds(
    base: Base, advance: Advance
) -> None:
    """31: On any path; the second use is refused, as is a late first one."""
    for path, status in (("/server/info", 401), ("/api/version", 403)):
        for seconds, first in ((4.9, 200), (5.1, status)):
            made = await base.ask("GET", "/access/oneshot_token")
            token = made.json["result"]
            assert re.fullmatch("[A-Z2-7]{32}", token)
            await advance(seconds)
            for expected in (first, status):
                answer = await base.ask("GET", f"{path}?token={token}", X_Api_Key=None)
                assert answer.status == expected


async def test_api_key_is_told_to_nobody(base: Base) -> None:
    """32: Nor to those who have one: only its digest is known here."""
    for method in ("GET", "POST"):
        for key, status in ((None, 401), (WRONG, 401), (base.key, 403)):
            answer = await base.ask(method, "/access/api_key", X_Api_Key=key)
            assert answer.status == status
            assert answer.json["error"]["code"] == status
            for secret in (base.key, digest_key(base.key)):
                assert secret.encode() not in answer.body


async def test_no_refusal_asks_for_a_password(base: Base) -> None:
    """33: Qt would open a dialog; each route that needs a key is tried without one."""
    rows = [
        (method, re.sub(r"\{[^}]*\}", "x", row.path), row.needs_key, key)
        for row in ROUTES
        for method in row.methods
        for key in (None, WRONG)
    ]
    requests = (base.head(way, path, {"X-Api-Key": key}) for way, path, _, key in rows)
    answers = [answer async for answer in ask_all(base, requests)]
    for (_, path, needs_key, _), answer in zip(rows, answers, strict=True):
        assert "www-authenticate" not in answer.headers
        if needs_key:
            moonraker = path.startswith(("/server", "/printer", "/access", "/machine"))
            assert answer.status == (401 if moonraker else 403), path


@pytest.mark.parametrize(
    "settings",
    [Settings(keyless_networks=NETWORKS, auto_print=True)],
    ids=["trusted network"],
)
@pytest.mark.parametrize("key", [None, "", " ", "88888888"])
async def test_trusted_network_tests_and_uploads_without_a_key(
    hass: HomeAssistant, base: Base, hub: Hub, key: str | None
) -> None:
    """34: SuperSlicer's Klipper has no field for one; such a job waits for a human."""
    for path in (*OCTOPRINT, *MOONRAKER):
        assert (await base.ask("GET", path, X_Api_Key=key)).status == 200
    wishes = text_part("select", "true") + text_part("print", "true")
    form = wishes + file_part("plain.gcode") + closing()
    for path, _ in UPLOADS:
        answer = await base.upload(form, path, X_Api_Key=key)
        assert answer.status == 201
        started = answer.json.get("effectivePrint", answer.json.get("print_started"))
        assert started is False
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(hub.jobs.jobs) == len(UPLOADS)
    for job in hub.jobs.jobs.values():
        assert hub.content(job) == FILE
        assert job.key_id is None
        assert job.start_requested is False
        assert job.state == "awaiting_selection"


class TestNoKeyIsTold:
    """Everything that a key is used for, and everything that tells of it."""

    @pytest.fixture
    def told(self, hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> list[str]:
        """Return what the event bus carries; everything is logged too."""
        # As Home Assistant has it: its own log of requests names their URLs.
        caplog.set_level(logging.WARNING, "aiohttp.access")
        caplog.set_level(logging.DEBUG)
        events: list[str] = []

        @callback
        def note(event: Event) -> None:
            """Note an event."""
            events.append(json.dumps(event.as_dict(), default=repr))

        hass.bus.async_listen(MATCH_ALL, note)
        return events

    async def test_no_key_is_in_logs_events_states_and_diagnostics(
        self,
        hass: HomeAssistant,
        told: list[str],
        house: Base,
        entry: MockConfigEntry,
        settle: Settle,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """35: Neither a right key nor a wrong one, however it was sent."""
        app_key = await self._get_app_key(hass, house)
        for key in (house.key, WRONG, app_key):
            await self._use(house, key)
        await settle()
        diagnostics = await async_get_config_entry_diagnostics(hass, entry)
        states = [state.as_dict() for state in hass.states.async_all()]
        (issue,) = issues(hass)
        assert issue.translation_key == "slicer_key_refused"
        texts = {
            "log": caplog.text,
            "events": "\n".join(told),
            "diagnostics": json.dumps(diagnostics, default=repr),
            "others": repr((issue, states, hass.data[NOTIFICATIONS])),
            "entry": repr(entry.as_dict()),
        }
        for place, text in texts.items():
            assert text, place
            for key in (house.key, WRONG, app_key):
                assert key not in text, place
        # These are no keys, but an attacker could look for keys with them.
        for place in ("log", "events", "diagnostics", "others"):
            assert digest_key(house.key) not in texts[place], place

    async def _get_app_key(self, hass: HomeAssistant, house: Base) -> str:
        """Get a key as Cura does, the user allowing it."""
        token = await opened(house)
        desk, request = waiting(hass)
        desk.async_allow(request)
        key: str = (await poll(house, token)).json["api_key"]
        return key

    async def _use(self, house: Base, key: str) -> None:
        """Present a key in every way, and have things fail with it."""
        nothing: dict[str, Any] = {"X_Api_Key": None}
        for path in ("/api/version", "/server/info", "/api/settings", "/server/zzz"):
            await house.ask("GET", path, X_Api_Key=key)
            await house.ask("GET", path, Authorization=f"Bearer {key}", **nothing)
            await house.ask("GET", f"{path}?apikey={key}", **nothing)
            await house.ask("GET", f"{path}?token={key}", **nothing)
        for upload, _ in UPLOADS:
            await house.upload(prusa_form(), f"{upload}?apikey={key}", **nothing)
            await house.upload(b"no form", upload, X_Api_Key=key)
        identify = {
            "jsonrpc": "2.0",
            "method": "server.connection.identify",
            "params": {
                "client_name": "x",
                "version": "1",
                "type": "other",
                "url": "http://x",
                "api_key": key,
            },
            "id": 1,
        }
        async with (
            ClientSession() as session,
            session.ws_connect(f"{house.url}/websocket?apikey={key}") as socket,
        ):
            await socket.send_json(identify)
            assert (await socket.receive_json())["id"] == 1
            await socket.send_str(f"no JSON {key}")
            await socket.receive_json()
