"""Printers behind OctoPrint.

Implements OctoPrint's REST API pages general, fileops, job, printer and
connection; tried against 1.11.8.
"""

import asyncio
from contextlib import suppress
from http import HTTPStatus
from itertools import islice
import re
import time
from typing import Any, ClassVar, Final, override

import aiohttp
from yarl import URL

from ..phrases import Words, phrase
from .driver import (
    Command,
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
from .errors import (
    ContentMismatchError,
    DriverError,
    HostAuthError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    NotAPrinterHostError,
    StartUnconfirmedError,
)
from .http import MAX_REPLY, REFUSALS, Host, Reply, good_json, mapping, number, text
from .octoprint_data import is_ready, make_details
from .octoprint_view import View
from .pace import growing_pauses
from .readback import same_content, sha1_of

START_WAIT_S: Final = 30.0
POLL_S: Final = 0.5
# Only in case that news is missed: the host tells of a start by itself.
FOLLOWED_POLL_S: Final = 2.0
HASH_TRIES: Final = 12
SETTLE_TRIES: Final = 24
# OctoPrint writes the record of a print a moment after it has ended.
RECORD_TRIES: Final = 4

# Served by its plugin for discovery, to everybody.
_DESCRIPTION: Final = "plugin/discovery/discovery.xml"
_UDN: Final = re.compile(r"<UDN>uuid:([^<]+)</UDN>")
_NOZZLE: Final = re.compile(r"nozzle(\d{1,2})")
_JOB: Final = "api/job"
_ORDERS: Final[dict[Command, tuple[str, dict[str, str]]]] = {
    Command.PAUSE: (_JOB, {"command": "pause", "action": "pause"}),
    Command.RESUME: (_JOB, {"command": "pause", "action": "resume"}),
    Command.CANCEL: (_JOB, {"command": "cancel"}),
    Command.EMERGENCY_STOP: ("api/printer/command", {"command": "M112"}),
    Command.CONNECT: ("api/connection", {"command": "connect"}),
}
# While OctoPrint's state is in these words, an order is taken and then lost.
_FORGETFUL: Final[dict[Command, tuple[str, ...]]] = {
    Command.PAUSE: ("Starting", "Resuming"),
    Command.RESUME: ("Pausing",),
    Command.CANCEL: ("Starting",),
}


class OctoPrintDriver(PrinterDriver):
    """A printer with OctoPrint 1.4 or later."""

    kind: ClassVar[str] = "octoprint"
    label: ClassVar[str] = "OctoPrint"
    printable: ClassVar[frozenset[str]] = frozenset({".gcode", ".gco", ".g"})
    # Any firmware may be on the other end of its cable, but for Klipper it is not made.
    flavors: ClassVar[frozenset[str]] = frozenset(
        {
            *("marlin", "marlin2", "marlinvolumetric", "reprap", "reprapfirmware"),
            *("reprapvolumetric", "repetier", "smoothie", "teacup"),
        }
    )
    commands: ClassVar[frozenset[Command]] = frozenset(_ORDERS)
    pushes: bool = True
    sets_targets: ClassVar[bool] = True

    def __init__(
        self, session: aiohttp.ClientSession, url: str, api_key: str | None = None
    ) -> None:
        """See PrinterDriver; opens nothing."""
        super().__init__(session, url, api_key)
        self._host = Host(session, self.url, api_key)
        self._view = View(session, self.url, self._host)
        # The file that was looked at last, and its record of prints.
        self._looked_at: tuple[str, dict[str, Any]] | None = None

    @classmethod
    @override
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Ask `/api/version`, and `/api/job`, which always wants a key."""
        driver = cls(session, url, api_key)
        reply = await driver._host.ask("GET", "api/version")
        software = text(mapping(reply.data).get("text")) or ""
        if reply.status in REFUSALS:
            if not isinstance(mapping(reply.data).get("error"), str):
                return None
            raise driver._refused(reply)
        if not software.startswith("OctoPrint") or "(Moonraker" in software:
            return None
        await driver._host.json("GET", "api/job")
        return HostInfo(
            kind=cls.kind,
            name=await driver._name(),
            software=software,
            unique_id=await driver.identity(),
        )

    @override
    async def identity(self) -> str | None:
        """Return the UPnP id: told to everybody, so that no stranger sees the key."""
        reply = await Host(self.session, self.url, None).ask("GET", _DESCRIPTION)
        found = _UDN.search(reply.text) if reply.ok else None
        return found[1] if found else None

    def _refused(self, reply: Reply) -> HostAuthError:
        """Return the error for a key that is wrong or missing."""
        if self.api_key:
            words = phrase("host.key_of", host="OctoPrint", words=reply.words)
            return HostAuthError(words)
        return HostAuthError(phrase("host.key_wanted", host="OctoPrint"))

    async def _settings(self) -> dict[str, Any]:
        """Return the settings, empty where the key may not read them."""
        reply = await self._host.ask("GET", "api/settings")
        return mapping(reply.data) if reply.ok else {}

    async def _name(self) -> str:
        """Return OctoPrint's title, else the name of the printer profile in use."""
        settings = await self._settings()
        if name := text(mapping(settings.get("appearance")).get("name")):
            return name
        name = text((await self._view.profile()).get("name"))
        if name and name != "Default":
            return name
        return "OctoPrint"

    @override
    async def look(self) -> PrinterStatus:
        """Ask `/api/printer` and `/api/job`."""
        return self._view.status_of(await self._view.look())

    @override
    async def follow(self, report: StatusCallback) -> None:
        """Follow by the push socket, by REST where it can't be had."""
        await self._view.follow(report)

    @override
    async def details(self) -> PrinterDetails:
        """Ask for the printer profile and the settings; OctoPrint counts no totals."""
        profile = await self._view.profile()
        return make_details(profile, await self._settings(), self.url)

    @override
    async def picture(self, file: str) -> Picture | None:
        """Get the thumbnail that a plugin has put into the file's entry."""
        entry = await self._entry(file)
        address = text(mapping(entry).get("thumbnail"))
        # The key goes along: to OctoPrint only.
        if address is None or URL(address).absolute:
            return None
        path = URL(address).path.lstrip("/")
        async with self._host.open("GET", path) as response:
            if response.status != HTTPStatus.OK:
                return None
            content = bytearray()
            async for piece in response.content.iter_chunked(65536):
                content += piece
                if len(content) > MAX_REPLY:
                    return None
            return Picture(content=bytes(content), content_type=response.content_type)

    @override
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """POST the file to `/api/files/local`; OctoPrint may change the name.

        Raises OSError when the local file cannot be read.
        """
        reply = await self._host.send_file(
            "api/files/local", {}, source, name, progress
        )
        local = mapping(mapping(reply.get("files")).get("local"))
        if (stored := text(local.get("path"))) is None:
            raise NotAPrinterHostError(phrase("host.wrong", host="OctoPrint"))
        return stored

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Compare size and SHA-1 with OctoPrint's listing; read back without one."""
        for pause in islice(growing_pauses(POLL_S), HASH_TRIES):
            if (entry := await self._entry(name)) is None:
                return False
            size = entry.get("size")
            if size is not None and size != source.size:
                words = phrase("copy.size", size=size, wanted=source.size)
                raise ContentMismatchError(words)
            if digest := text(entry.get("hash")):
                break
            await asyncio.sleep(pause)
        else:
            return await same_content(
                self._host, f"downloads/files/local/{name}", source
            )
        if digest != await asyncio.to_thread(sha1_of, source):
            raise ContentMismatchError(phrase("copy.other"))
        self._looked_at = (name, _last(entry))
        return True

    async def _entry(self, name: str) -> dict[str, Any] | None:
        """Return a file's entry in the listing, None if there is no such file."""
        reply = await self._host.ask("GET", f"api/files/local/{name}")
        if reply.status == HTTPStatus.NOT_FOUND and isinstance(reply.data, dict):
            return None
        return good_json(reply)

    @override
    async def start(self, name: str) -> None:
        """Select and print the file, then watch `/api/job`.

        A print that already ended by the first look counts as started, by the
        file's own record of its prints.
        """
        live = self._view.live
        if live is None or not is_ready(live.flags):
            await self._require_ready()
        before = await self._record_before(name)
        # A lost answer leaves open what happened: the look at the printer tells.
        with suppress(HostUnreachableError):
            await self._host.json(
                "POST",
                f"api/files/local/{name}",
                json={"command": "select", "print": True},
            )
        await self._confirm(name, before)

    async def _record_before(self, name: str) -> dict[str, Any]:
        """Return the file's record of its last print, mostly without a request.

        Until the start goes out nobody knows whether it did: that is to be short.
        """
        looked_at, self._looked_at = self._looked_at, None
        if looked_at is not None and looked_at[0] == name:
            return looked_at[1]
        return _last(await self._entry(name))

    async def _require_ready(self) -> None:
        """Raise HostBusyError unless a start would be accepted."""
        printer = await self._view.printer()
        if printer is None:
            raise HostBusyError(phrase("octoprint.alone"))
        state = mapping(printer.get("state"))
        if not is_ready(mapping(state.get("flags"))):
            raise HostBusyError(
                phrase("host.busy_with", words=str(text(state.get("text"))))
            )

    async def _confirm(self, name: str, before: dict[str, Any]) -> None:
        """Wait up to 30 s until OctoPrint prints that file, or has printed it."""
        deadline = time.monotonic() + START_WAIT_S
        pauses = growing_pauses(POLL_S)
        words: Words = ""
        while time.monotonic() < deadline:
            try:
                if await self._view.prints(name):
                    return
                if _last(await self._entry(name)) != before:
                    return
                words = phrase("host.idle")
            except DriverError as err:
                words = err.words
            await self._pause(next(pauses))
        raise StartUnconfirmedError(phrase("host.start_lost", words=words))

    async def _pause(self, seconds: float) -> None:
        """Wait that long; for what the host tells by itself where it does."""
        if self._view.live is None:
            await asyncio.sleep(seconds)
        else:
            await self._view.wait(FOLLOWED_POLL_S)

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Return `prints.last` of the file; OctoPrint keeps no other history.

        A failure is an error when the connection has ended in one, else
        somebody cancelled it.
        """
        if await self._entry(name) is None:
            return None
        if await self._view.prints(name):
            return PastPrint(outcome=None)
        if not (last := await self._last_of_selected(name)):
            return None
        ended = number(last.get("date"))
        print_s = number(last.get("printTime"))
        return PastPrint(
            outcome=await self._outcome(last),
            started_at=ended - print_s if ended and print_s else None,
            ended_at=ended,
            print_s=print_s,
        )

    async def _last_of_selected(self, name: str) -> dict[str, Any]:
        """Return the record of the last print; wait for one that is being written."""
        for _ in range(RECORD_TRIES):
            if last := _last(await self._entry(name)):
                return last
            job = mapping((await self._host.json("GET", "api/job")).get("job"))
            if mapping(job.get("file")).get("path") != name:
                break
            await asyncio.sleep(POLL_S)
        return {}

    async def _outcome(self, last: dict[str, Any]) -> Outcome:
        """Return how the last print of a file ended."""
        if last.get("success"):
            return Outcome.COMPLETED
        status = await self.look()
        failed = status.state is PrinterState.ERROR
        return Outcome.ERROR if failed else Outcome.CANCELLED

    @override
    async def cancel(self) -> None:
        """POST the cancel command to `/api/job`."""
        await self.command(Command.CANCEL)

    @override
    async def command(self, command: Command) -> None:
        """POST the order; HostBusyError, in OctoPrint's words, when it can't be now."""
        if command not in _ORDERS:
            raise HostRefusedError(f"OctoPrint does not know how to {command}.")
        await self._await_settled(command)
        path, order = _ORDERS[command]
        await self._host.json("POST", path, json=order)

    async def _await_settled(self, command: Command) -> None:
        """Wait some ten seconds at most for a change that is under way.

        OctoPrint takes an order meanwhile, and forgets it once the change is done.
        """
        if not (waits_for := _FORGETFUL.get(command)):
            return
        words = ""
        for pause in islice(growing_pauses(POLL_S), SETTLE_TRIES):
            printer = mapping(await self._view.printer())
            words = text(mapping(printer.get("state")).get("text")) or ""
            if not words.startswith(waits_for):
                return
            await asyncio.sleep(pause)
        if command is not Command.CANCEL:
            raise HostBusyError(phrase("host.busy_with", words=words))

    @override
    async def set_target(self, heater: str, celsius: float) -> None:
        """POST the target to the heater's own path."""
        if heater in ("bed", "chamber"):
            path = f"api/printer/{heater}"
            order: dict[str, Any] = {"target": celsius}
        elif tool := _NOZZLE.fullmatch(heater):
            path = "api/printer/tool"
            order = {"targets": {f"tool{int(tool[1])}": celsius}}
        else:
            raise HostRefusedError(f"OctoPrint knows no heater {heater}.")
        await self._host.json("POST", path, json={"command": "target", **order})

    @override
    async def delete(self, name: str) -> None:
        """DELETE the file; HostBusyError while it is being printed."""
        reply = await self._host.ask("DELETE", f"api/files/local/{name}")
        if reply.status != HTTPStatus.NOT_FOUND:
            good_json(reply)


def _last(entry: dict[str, Any] | None) -> dict[str, Any]:
    """Return a file's record of its last print, empty if it never was printed."""
    return mapping(mapping(mapping(entry).get("prints")).get("last"))
