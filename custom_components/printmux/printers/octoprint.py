"""Printers behind OctoPrint.

Implements OctoPrint's REST API pages general, fileops, job, printer and
connection; tried against 1.11.8.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from itertools import count, islice
import time
from typing import Any, ClassVar, Final, override

import aiohttp

from .driver import (
    Heater,
    HostInfo,
    Outcome,
    PastPrint,
    PrinterDriver,
    PrinterState,
    PrinterStatus,
    ProgressCallback,
    SourceFile,
)
from .errors import (
    ContentMismatchError,
    DriverError,
    HostAuthError,
    HostBusyError,
    HostUnreachableError,
    NotAPrinterHostError,
    StartUnconfirmedError,
)
from .http import Host, Reply, good_json, mapping, number, text
from .pace import growing_pauses
from .readback import same_content, sha1_of

START_WAIT_S: Final = 30.0
POLL_S: Final = 0.5
HASH_TRIES: Final = 12
# OctoPrint writes the record of a print a moment after it has ended.
RECORD_TRIES: Final = 4

_ACTIVE_FLAGS: Final = (
    "printing",
    "paused",
    "pausing",
    "resuming",
    "cancelling",
    "finishing",
)
_PAUSED_FLAGS: Final = ("paused", "pausing")


class OctoPrintDriver(PrinterDriver):
    """A printer with OctoPrint 1.4 or later."""

    kind: ClassVar[str] = "octoprint"
    label: ClassVar[str] = "OctoPrint"
    printable: ClassVar[frozenset[str]] = frozenset({".gcode", ".gco", ".g"})

    def __init__(
        self, session: aiohttp.ClientSession, url: str, api_key: str | None = None
    ) -> None:
        """See PrinterDriver; opens nothing."""
        super().__init__(session, url, api_key)
        self._host = Host(session, self.url, api_key)

    @classmethod
    @override
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Ask `/api/version`, and `/api/job`, which always wants a key."""
        driver = cls(session, url, api_key)
        reply = await driver._host.ask("GET", "api/version")
        software = text(mapping(reply.data).get("text")) or ""
        if reply.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            if not isinstance(mapping(reply.data).get("error"), str):
                return None
            raise driver._refused(reply)
        if not software.startswith("OctoPrint") or "(Moonraker" in software:
            return None
        await driver._host.json("GET", "api/job")
        settings = await driver._settings()
        discovery = mapping(mapping(settings.get("plugins")).get("discovery"))
        return HostInfo(
            kind=cls.kind,
            name=await driver._name(settings),
            software=software,
            unique_id=text(discovery.get("upnpUuid")),
        )

    def _refused(self, reply: Reply) -> HostAuthError:
        """Return the error for a key that is wrong or missing."""
        if self.api_key:
            return HostAuthError(
                f"OctoPrint does not accept the API key ({reply.words})."
            )
        return HostAuthError("OctoPrint asks for an API key.")

    async def _settings(self) -> dict[str, Any]:
        """Return the settings, empty where the key may not read them."""
        reply = await self._host.ask("GET", "api/settings")
        return mapping(reply.data) if reply.ok else {}

    async def _name(self, settings: dict[str, Any]) -> str:
        """Return OctoPrint's title, else the name of the printer profile in use."""
        if name := text(mapping(settings.get("appearance")).get("name")):
            return name
        reply = await self._host.ask("GET", "api/printerprofiles")
        for profile in mapping(mapping(reply.data).get("profiles")).values():
            name = text(mapping(profile).get("name"))
            if mapping(profile).get("current") and name and name != "Default":
                return name
        return "OctoPrint"

    @override
    async def look(self) -> PrinterStatus:
        """Ask `/api/printer` and `/api/job`."""
        printer = await self._printer()
        if printer is None:
            return await self._closed_status()
        job = await self._host.json("GET", "api/job")
        state = mapping(printer.get("state"))
        flags = mapping(state.get("flags"))
        progress = mapping(job.get("progress"))
        heat = mapping(printer.get("temperature"))
        share = number(progress.get("completion"))
        shown = _state(flags, job)
        active = _active(flags)
        return PrinterStatus(
            state=shown,
            ready=_ready(flags),
            message=text(state.get("error")) or _message(state, flags),
            file=_file(job),
            progress=None if share is None else min(1.0, max(0.0, share / 100)),
            elapsed_s=number(progress.get("printTime")),
            remaining_s=number(progress.get("printTimeLeft")) if active else None,
            nozzles=tuple(_nozzles(heat)),
            bed=_heater(heat.get("bed")),
        )

    async def _printer(self) -> dict[str, Any] | None:
        """Return `/api/printer`, None while no machine is connected."""
        reply = await self._host.ask("GET", "api/printer")
        if reply.status == HTTPStatus.CONFLICT:
            return None
        return good_json(reply)

    async def _closed_status(self) -> PrinterStatus:
        """Say why OctoPrint has no machine: off, connecting, or after an error."""
        current = mapping(
            (await self._host.json("GET", "api/connection")).get("current")
        )
        job = await self._host.json("GET", "api/job")
        words = text(current.get("state")) or "Offline"
        error = text(job.get("error"))
        if error or "error" in words.lower():
            state = PrinterState.ERROR
        elif words.startswith(("Opening", "Detecting", "Connecting")):
            state = PrinterState.STARTING
        else:
            state = PrinterState.OFFLINE
        message = error or f"OctoPrint is not connected to the printer ({words})."
        return PrinterStatus(state=state, message=message, file=_file(job))

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
            raise NotAPrinterHostError(
                "The answer is not OctoPrint's: check the address."
            )
        return stored

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Compare size and SHA-1 with OctoPrint's listing; read back without one."""
        for pause in islice(growing_pauses(POLL_S), HASH_TRIES):
            if (entry := await self._entry(name)) is None:
                return False
            size = entry.get("size")
            if size is not None and size != source.size:
                raise ContentMismatchError(
                    f"The copy on OctoPrint has {size} bytes instead of {source.size}."
                )
            if digest := text(entry.get("hash")):
                break
            await asyncio.sleep(pause)
        else:
            return await same_content(
                self._host, f"downloads/files/local/{name}", source
            )
        if digest != await asyncio.to_thread(sha1_of, source):
            raise ContentMismatchError("The copy on OctoPrint has other content.")
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
        printer = await self._printer()
        if printer is None:
            raise HostBusyError("OctoPrint is not connected to the printer.")
        state = mapping(printer.get("state"))
        if not _ready(mapping(state.get("flags"))):
            raise HostBusyError(f"The printer is busy: {text(state.get('text'))}.")
        before = _last(await self._entry(name))
        # A lost answer leaves open what happened: the look at the printer tells.
        with suppress(HostUnreachableError):
            await self._host.json(
                "POST",
                f"api/files/local/{name}",
                json={"command": "select", "print": True},
            )
        await self._confirm(name, before)

    async def _confirm(self, name: str, before: dict[str, Any]) -> None:
        """Wait up to 30 s until OctoPrint prints that file, or has printed it."""
        deadline = time.monotonic() + START_WAIT_S
        pauses = growing_pauses(POLL_S)
        words = ""
        while time.monotonic() < deadline:
            try:
                if await self._prints(name):
                    return
                if _last(await self._entry(name)) != before:
                    return
                words = "it stays idle"
            except DriverError as err:
                words = str(err)
            await asyncio.sleep(next(pauses))
        raise StartUnconfirmedError(
            f"The start was sent, but the file is not being printed ({words})."
        )

    async def _prints(self, name: str) -> bool:
        """Tell whether that file is being printed right now."""
        printer = await self._printer()
        if printer is None or not _active(_flags(printer)):
            return False
        return _file(await self._host.json("GET", "api/job")) == name

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Return `prints.last` of the file; OctoPrint keeps no other history.

        A failure is an error when the connection has ended in one, else
        somebody cancelled it.
        """
        if await self._entry(name) is None:
            return None
        if await self._prints(name):
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
            if _file(await self._host.json("GET", "api/job")) != name:
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
        await self._host.json("POST", "api/job", json={"command": "cancel"})

    @override
    async def delete(self, name: str) -> None:
        """DELETE the file; HostBusyError while it is being printed."""
        reply = await self._host.ask("DELETE", f"api/files/local/{name}")
        if reply.status != HTTPStatus.NOT_FOUND:
            good_json(reply)


def _flags(printer: dict[str, Any]) -> dict[str, Any]:
    """Return the state flags in the answer of `/api/printer`."""
    return mapping(mapping(printer.get("state")).get("flags"))


def _active(flags: dict[str, Any]) -> bool:
    """Tell whether a print is on."""
    return any(flags.get(flag) for flag in _ACTIVE_FLAGS)


def _ready(flags: dict[str, Any]) -> bool:
    """Tell whether a start would be accepted."""
    return bool(flags.get("operational") and flags.get("ready") and not _active(flags))


def _state(flags: dict[str, Any], job: dict[str, Any]) -> PrinterState:
    """Return the state of a connected printer."""
    if any(flags.get(flag) for flag in _PAUSED_FLAGS):
        return PrinterState.PAUSED
    if _active(flags):
        return PrinterState.PRINTING
    if flags.get("error") or flags.get("closedOrError"):
        return PrinterState.ERROR
    completion = number(mapping(job.get("progress")).get("completion"))
    if _file(job) and completion is not None and completion >= 100:
        return PrinterState.FINISHED
    return PrinterState.IDLE


def _message(state: dict[str, Any], flags: dict[str, Any]) -> str | None:
    """Return OctoPrint's word for a state that ours does not tell."""
    if flags.get("cancelling") or flags.get("finishing") or flags.get("error"):
        return text(state.get("text"))
    return None


def _file(job: dict[str, Any]) -> str | None:
    """Return the path of the selected file."""
    return text(mapping(mapping(job.get("job")).get("file")).get("path"))


def _last(entry: dict[str, Any] | None) -> dict[str, Any]:
    """Return a file's record of its last print, empty if it never was printed."""
    return mapping(mapping(mapping(entry).get("prints")).get("last"))


def _heater(value: Any) -> Heater | None:
    """Return how a heater is, None where there is none."""
    heater = mapping(value)
    if not heater:
        return None
    return Heater(number(heater.get("actual")), number(heater.get("target")))


def _nozzles(heat: dict[str, Any]) -> Iterator[Heater]:
    """Yield the nozzles by tool, up to the first that the machine does not have."""
    for tool in count():
        if (nozzle := _heater(heat.get(f"tool{tool}"))) is None:
            return
        yield nozzle
