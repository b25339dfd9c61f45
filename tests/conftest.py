"""A hub in Home Assistant, with printers that do as they are told."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass, field
from functools import partial
import hashlib
import logging
import time
from typing import Any, ClassVar, Protocol, override
from unittest.mock import AsyncMock, patch

import aiohttp
from aiohttp import web_app
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.const import (
    CONF_DIGEST,
    CONF_HOST_ID,
    CONF_KIND,
    CONF_PREFIX,
    CONF_SOFTWARE,
    CONF_TAGS,
    CONF_VERIFY_SSL,
    DOMAIN,
    SUBENTRY_PRINTER,
    SUBENTRY_SLICER_KEY,
)
from custom_components.printmux.jobs.models import Job, JobState, Upload
from custom_components.printmux.printers.detect import DRIVERS
from custom_components.printmux.printers.driver import (
    Command,
    Heater,
    HostInfo,
    Outcome,
    PastPrint,
    Picture,
    PrinterDetails,
    PrinterDriver,
    PrinterState,
    PrinterStatus,
    ProgressCallback,
    SourceFile,
    StatusCallback,
)
from custom_components.printmux.slicer.keys import digest_key
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant

from .texts import check_texts

# The test plugin has every statement logged: much to read, slow, and never helpful.
logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)

KIND = "fake"
FULL_KIND = "full"
SLICER_KEY = "k" * 43
KEY_ID = "slicerkey0"
# How often a test asks whether a file has been looked into.
MOST_LOOKS = 200
IDLE = PrinterStatus(
    state=PrinterState.IDLE,
    ready=True,
    nozzles=(Heater(21.04, 0.0),),
    bed=Heater(20.5, 0.0),
)
OFFLINE = PrinterStatus(state=PrinterState.OFFLINE, message="Nobody answers")


@dataclass
class FakeHost:
    """A printer host as it is, whoever asks; followers hear of each change.

    `fault` is raised to whoever looks or follows, from its next change on.
    """

    status: PrinterStatus = IDLE
    fault: Exception | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    files: dict[str, bytes] = field(default_factory=dict)
    prints: dict[str, PastPrint] = field(default_factory=dict)
    looks: int = 0
    keys: set[str | None] = field(default_factory=set)
    details: PrinterDetails = field(default_factory=PrinterDetails)
    pictures: dict[str, Picture] = field(default_factory=dict)
    orders: list[tuple[str, float | None]] = field(default_factory=list)
    refusal: Exception | None = None
    # Who it is, or what comes of asking.
    identity: str | Exception | None = None
    name: str = "Gamma"

    def __setattr__(self, name: str, value: Any) -> None:
        """Tell of a change."""
        super().__setattr__(name, value)
        if name in ("status", "fault") and "changed" in self.__dict__:
            self.changed.set()
            self.changed = asyncio.Event()

    def finish(self, outcome: Outcome = Outcome.COMPLETED) -> None:
        """End the print."""
        assert self.status.file is not None
        self.prints[self.status.file] = PastPrint(
            outcome=outcome, print_s=3600, filament_mm=1500
        )
        self.status = IDLE


class FakeDriver(PrinterDriver):
    """A driver for hosts in memory, one for each address."""

    kind = KIND
    label = "Fake"
    printable: ClassVar[frozenset[str]] = frozenset({".gcode"})
    hosts: ClassVar[dict[str, FakeHost]] = {}

    def __init__(
        self, session: aiohttp.ClientSession, url: str, api_key: str | None = None
    ) -> None:
        """Find the host."""
        super().__init__(session, url, api_key)
        self.host = self.hosts.setdefault(url, FakeHost())

    @override
    @classmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Return who it is, for all kinds of host: `identify` is replaced too."""
        return HostInfo(kind=cls.kind, name=cls.hosts[url].name, software="Fake 2.0")

    @override
    async def identity(self) -> str | None:
        """Return who it is."""
        if isinstance(self.host.identity, Exception):
            raise self.host.identity
        return self.host.identity

    @override
    async def look(self) -> PrinterStatus:
        """Return the status that the test has set."""
        self.host.looks += 1
        self.host.keys.add(self.api_key)
        if self.host.fault:
            raise self.host.fault
        return self.host.status

    @override
    async def follow(self, report: StatusCallback) -> None:
        """Report each status that the test sets."""
        while True:
            report(await self.look())
            await self.host.changed.wait()

    @override
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """Keep the bytes."""
        self.host.files[name] = source.path.read_bytes()
        progress(source.size)
        return name

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Compare the bytes."""
        content = self.host.files.get(name, b"")
        return hashlib.sha256(content).hexdigest() == source.sha256

    @override
    async def start(self, name: str) -> None:
        """Print."""
        self.host.prints[name] = PastPrint(outcome=None)
        self.host.status = PrinterStatus(
            state=PrinterState.PRINTING, file=name, progress=0.25, remaining_s=600
        )

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Return the record of a file."""
        return self.host.prints.get(name)

    @override
    async def cancel(self) -> None:
        """Stop the print."""
        self.host.finish(Outcome.CANCELLED)

    @override
    async def delete(self, name: str) -> None:
        """Drop a file."""
        self.host.files.pop(name, None)


class FullDriver(FakeDriver):
    """A driver for hosts that can do all there is; `refusal` is what they answer."""

    kind = FULL_KIND
    commands: ClassVar[frozenset[Command]] = frozenset(Command)
    sets_targets = True

    @override
    async def details(self) -> PrinterDetails:
        """Return what the test has set."""
        return self.host.details

    @override
    async def picture(self, file: str) -> Picture | None:
        """Return what the test has set."""
        if self.host.refusal:
            raise self.host.refusal
        return self.host.pictures.get(file)

    @override
    async def command(self, command: Command) -> None:
        """Note the order, or refuse it."""
        self._order(command, None)

    @override
    async def set_target(self, heater: str, celsius: float) -> None:
        """Note the order, or refuse it."""
        self._order(heater, celsius)

    def _order(self, what: str, value: float | None) -> None:
        """Note an order, or refuse it."""
        if self.host.refusal:
            raise self.host.refusal
        self.host.orders.append((what, value))


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Give each test a folder of its own."""
    return hass_tmp_config_dir


@pytest.fixture(autouse=True)
def forget_servers() -> Generator[None]:
    """Free the web servers of a test, with all that hangs on them."""
    yield
    # aiohttp remembers the last thousand: 2 MB each, and slow to go through.
    web_app._cached_build_middleware.cache_clear()  # noqa: SLF001 - no other way


@pytest.fixture(autouse=True)
def with_texts(request: pytest.FixtureRequest) -> Generator[None]:
    """Check the texts of whatever a test with Home Assistant comes across."""
    if "hass" not in request.fixturenames:
        yield
        return
    if "hosts" in request.fixturenames:
        # Before Home Assistant, so that the hosts are there until it has stopped.
        request.getfixturevalue("hosts")
    request.getfixturevalue("enable_custom_integrations")
    with check_texts():
        yield


@pytest.fixture
def hosts() -> Generator[dict[str, FakeHost]]:
    """Return the hosts by their address; the first look at one makes it."""
    with (
        patch.dict(DRIVERS, {KIND: FakeDriver, FULL_KIND: FullDriver}),
        patch.object(FakeDriver, "hosts", {}),
    ):
        yield FakeDriver.hosts


@pytest.fixture
def identify(hosts: dict[str, FakeHost]) -> Generator[AsyncMock]:
    """Return what stands in for asking a host who it is."""
    info = HostInfo(kind=KIND, name="Gamma", software="Fake 2.0", unique_id="uuid-1")
    with patch(
        "custom_components.printmux.host_check.identify",
        autospec=True,
        return_value=info,
    ) as mock:
        yield mock


def printer_subentry(number: int, name: str, **data: Any) -> ConfigSubentryDataWithId:
    """Return a printer as the config entry holds it."""
    return ConfigSubentryDataWithId(
        subentry_id=f"printer{number}",
        subentry_type=SUBENTRY_PRINTER,
        title=name,
        unique_id=f"host-{number}",
        data={
            CONF_URL: f"http://printer{number}.local",
            CONF_VERIFY_SSL: True,
            CONF_KIND: KIND,
            CONF_HOST_ID: f"host-{number}",
            CONF_SOFTWARE: "Fake 1.0",
            CONF_TAGS: [],
            **data,
        },
    )


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return the printers that the hub begins with."""
    return [
        printer_subentry(1, "Alpha", tags=["workshop"]),
        printer_subentry(2, "Beta", tags=["workshop", "petg"]),
    ]


@pytest.fixture
def entry(
    hass: HomeAssistant, printers: list[ConfigSubentryDataWithId]
) -> MockConfigEntry:
    """Return a hub with two printers and a slicer key, not yet set up."""
    digest = digest_key(SLICER_KEY)
    key = ConfigSubentryDataWithId(
        subentry_id=KEY_ID,
        subentry_type=SUBENTRY_SLICER_KEY,
        title="Slicer",
        unique_id=digest,
        data={CONF_DIGEST: digest, CONF_PREFIX: SLICER_KEY[:8]},
    )
    entry = MockConfigEntry(
        domain=DOMAIN, title="PrintMux", subentries_data=[key, *printers]
    )
    entry.add_to_hass(hass)
    return entry


type Settle = Callable[[], Awaitable[None]]


async def settle_down(hass: HomeAssistant) -> None:
    """Let everything run that can; what goes on for ever is not waited for."""
    for _ in range(30):
        await hass.async_block_till_done(wait_background_tasks=False)
        for loaded in hass.config_entries.async_loaded_entries(DOMAIN):
            # The loop can't see the database's thread.
            await loaded.runtime_data.database.async_run(lambda _: None)


@pytest.fixture
def settle(hass: HomeAssistant) -> Settle:
    """Return what lets everything run that can."""
    return partial(settle_down, hass)


@pytest.fixture
async def hub(
    hass: HomeAssistant, entry: MockConfigEntry, settle: Settle
) -> MockConfigEntry:
    """Return the hub, set up."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()
    return entry


class UploadFile(Protocol):
    """What adds an upload."""

    async def __call__(
        self,
        name: str = "part.gcode",
        content: bytes = b"G28\n",
        *,
        start_requested: bool = False,
        key_id: str | None = KEY_ID,
    ) -> Job:
        """Store the bytes and hand them over; the job is analysed on return."""


@pytest.fixture
def upload(hass: HomeAssistant, hub: MockConfigEntry, settle: Settle) -> UploadFile:
    """Return what adds an upload the way the slicer side does."""

    async def add(
        name: str = "part.gcode",
        content: bytes = b"G28\n",
        *,
        start_requested: bool = False,
        key_id: str | None = KEY_ID,
    ) -> Job:
        data = hub.runtime_data
        temporary = data.store.new_temporary()
        await hass.async_add_executor_job(temporary.write_bytes, content)
        job = await data.jobs.intake.async_add_upload(
            Upload(
                temporary=temporary,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                extension=".gcode",
                name=name,
                folder="",
                source="moonraker",
                key_id=key_id,
                start_requested=start_requested,
            )
        )
        await settle()
        for _ in range(MOST_LOOKS):
            live: Job = data.jobs.jobs[job.id]
            if live.state is not JobState.UPLOADED:
                break
            # The loop can't see the thread that looks into the file, nor may time pass.
            await hass.async_add_executor_job(time.sleep, 0.01)
            await settle()
        return live

    return add
