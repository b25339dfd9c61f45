"""Test drivers that other integrations bring, first of all the one in the docs."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from dataclasses import dataclass, field
import hashlib
import logging
from pathlib import Path
import re
from types import ModuleType
from typing import Any, override
from unittest.mock import patch

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_integration,
    mock_platform,
)

from custom_components.printmux.jobs.models import Job, TargetState, WaitingFor
from custom_components.printmux.jobs.service import JobService
from custom_components.printmux.printers import driver as contract
from custom_components.printmux.printers.bedside import Bed
from custom_components.printmux.printers.detect import DRIVERS, identify
from custom_components.printmux.printers.driver import HostInfo, PrinterDriver
from custom_components.printmux.printers.errors import (
    HostAuthError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from custom_components.printmux.printers.moonraker import MoonrakerDriver
from custom_components.printmux.vault import async_open_vault
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.setup import async_setup_component
from tests.conftest import FakeDriver, Settle, UploadFile, printer_subentry
from tests.running import state_of

DOMAIN = "my_host"
STATUS = "sensor.delta_status"


@dataclass
class MyHost:
    """The host that the example in the docs speaks to."""

    url: str = ""
    state: dict[str, Any] = field(default_factory=lambda: {"state": "idle"})
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    orders: list[str] = field(default_factory=list)

    def app(self) -> web.Application:
        """Return its server."""
        app = web.Application()
        app.router.add_get("/info", self._info)
        app.router.add_get("/state", self._state)
        app.router.add_post("/cancel", self._cancel)
        app.router.add_put("/files/{name}", self._put)
        app.router.add_get("/files/{name}", self._file)
        app.router.add_post("/files/{name}/print", self._print)
        return app

    async def _info(self, request: web.Request) -> web.Response:
        """Say who this is, to those with the key."""
        if request.headers.get("Authorization") != "Bearer sesame":
            return web.Response(status=401)
        info = {"product": "My Host", "name": "Delta", "version": "3", "serial": "S1"}
        return web.json_response(info)

    async def _state(self, request: web.Request) -> web.Response:
        """Say how the printer is."""
        return web.json_response(self.state)

    async def _cancel(self, request: web.Request) -> web.Response:
        """End the print."""
        self.end("cancelled")
        return web.json_response({})

    async def _put(self, request: web.Request) -> web.Response:
        """Store a file."""
        name = request.match_info["name"]
        assert request.content_length is not None
        content = await request.read()
        digest = hashlib.sha256(content).hexdigest()
        self.files[name] = {"sha256": digest, "printed": False, "outcome": None}
        self.orders.append(f"store {name}")
        return web.json_response({})

    async def _file(self, request: web.Request) -> web.Response:
        """Say what is known of a file."""
        if (known := self.files.get(request.match_info["name"])) is None:
            return web.Response(status=404)
        return web.json_response(known)

    async def _print(self, request: web.Request) -> web.Response:
        """Print a file."""
        name = request.match_info["name"]
        self.files[name]["printed"] = True
        self.state = {"state": "printing", "file": name, "progress": 0.5}
        self.orders.append(f"print {name}")
        return web.json_response({})

    def end(self, outcome: str) -> None:
        """End the print."""
        self.files[self.state["file"]]["outcome"] = outcome
        self.state = {"state": "idle"}


@pytest.fixture(autouse=True)
def own_drivers() -> Generator[None]:
    """Forget the drivers that a test brings."""
    with patch.dict(DRIVERS):
        yield


@pytest.fixture
async def my_host(socket_enabled: None) -> AsyncGenerator[MyHost]:
    """Start the host."""
    host = MyHost()
    async with TestServer(host.app(), host="127.0.0.1") as server:
        host.url = str(server.make_url("/")).rstrip("/")
        yield host


@pytest.fixture
def example() -> ModuleType:
    """Return the platform that the docs show."""
    text = Path("docs/drivers.md").read_text(encoding="utf-8")
    block = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert block is not None
    module = ModuleType(f"{DOMAIN}.printmux")
    exec(compile(block[1], "docs/drivers.md", "exec"), module.__dict__)  # noqa: S102 - our own docs
    return module


@pytest.fixture
async def printers(
    hass: HomeAssistant, my_host: MyHost
) -> list[ConfigSubentryDataWithId]:
    """Return a printer that was added with the example's driver."""
    key = (await async_open_vault(hass)).encrypt("sesame")
    place = {"url": my_host.url, "api_key": key, "host_id": "S1"}
    return [printer_subentry(1, "Delta", kind=DOMAIN, **place)]


async def bring(hass: HomeAssistant, platform: Any, domain: str = DOMAIN) -> None:
    """Load an integration that has a printmux platform."""
    mock_integration(hass, MockModule(domain), built_in=False)
    mock_platform(hass, f"{domain}.printmux", platform)
    assert await async_setup_component(hass, domain, {})
    await hass.async_block_till_done()


async def until(condition: Callable[[], object]) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.005)


def module_of(*drivers: Any) -> ModuleType:
    """Return a platform with these drivers."""
    module = ModuleType("printmux")
    module.PRINTER_DRIVERS = drivers  # type: ignore[attr-defined]  # made here
    return module


async def test_print_with_a_driver_that_comes_late(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    my_host: MyHost,
    example: ModuleType,
    upload: UploadFile,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A printer waits for its driver; then a job that waited too is printed."""
    monkeypatch.setattr(contract, "BUSY_POLL_S", 0.01)
    monkeypatch.setattr(contract, "IDLE_POLL_S", 0.01)
    jobs = hub.runtime_data.jobs
    assert state_of(hass, STATUS) == "offline"
    words = "The integration that brings the driver for my_host is not loaded."
    state = hass.states.get(STATUS)
    assert state is not None
    assert state.attributes["message"] == words
    job = await upload(content=b"G28\nG1 X10\n")
    await jobs.async_dispatch(job.id, ["printer1"], start=True)
    await settle()

    def now() -> Job:
        """Return the job as it is."""
        found: Job = jobs.jobs[job.id]
        return found

    assert now().targets[0].waiting_for is WaitingFor.OFFLINE
    assert str(now().targets[0].error_message) == words
    assert not my_host.orders

    await bring(hass, example)
    await until(lambda: state_of(hass, STATUS) == "printing")
    name = now().targets[0].remote_name
    await until(lambda: now().targets[0].state is TargetState.PRINTING)
    assert my_host.orders == [f"store {name}", f"print {name}"]
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), hub.entry_id)
    assert "My Host" in {device.model for device in devices}
    my_host.end("completed")
    await until(lambda: now().targets[0].ended)
    assert now().targets[0].state is TargetState.COMPLETED
    levels = {record.levelno for record in caplog.records if "Delta" in record.message}
    assert levels <= {logging.DEBUG, logging.INFO}


async def test_driver_that_comes_while_printers_are_set_up(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    my_host: MyHost,
    example: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A printer does not keep what stood in when its driver came."""
    sync = JobService.async_sync_printer
    coming: list[asyncio.Task[None]] = []

    async def sync_meanwhile(jobs: JobService, *printer: str) -> Bed:
        """Have the driver come between a printer's start and that of the next."""
        coming.append(asyncio.create_task(bring(hass, example)))
        await until(lambda: DOMAIN in DRIVERS)
        return await sync(jobs, *printer)

    with monkeypatch.context() as patched:
        patched.setattr(JobService, "async_sync_printer", sync_meanwhile)
        await hass.config_entries.async_reload(hub.entry_id)
    await asyncio.gather(*coming)
    await until(lambda: state_of(hass, STATUS) == "idle")


async def test_identify_with_a_driver_from_outside(
    hass: HomeAssistant, hub: MockConfigEntry, my_host: MyHost, example: ModuleType
) -> None:
    """A host that only the new driver knows is known once that is there."""
    session = async_get_clientsession(hass)
    with pytest.raises(NotAPrinterHostError):
        await identify(session, my_host.url, "sesame")
    await bring(hass, example)
    info = await identify(session, my_host.url, "sesame")
    assert info == HostInfo(
        kind=DOMAIN, name="Delta", software="My Host 3", unique_id="S1"
    )
    with pytest.raises(HostAuthError):
        await identify(session, my_host.url, "wrong")


class SilentDriver(FakeDriver):
    """A driver for hosts that do not speak HTTP at all."""

    kind = "silent"

    @override
    @classmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Know one host by its port."""
        if not url.endswith(":9"):
            raise HostUnreachableError("Nobody speaks there.")
        return HostInfo(kind=cls.kind, name="Silent", software="1")


class FaultyDriver(FakeDriver):
    """A driver whose probe has a fault."""

    kind = "faulty"

    @override
    @classmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Fail as programs do."""
        raise KeyError("product")


async def test_probes_from_outside_disturb_nobody(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    my_host: MyHost,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Hosts without HTTP are asked for too; a fault is logged, and no more."""
    await bring(hass, module_of(FaultyDriver, SilentDriver))
    session = async_get_clientsession(hass)
    info = await identify(session, "http://127.0.0.1:9", None)
    assert info.name == "Silent"
    assert "The driver faulty failed" in caplog.text
    with pytest.raises(HostUnreachableError):
        await identify(session, "http://127.0.0.1:1", None)
    with pytest.raises(NotAPrinterHostError):
        await identify(session, my_host.url, None)


class Usurper(FakeDriver):
    """A driver that wants to be one of ours."""

    kind = "moonraker"


class Nameless(FakeDriver):
    """A driver with a kind that is none."""

    kind = "My Host"


class Unlabelled(FakeDriver):
    """A driver without a label."""

    kind = "unlabelled"
    label = ""


class Idler(FakeDriver):
    """A driver that prints nothing."""

    kind = "idler"
    printable = frozenset()


class Torso(PrinterDriver):
    """A driver that lacks nearly all."""

    kind = "torso"
    label = "Torso"


@pytest.mark.parametrize(
    ("driver", "words"),
    [
        (Usurper, "there is a driver for moonraker already"),
        (Nameless, "its kind 'My Host' is no lower-case word"),
        (Unlabelled, "it has no label"),
        (Idler, "its printable is no frozenset of suffixes"),
        (Torso, "it lacks cancel, delete, look"),
        ("moonraker", "it is no subclass of PrinterDriver"),
    ],
)
async def test_bad_driver(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    driver: Any,
    words: str,
) -> None:
    """A bad driver is left out with a reason; the good one beside it is taken."""
    await bring(hass, module_of(driver, FaultyDriver))
    faults = [item.message for item in caplog.records if item.levelname == "ERROR"]
    (fault,) = faults
    assert f"of {DOMAIN}: {words}" in fault
    assert DRIVERS["moonraker"] is MoonrakerDriver
    assert DRIVERS["faulty"] is FaultyDriver


async def test_bad_platform(
    hass: HomeAssistant, hub: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """A platform without drivers is told apart, and does no harm."""
    before = dict(DRIVERS)
    await bring(hass, ModuleType("printmux"))
    assert f"The printmux platform of {DOMAIN} has no list PRINTER_DRIVERS" in (
        caplog.text
    )
    assert before == DRIVERS
    assert hub.runtime_data.printers["printer1"].data is not None
