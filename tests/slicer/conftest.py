"""A hub on a real database and disk, behind Home Assistant's own web server."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, web
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_config_flow,
    mock_integration,
    mock_platform,
)

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.db.engine import Database, sqlite_url
from custom_components.printmux.jobs.models import Job
from custom_components.printmux.jobs.router import Guide
from custom_components.printmux.jobs.service import JobService
from custom_components.printmux.jobs.settings import Settings
from custom_components.printmux.jobs.store import FileStore, file_id
from custom_components.printmux.slicer.keys import make_key
from custom_components.printmux.slicer.own_port import OwnPort
from custom_components.printmux.slicer.views import async_register_views
from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .wire import Wire, free_port

type Connect = Callable[..., Awaitable[ClientWebSocketResponse]]


@dataclass
class Hub:
    """The loaded entry's parts, and the keys that were made for it."""

    entry: MockConfigEntry
    store: FileStore
    database: Database
    jobs: JobService
    keys: list[str] = field(default_factory=list)

    @property
    def job(self) -> Job:
        """Return the only job."""
        (job,) = self.jobs.jobs.values()
        return job

    def content(self, job: Job) -> bytes:
        """Return the stored bytes of a job."""
        return self.store.path(file_id(job.sha256, job.extension)).read_bytes()

    def assert_nothing_kept(self) -> None:
        """Check that no upload has left anything behind."""
        assert list(self.store.incoming.iterdir()) == []
        assert [path for path in self.store.files.rglob("*") if path.is_file()] == []
        assert not self.jobs.jobs


def key_subentry(key: str, digest: str, **data: object) -> ConfigSubentryData:
    """Return a slicer key as the config entry holds it."""
    return ConfigSubentryData(
        data={"digest": digest, "prefix": key[:8], **data},
        subentry_type="slicer_key",
        title=key[:4],
        unique_id=digest,
    )


@pytest.fixture
def settings() -> Settings:
    """Return limits that a test can reach."""
    return Settings(max_upload_bytes=8 * 1024**2)


@pytest.fixture
def http_config() -> dict[str, object]:
    """Return how Home Assistant's web server is configured."""
    return {}


@pytest.fixture
async def hub(
    hass: HomeAssistant,
    tmp_path: Path,
    settings: Settings,
    http_config: dict[str, object],
    socket_enabled: None,
) -> AsyncGenerator[Hub]:
    """Set up a hub with two slicer keys and one that has expired."""
    made = [make_key() for _ in range(3)]
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="PrintMux",
        subentries_data=[
            key_subentry(made[0].key, made[0].digest),
            key_subentry(made[1].key, made[1].digest, expires_at="2999-01-01T00:00:00"),
            key_subentry(made[2].key, made[2].digest, expires_at="2020-01-01T00:00:00"),
        ],
    )
    store = FileStore(tmp_path)
    store.root.mkdir()
    database = Database(sqlite_url(store.root / "printmux.db"))
    await database.async_open()
    guide = Guide(lambda _: None, list)
    jobs = JobService(hass, store, database, {}, settings, guide)
    await jobs.async_start()
    keys = [new.key for new in made]
    built = Hub(entry, store, database, jobs, keys)
    assert await async_setup_component(hass, "http", {"http": http_config})
    _mock_integration(hass, SimpleNamespace(jobs=jobs, store=store, settings=settings))
    entry.add_to_hass(hass)
    with mock_config_flow(DOMAIN, ConfigFlow):
        assert await hass.config_entries.async_setup(entry.entry_id)
        yield built
    await hass.async_block_till_done(wait_background_tasks=True)
    await jobs.async_stop()
    await database.async_close()


def _mock_integration(hass: HomeAssistant, data: SimpleNamespace) -> None:
    """Stand in for the parts of the integration that are not under test."""

    async def async_setup(hass: HomeAssistant, config: object) -> bool:
        async_register_views(hass)
        return True

    async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        entry.runtime_data = data
        return True

    async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        return True

    module = MockModule(
        DOMAIN,
        async_setup=async_setup,
        async_setup_entry=async_setup_entry,
        async_unload_entry=async_unload_entry,
        partial_manifest={"version": "1.2.3"},
    )
    # Its texts are the real ones.
    files = {"translations"}
    mock_integration(hass, module, built_in=False, top_level_files=files)
    mock_platform(hass, f"{DOMAIN}.config_flow", None)


@asynccontextmanager
async def serve(hass: HomeAssistant) -> AsyncGenerator[int]:
    """Serve Home Assistant's web application as Home Assistant does, on this port."""
    runner = web.AppRunner(hass.http.app, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield runner.addresses[0][1]
    await runner.cleanup()


@pytest.fixture
async def wire(hass: HomeAssistant, hub: Hub) -> AsyncGenerator[Wire]:
    """Return the way to Home Assistant's port."""
    async with serve(hass) as port:
        yield Wire(port, hub.keys[0])


type Advance = Callable[[float], Awaitable[None]]


@pytest.fixture
def advance(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> Advance:
    """Return what turns the loop's clock forward, so that its timers run."""
    real = hass.loop.time
    ahead = 0.0
    monkeypatch.setattr(hass.loop, "time", lambda: real() + ahead)

    async def turn(seconds: float) -> None:
        """Turn it."""
        nonlocal ahead
        ahead += seconds
        for _ in range(3):
            await asyncio.sleep(0)

    return turn


@pytest.fixture
async def own_port(hass: HomeAssistant, hub: Hub) -> AsyncGenerator[OwnPort]:
    """Return the own port, still closed."""
    own_port = OwnPort(hass)
    yield own_port
    await own_port.async_close()


@pytest.fixture
async def own(own_port: OwnPort, hub: Hub) -> Wire:
    """Return the way to the own port."""
    port = free_port()
    await own_port.async_apply(port)
    return Wire(port, hub.keys[0])


@pytest.fixture
async def connect(hass: HomeAssistant, wire: Wire) -> AsyncGenerator[Connect]:
    """Return how a client opens a websocket, with the wire's key unless told else."""
    opened: list[ClientWebSocketResponse] = []
    async with ClientSession() as session:

        async def connect(
            path: str = "/websocket", key: str | None = ""
        ) -> ClientWebSocketResponse:
            headers = {} if key is None else {"X-Api-Key": key or wire.key}
            url = f"http://127.0.0.1:{wire.port}{path}"
            opened.append(await session.ws_connect(url, headers=headers))
            return opened[-1]

        yield connect
        for socket in opened:
            await socket.close()


async def ask(socket: ClientWebSocketResponse, method: str, **params: Any) -> Any:
    """Call a method and return the whole answer."""
    message = {"jsonrpc": "2.0", "method": method, "params": params, "id": 1}
    await socket.send_json(message)
    return await socket.receive_json(timeout=60)
