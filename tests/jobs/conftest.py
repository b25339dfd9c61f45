"""A job service on a real database and disk, with printers that do as they are told."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
import hashlib
from pathlib import Path
from typing import Any, ClassVar, override

import aiohttp
import pytest

from custom_components.printmux.db.engine import Database, sqlite_url
from custom_components.printmux.jobs.models import Job, JobState, Upload
from custom_components.printmux.jobs.router import Guide
from custom_components.printmux.jobs.rules import Rule
from custom_components.printmux.jobs.service import JobService
from custom_components.printmux.jobs.settings import Route, Settings
from custom_components.printmux.jobs.store import FileStore
from custom_components.printmux.printers.driver import (
    HostInfo,
    PastPrint,
    PrinterDetails,
    PrinterDriver,
    PrinterState,
    PrinterStatus,
    ProgressCallback,
    SourceFile,
)
from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    WrongHostError,
)
from homeassistant.core import HomeAssistant

QUIET_ROUNDS = 12
IDLE = PrinterStatus(state=PrinterState.IDLE, ready=True)
OFFLINE = PrinterStatus(state=PrinterState.OFFLINE, message="No answer")


class ScriptedDriver(PrinterDriver):
    """A printer host in memory: `faults` are raised by the next calls of a name."""

    kind = "scripted"
    label = "Scripted"
    printable: ClassVar[frozenset[str]] = frozenset({".gcode"})

    def __init__(self) -> None:
        """Begin idle and empty."""
        self.state = IDLE
        self.files: dict[str, bytes] = {}
        self.past: dict[str, PastPrint] = {}
        self.calls: list[tuple[str, str]] = []
        self.faults: dict[str, list[Exception]] = {}

    def _called(self, call: str, name: str = "") -> None:
        """Record a call; raise the fault that is due."""
        self.calls.append((call, name))
        if self.faults.get(call):
            raise self.faults[call].pop(0)

    def count(self, call: str) -> int:
        """Return how often something was asked for."""
        return sum(name == call for name, _ in self.calls)

    @override
    @classmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Nobody asks."""
        raise NotImplementedError

    @override
    async def look(self) -> PrinterStatus:
        """Return the state that the test has set."""
        return self.state

    @override
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """Keep the bytes."""
        self._called("upload", name)
        self.files[name] = source.path.read_bytes()
        progress(source.size)
        return name

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Compare the bytes."""
        self._called("verify", name)
        if (content := self.files.get(name)) is None:
            return False
        if hashlib.sha256(content).hexdigest() != source.sha256:
            raise ContentMismatchError("The copy differs")
        return True

    @override
    async def start(self, name: str) -> None:
        """Print."""
        self._called("start", name)
        self.print(name)

    def print(self, name: str) -> None:
        """Say that a file is being printed."""
        self.past[name] = PastPrint(outcome=None, remote_id=name, started_at=1e9)
        self.state = PrinterStatus(
            state=PrinterState.PRINTING, file=name, progress=0.25
        )

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Return the record of a file."""
        self._called("past_print", name)
        return self.past.get(name)

    @override
    async def cancel(self) -> None:
        """Stop the print."""
        self._called("cancel")
        self.state = IDLE

    @override
    async def delete(self, name: str) -> None:
        """Drop a file."""
        self._called("delete", name)
        self.files.pop(name, None)


@dataclass
class ScriptedPrinter:
    """What the dispatcher sees of a followed printer."""

    printer_id: str
    name: str
    driver: ScriptedDriver = field(default_factory=ScriptedDriver)
    tags: list[str] = field(default_factory=list)
    data: PrinterStatus | None = None
    config: dict[str, Any] = field(default_factory=dict)
    details: PrinterDetails | None = None
    bed_waits: bool = False
    changed: Callable[[str], None] = lambda _: None
    stranger: WrongHostError | None = None

    async def async_recognise(self) -> ScriptedDriver:
        """Take the host for the right one, unless a test has put another there."""
        if self.stranger:
            raise self.stranger
        return self.driver

    async def async_refresh_now(self) -> PrinterStatus:
        """Look anew."""
        self.data = await self.driver.status()
        return self.data

    @contextmanager
    def async_watch(self) -> Generator[None]:
        """Nothing polls here: tests say when something is seen."""
        yield

    def see(self, **changes: Any) -> None:
        """Let the printer change, and be seen to have changed."""
        self.driver.state = replace(self.driver.state, **changes)
        self.data = self.driver.state
        self.changed(self.printer_id)


@dataclass
class House:
    """A job service and what it works with; `reopen` is a restart after a crash."""

    hass: HomeAssistant
    config: Path
    printers: dict[str, ScriptedPrinter]
    routes: dict[str | None, Route] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    jobs: JobService = field(init=False)
    store: FileStore = field(init=False)
    database: Database = field(init=False)

    async def open(self) -> None:
        """Open the database and start."""
        self.store = FileStore(self.config)
        self.store.root.mkdir(parents=True, exist_ok=True)
        self.database = Database(sqlite_url(self.store.root / "printmux.db"))
        await self.database.async_open()
        self.jobs = JobService(
            self.hass,
            self.store,
            self.database,
            self.printers,  # type: ignore[arg-type]  # stands in for the coordinator
            self.settings,
            Guide(self.routes.get, lambda: self.rules),
        )
        for printer in self.printers.values():
            printer.changed = self.jobs.printer_changed
            await self.jobs.async_sync_printer(
                printer.printer_id, printer.name, printer.driver.kind
            )
        await self.jobs.async_start()

    async def close(self) -> None:
        """Stop."""
        await self.jobs.async_stop()
        await self.database.async_close()

    async def reopen(self) -> None:
        """Stop wherever things stand, and start anew from the disk."""
        await self.close()
        await self.open()

    async def upload(
        self,
        content: bytes = b"G28\n",
        name: str = "part.gcode",
        *,
        folder: str = "",
        key_id: str | None = "key-1",
        start_requested: bool = False,
    ) -> Job:
        """Add an upload as the slicer side does, and let it be analysed."""
        temporary = self.store.new_temporary()
        temporary.write_bytes(content)
        job = await self.jobs.intake.async_add_upload(
            Upload(
                temporary=temporary,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                extension=".gcode" if "." not in name else "." + name.split(".", 1)[1],
                name=name,
                folder=folder,
                source="moonraker",
                key_id=key_id,
                start_requested=start_requested,
            )
        )
        while self.jobs.jobs[job.id].state is JobState.UPLOADED:
            await asyncio.sleep(0.001)
        await self.settle()
        return self.jobs.jobs[job.id]

    async def settle(self) -> None:
        """Let everything run that can: until nothing has changed for a while."""
        quiet = 0
        before: object = None
        while quiet < QUIET_ROUNDS:
            await self.hass.async_block_till_done(wait_background_tasks=False)
            await self.database.async_run(lambda _: None)
            await asyncio.sleep(0.001)
            calls = [len(printer.driver.calls) for printer in self.printers.values()]
            now = (dict(self.jobs.jobs), calls)
            # The loop can't see the threads that look into files.
            read = all(job.state != "uploaded" for job in self.jobs.jobs.values())
            quiet = quiet + 1 if now == before and read else 0
            before = now


@pytest.fixture
async def house(hass: HomeAssistant, tmp_path: Path) -> AsyncGenerator[House]:
    """Return a running house with two printers."""
    printers = {
        name: ScriptedPrinter(name, f"Printer {name}") for name in ("one", "two")
    }
    house = House(hass, tmp_path, printers)
    await house.open()
    yield house
    await house.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let retries and doubts pass at once."""
    for module in ("target_run", "orders"):
        path = f"custom_components.printmux.jobs.{module}"
        monkeypatch.setattr(f"{path}.DOUBT_DELAY", 0)
    monkeypatch.setattr(
        "custom_components.printmux.jobs.target_run.RETRY_S", (0, 0, 0, 0)
    )
