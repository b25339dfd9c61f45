"""Part 4.5: a day with Cura and its OctoPrint plugin."""

import asyncio
from collections.abc import Iterable
from contextlib import aclosing
from dataclasses import replace
import gc
import json
import logging
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_recorder_block_till_done,
)
from yarl import URL

from custom_components.printmux.jobs.models import JobEvent
from custom_components.printmux.printers.driver import PrinterState, PrinterStatus
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.db_schema import Events, States, Statistics
from homeassistant.components.recorder.util import session_scope
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from tests.conftest import OFFLINE, FakeHost
from tests.slicer.appkey_client import (
    PROBE,
    REQUEST,
    ask,
    issues,
    notices,
    opened,
    poll,
    titles,
    waiting,
)
from tests.slicer.conftest import Hub
from tests.slicer.wire import Answer

from .conftest import Base, ask_all

HEADERS: dict[str, str] = {
    "User-Agent": "Ultimaker Cura/5.11.0 OctoPrintPlugin/3.7.3",
    "Content-Type": "application/json",
}
BURST = ("printer", "job", "settings", "version", "printerprofiles")
POLLS = ("/api/printer", "/api/job")
FLAGS = (
    *("error", "closedOrError", "paused", "pausing"),
    *("printing", "cancelling", "ready", "operational"),
)
BUSY = PrinterStatus(state=PrinterState.PRINTING, file="other.gcode", progress=0.5)


@pytest.fixture
def cura(base: Base) -> Base:
    """Send what Cura sends with every request."""
    return replace(base, headers=HEADERS)


async def get(cura: Base, name: str) -> dict[str, Any]:
    """Return what an endpoint of OctoPrint answers."""
    answer = await cura.ask("GET", f"/api/{name}")
    assert answer.status == 200
    found: dict[str, Any] = answer.json
    return found


def assert_ready(printer: dict[str, Any]) -> None:
    """Check that a printer can print, and does nothing else."""
    flags = printer["state"]["flags"]
    assert {name: flags[name] for name in FLAGS} == {
        name: name in ("ready", "operational") for name in FLAGS
    }
    assert all(isinstance(flag, bool) for flag in flags.values())


async def test_connecting_is_answered_at_once_with_all_that_cura_reads(
    cura: Base,
) -> None:
    """91: Six requests at once; a missing key would be an exception in Cura."""
    async with asyncio.timeout(60):
        *answers, login = await asyncio.gather(
            *(cura.ask("GET", f"/api/{name}") for name in BURST),
            cura.ask("POST", "/api/login", b'{"passive":true}'),
        )
    assert [answer.status for answer in (*answers, login)] == [200] * 6
    printer, job, settings, version, profiles = (answer.json for answer in answers)
    for part in ("tool0", "bed"):
        assert {"actual", "target"} <= set(printer["temperature"][part])
    assert isinstance(job["state"], str)
    assert {"streamUrl", "flipH", "flipV", "rotate90"} <= set(settings["webcam"])
    assert isinstance(settings["plugins"], dict)
    assert version["server"]
    assert login.json["name"]
    (profile,) = profiles["profiles"].values()
    assert profile["current"] is True
    assert profile["name"]
    assert profile["model"]
    assert all(profile["axes"][axis]["speed"] > 0 for axis in "xyze")


async def test_printer_has_all_flags_and_is_operational_and_ready(cura: Base) -> None:
    """92: As long as it is, Cura asks its user nothing before an upload."""
    printer = await get(cura, "printer")
    assert_ready(printer)
    assert len(printer["state"]["flags"]) == 11
    assert printer["state"]["text"] == "Operational"
    assert printer["state"]["error"] == ""
    # Cura shows a target of null as -1 degrees.
    for part in ("bed", "tool0"):
        assert printer["temperature"][part] == {"actual": 0, "offset": 0, "target": 0}
    some = await get(cura, "printer?exclude=temperature,sd,x")
    assert list(some) == ["state"]


class TestRealPrinters:
    """What the printers behind PrintMux do is not shown to slicers."""

    @pytest.fixture(params=[OFFLINE, BUSY], ids=["off", "busy"])
    def status(
        self, request: pytest.FixtureRequest, hosts: dict[str, FakeHost]
    ) -> PrinterStatus:
        """Have all printers in a state before they are looked at."""
        status: PrinterStatus = request.param
        for number in (1, 2):
            hosts[f"http://printer{number}.local"] = FakeHost(status)
        return status

    async def test_printer_is_ready_when_no_real_one_is(
        self, hass: HomeAssistant, status: PrinterStatus, house: Base
    ) -> None:
        """92: An upload waits for its printer, its sender does not."""
        for name in ("alpha", "beta"):
            state = hass.states.get(f"sensor.{name}_status")
            assert state is not None
            assert state.state == status.state
        cura = replace(house, headers=HEADERS)
        assert_ready(await get(cura, "printer"))
        assert (await get(cura, "job"))["state"] == "Operational"


async def test_job_is_operational_and_has_all_that_cura_shows(cura: Base) -> None:
    """93: Nothing is printed: all is null, but it is all there."""
    answer = await get(cura, "job")
    assert answer["state"] == "Operational"
    assert {"printTime", "printTimeLeft", "completion"} <= set(answer["progress"])
    assert set(answer["progress"].values()) == {None}
    assert set(answer["job"]["file"].values()) == {None}
    assert "name" in answer["job"]["file"]
    assert answer["job"]["filament"] == {"length": None, "volume": None}


class TestDayOfPolling:
    """Five Curas that are left running."""

    @pytest.fixture
    def printers(self) -> list[ConfigSubentryDataWithId]:
        """Have no printers: they would be followed meanwhile."""
        return []

    @pytest.fixture
    async def mock_recorder_before_hass(self, async_test_recorder: object) -> None:
        """Have the recorder ready before Home Assistant is."""

    async def test_polling_grows_nothing(
        self,
        hass: HomeAssistant,
        recorder_mock: Recorder,
        house: Base,
        entry: MockConfigEntry,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """94: Thousands of polls for the day's 432,000: memory, log, rows, states."""
        events: list[JobEvent] = []
        entry.runtime_data.jobs.async_subscribe(events.append)
        # Kept records of requests would be objects.
        caplog.set_level(logging.WARNING, "aiohttp.access")
        caplog.set_level(logging.DEBUG, "custom_components.printmux")
        cura = replace(house, headers=HEADERS)
        await self._poll(cura, 20)
        states = hass.states.async_all()
        rows = await self._rows(hass)
        assert all(rows[:2])
        caplog.clear()
        # Something else may grow once; what polls leave behind grows every time.
        growths = [await self._growth(cura) for _ in range(2)]
        assert events == []
        assert hass.states.async_all() == states
        assert await self._rows(hass) == rows
        assert not [record for record in caplog.records if "printmux" in record.name]
        # One object for each poll would be a thousand.
        assert min(growths) < 500

    async def _growth(self, cura: Base) -> int:
        """Return how many objects a thousand polls leave behind."""
        before = self._objects()
        await self._poll(cura, 100)
        return self._objects() - before

    async def _poll(self, cura: Base, times: int) -> None:
        """Have five clients poll."""

        async def poll_on() -> None:
            """Poll on a connection that is kept."""
            heads = (cura.head("GET", path, {}) for path in POLLS * times)
            async with aclosing(ask_all(cura, heads)) as answers:
                assert {answer.status async for answer in answers} == {200}

        await asyncio.gather(*(poll_on() for _ in range(5)))

    async def _rows(self, hass: HomeAssistant) -> list[int]:
        """Return how much Home Assistant has recorded."""
        await hass.async_block_till_done()
        await async_recorder_block_till_done(hass)

        def count(tables: Iterable[Any]) -> list[int]:
            """Count rows."""
            with session_scope(hass=hass, read_only=True) as session:
                return [session.query(table).count() for table in tables]

        tables = (Events, States, Statistics)
        return await get_instance(hass).async_add_executor_job(count, tables)

    def _objects(self) -> int:
        """Return how many objects are alive."""
        gc.collect()
        return len(gc.get_objects())


async def test_settings_have_no_sd_card_no_ufp_and_no_wait_for_analysis(
    cura: Base,
) -> None:
    """95: Each of these would change what Cura uploads, or when."""
    settings = await get(cura, "settings")
    assert settings["feature"]["sdSupport"] is False
    assert "UltimakerFormatPackage" not in settings["plugins"]
    assert settings["gcodeAnalysis"]["runAt"] != "idle"
    assert settings["webcam"]["webcamEnabled"] is False
    assert "key" not in settings["api"]


def assert_nobody_is_asked(hass: HomeAssistant) -> None:
    """Check that no request waits for the user."""
    assert not issues(hass)
    assert not notices(hass)


async def test_app_key_is_probed_requested_polled_and_accepted(
    hass: HomeAssistant, base: Base, hub: Hub
) -> None:
    """97: The key is told once and works; the client polls where it asked."""
    probe = await base.ask("GET", PROBE, X_Api_Key=None)
    assert (probe.status, probe.body) == (204, b"")
    asked = await ask(base)
    assert asked.status == 201
    token = asked.json["app_token"]
    assert asked.headers["location"] == f"{base.url}{REQUEST}/{token}"
    for _ in range(2):
        pending = await poll(base, token)
        assert pending.status == 202
        assert pending.json == {"message": "Awaiting decision"}
    desk, request = waiting(hass)
    desk.async_allow(request)
    assert_nobody_is_asked(hass)
    granted = await poll(base, token)
    assert granted.status == 200
    key = granted.json["api_key"]
    assert (await poll(base, token)).status == 404
    for path in ("/api/settings", "/api/version", "/server/info"):
        assert (await base.ask("GET", path, X_Api_Key=key)).status == 200
    assert titles(hub) == ["Cura"]
    assert key not in str(hub.entry.as_dict())
    assert key not in repr(request)


async def test_app_key_that_is_denied_or_unknown_is_not_found(
    hass: HomeAssistant, base: Base, hub: Hub
) -> None:
    """97: Nothing is left of a denied request, and guessing gets nowhere."""
    token = await opened(base)
    for guess in ("NOPE", "%00", "%C3%BC"):
        assert (await poll(base, guess)).status == 404
    desk, request = waiting(hass)
    desk.async_refuse(request)
    answer: Answer = await poll(base, token)
    assert answer.status == 404
    assert answer.json == {"error": answer.reason}
    assert_nobody_is_asked(hass)
    assert titles(hub) == []


async def test_app_key_dialog_is_home_assistants_page_of_repairs(
    hass: HomeAssistant, base: Base, place: str
) -> None:
    """98: On the host that was called, at the port where Home Assistant is."""
    asked = await ask(base)
    assert list(asked.json) == ["app_token", "auth_dialog"]
    port = hass.http.server_port if place == "own" else base.port
    dialog = f"http://127.0.0.1:{port}/config/repairs"
    assert asked.json["auth_dialog"] == dialog
    (issue,) = issues(hass)
    (notice,) = notices(hass)
    assert issue.is_fixable
    assert f"({URL(dialog).path})" in notice["message"]
    token = asked.json["app_token"]
    assert token not in json.dumps(notice, default=str)
