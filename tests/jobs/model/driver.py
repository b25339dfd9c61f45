"""A driver for simulated hosts: keeps the driver contract, over a poor network."""

import asyncio
import hashlib
from typing import ClassVar, override

import aiohttp
from yarl import URL

from custom_components.printmux.printers.driver import (
    HostInfo,
    PastPrint,
    PrinterDriver,
    PrinterStatus,
    ProgressCallback,
    SourceFile,
    StatusCallback,
)
from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    StartUnconfirmedError,
)

from .host import Host

# One way, in seconds.
NETWORK_S = 0.05
UPLOAD_S = 0.8
POLL_S = 60.0
# After how long a driver gives up on a start of which nothing is seen.
START_WAIT_S = 30.0


class SimulatedDriver(PrinterDriver):
    """Speaks to one simulated host, for one life of PrintMux."""

    kind = "simulated"
    label = "Simulated"
    printable: ClassVar[frozenset[str]] = frozenset({".gcode"})

    def __init__(self, host: Host) -> None:
        """Take the host."""
        self.url = URL(f"http://{host.key}/")
        self.host = host
        self.pushes = host.habits.pushes
        # After a power cut nothing gets onto the network any more.
        self.cut = False

    @override
    @classmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Nobody asks."""
        raise NotImplementedError

    def _fail(self, call: str, *, after: bool) -> None:
        """Raise the fault that is due."""
        for fault in self.host.faults:
            if (fault.call, fault.after) == (call, after):
                self.host.faults.remove(fault)
                raise fault.error(f"Simulated {fault.error.__name__} of {call}")

    async def _ask(self, call: str) -> None:
        """Get a request to the host."""
        await asyncio.sleep(NETWORK_S)
        if self.cut or not self.host.online:
            raise HostUnreachableError("No answer")
        self._fail(call, after=False)
        self.host.catch_up()

    async def _hear(self, call: str) -> None:
        """Get the answer back."""
        await asyncio.sleep(NETWORK_S)
        if not self.host.online:
            raise HostUnreachableError("The answer is lost")
        self._fail(call, after=True)

    @override
    async def identity(self) -> str | None:
        """Return who the host is."""
        await self._ask("identity")
        await self._hear("identity")
        return self.host.key

    @override
    async def look(self) -> PrinterStatus:
        """Ask the host how the printer is."""
        await self._ask("look")
        status = self.host.status()
        await self._hear("look")
        return status

    @override
    async def follow(self, report: StatusCallback) -> None:
        """Report each change, of hosts that tell; ask the others."""
        if not self.pushes:
            await self._poll(report)
        news = asyncio.Event()
        silence = self.host.listen(news.set)
        try:
            while True:
                news.clear()
                report(await self.look())
                due = self.host.next_change()
                wait = None if due is None else max(0.0, due - self.host.clock.now)
                try:
                    async with asyncio.timeout(wait):
                        await news.wait()
                except TimeoutError:
                    continue
        finally:
            silence()

    async def _poll(self, report: StatusCallback) -> None:
        """Look now and then, which is more seldom than real drivers do."""
        while True:
            report(await self.look())
            await asyncio.sleep(POLL_S)

    @override
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """Send a file: whole or not at all, unless a fault spoils it."""
        content = source.path.read_bytes()
        await self._ask("upload")
        progress(source.size // 2)
        await asyncio.sleep(UPLOAD_S)
        self.host.files[name] = content
        try:
            await self._hear("upload")
        except ContentMismatchError:
            self.host.files[name] = content[:-1]
            raise
        progress(source.size)
        return name

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Compare the copy on the host with what was sent."""
        await self._ask("verify")
        content = self.host.files.get(name)
        await self._hear("verify")
        if content is None:
            return False
        if hashlib.sha256(content).hexdigest() != source.sha256:
            raise ContentMismatchError("The copy differs")
        return True

    @override
    async def start(self, name: str) -> None:
        """Start a print. Once sent, the request arrives, whoever gives up on it."""
        await self._ask("start")
        if not self.host.ready:
            raise HostBusyError("The printer is busy")
        order = self.host.order(name)
        await asyncio.sleep(self.host.habits.order_s)
        self.host.catch_up()
        await self._hear("start")
        if order.busy:
            raise HostBusyError(order.busy)
        if order.refused:
            raise HostRefusedError(order.refused)
        if not order.begun:
            await asyncio.sleep(START_WAIT_S)
            raise StartUnconfirmedError("The printer stays idle")

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Return the host's record of a file."""
        await self._ask("past_print")
        past = self.host.past_print(name)
        await self._hear("past_print")
        return past

    @override
    async def take_back(self, name: str) -> bool:
        """Delete the file; who has a row of each print from its start on has proof."""
        await self._ask("take_back")
        if self.host.prints == name:
            raise HostBusyError("The file is in use")
        self.host.delete(name)
        printed = any(run.name == name for run in self.host.runs)
        await self._hear("take_back")
        return self.host.habits.row_at_start and not printed

    @override
    async def cancel(self) -> None:
        """Cancel the active print."""
        await self._ask("cancel")
        self.host.stop()
        await self._hear("cancel")

    @override
    async def delete(self, name: str) -> None:
        """Delete a file."""
        await self._ask("delete")
        self.host.delete(name)
        await self._hear("delete")
