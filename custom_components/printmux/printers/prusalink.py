"""Printers behind PrusaLink: in their own firmware, or on a Raspberry Pi beside them.

Implements `/api/v1` of PrusaLink's OpenAPI description; tried against 0.8.1 on a
Raspberry Pi. The firmware of MK4, XL, CORE One and MINI speaks the same, with a
USB stick for storage.
"""

import asyncio
from contextlib import suppress
from http import HTTPStatus
from itertools import islice
import time
from typing import Any, ClassVar, Final, override

import aiohttp
from yarl import URL

from ..phrases import Words, phrase
from .driver import (
    Camera,
    Command,
    HostInfo,
    PastPrint,
    Picture,
    PrinterDetails,
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
    StartUnconfirmedError,
)
from .http import MAX_REPLY, REFUSALS, Host, fault, good_json, mapping, number, text
from .pace import growing_pauses
from .prusalink_data import (
    FIRMWARE_STORAGE,
    IN_PRINT,
    OUTCOMES,
    Job,
    Trace,
    find_storage,
    read_cameras,
    read_id,
    read_status,
)
from .readback import same_content

START_WAIT_S: Final = 30.0
POLL_S: Final = 0.5
# A Raspberry Pi lists a file a moment after it has taken it, or removed it.
LISTED_TRIES: Final = 20
_REALMS: Final = ("Printer API", "Administrator")
_PLAIN: Final = frozenset({".gcode", ".gco", ".g"})
_BINARY: Final = frozenset({".bgcode"})


class PrusaLinkDriver(PrinterDriver):
    """A printer with PrusaLink.

    The key is the API key in the settings of a Raspberry Pi; firmware takes its
    password in the same place.
    """

    kind: ClassVar[str] = "prusalink"
    label: ClassVar[str] = "PrusaLink"
    printable: ClassVar[frozenset[str]] = _PLAIN | _BINARY
    flavors: ClassVar[frozenset[str]] = frozenset({"marlin", "marlin2", "reprap"})
    # It has room for one transfer at a time, and needs no rest between two.
    upload_spacing: ClassVar[float | None] = 0.0
    commands: ClassVar[frozenset[Command]] = frozenset(
        {Command.CANCEL, Command.PAUSE, Command.RESUME}
    )

    def __init__(
        self, session: aiohttp.ClientSession, url: str, api_key: str | None = None
    ) -> None:
        """See PrinterDriver; opens nothing."""
        super().__init__(session, url, api_key)
        # Errors come as JSON only to those who ask for it.
        self._host = Host(session, self.url, api_key, {"Accept": "application/json"})
        self._storage: str | None = None
        self._last: Trace | None = None

    @property
    @override
    def prints(self) -> frozenset[str]:
        """Return what the host prints: only firmware knows binary G-code."""
        if self._storage is None or self._storage == FIRMWARE_STORAGE:
            return self.printable
        return _PLAIN

    @classmethod
    @override
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Ask `/api/version` and `/api/v1/info`; both want a key."""
        driver = cls(session, url, api_key)
        async with driver._host.open("GET", "api/version") as response:
            reply = await driver._host.read(response)
            ours = _is_prusalink(response.headers)
        if ours and reply.status in REFUSALS:
            raise driver._refused()
        if ours and not reply.ok:
            raise fault(reply)
        version = mapping(reply.data)
        software = text(version.get("text")) or ""
        if not reply.ok or not software.startswith("PrusaLink"):
            return None
        info = await driver._host.json("GET", "api/v1/info")
        # On a Raspberry Pi the `hostname` of info is that of Prusa Connect.
        name = text(info.get("name")) or text(version.get("hostname"))
        return HostInfo(
            kind=cls.kind,
            name=name or cls.label,
            software=software,
            unique_id=text(info.get("serial")),
        )

    @override
    async def identity(self) -> str | None:
        """Return the printer's serial number."""
        reply = await self._host.ask("GET", "api/v1/info")
        if reply.status in REFUSALS:
            raise self._refused()
        return text(mapping(reply.data).get("serial"))

    def _refused(self) -> HostAuthError:
        """Return the error for a key that is wrong or missing."""
        if self.api_key:
            return HostAuthError(phrase("prusalink.key"))
        return HostAuthError(phrase("prusalink.key_wanted"))

    @override
    async def look(self) -> PrinterStatus:
        """Ask `/api/v1/status`, and `/api/v1/job` while there is one."""
        reply = await self._host.ask("GET", "api/v1/status")
        if reply.status == HTTPStatus.SERVICE_UNAVAILABLE and reply.is_apis_error:
            return PrinterStatus(state=PrinterState.OFFLINE, message=reply.words)
        answer = good_json(reply)
        self._storage = find_storage(answer.get("storage")) or self._storage
        job = await self._job() if answer.get("job") else None
        self._note(text(mapping(answer.get("printer")).get("state")), job)
        firmware = self._storage == FIRMWARE_STORAGE
        return read_status(answer, self._last, firmware=firmware)

    async def _job(self) -> Job | None:
        """Return the print at hand, None if there is none."""
        return Job.of(await self._host.json("GET", "api/v1/job"))

    def _note(self, word: str | None, job: Job | None) -> None:
        """Remember the print at hand, and its end when that is seen."""
        last = self._last
        if job is not None and (
            last is None
            or last.outcome is None
            or last.job.job_id != job.job_id
            or word in IN_PRINT
        ):
            self._last = last = Trace(job)
        if last is None or last.outcome is not None:
            return
        if word in OUTCOMES:
            last.end(OUTCOMES[word])
        elif word in ("IDLE", "READY"):
            # It ended while nobody looked: how, nobody can tell.
            self._last = None

    @override
    async def details(self) -> PrinterDetails:
        """Ask `/api/v1/info`, and for cameras, which firmware does not have."""
        info = await self._host.json("GET", "api/v1/info")
        nozzle = number(info.get("nozzle_diameter"))
        reply = await self._host.ask("GET", "api/v1/cameras")
        found = read_cameras(mapping(reply.data)) if reply.ok else ()
        return PrinterDetails(
            cameras=tuple(
                Camera(
                    name=name,
                    snapshot_url=str(self.url / f"api/v1/cameras/{camera_id}/snap"),
                    wants_key=True,
                )
                for camera_id, name in found
            ),
            nozzle_diameters=(nozzle,) if nozzle else (),
        )

    @override
    async def picture(self, file: str) -> Picture | None:
        """Return the thumbnail that the file's entry refers to."""
        refs = mapping((await self._entry(file) or {}).get("refs"))
        if (path := _path(refs.get("thumbnail"))) is None:
            return None
        async with self._host.open("GET", path) as response:
            if response.status != HTTPStatus.OK:
                return None
            content = await response.content.read(MAX_REPLY)
            return Picture(content=content, content_type=response.content_type)

    @override
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """PUT the file, and wait until PrusaLink lists it.

        Raises OSError when the local file cannot be read.
        """
        # A Raspberry Pi would write over the file that it prints.
        if (job := await self._job()) is not None and job.is_of(name):
            raise HostBusyError(phrase("prusalink.printing"))
        self._storage = await self._writable()
        path = await self._at(name)
        binary = name.endswith(tuple(_BINARY))
        headers = {
            "Content-Type": "application/octet-stream" if binary else "text/x.gcode",
            "Print-After-Upload": "?0",
            "Overwrite": "?1",
        }
        await self._host.put_file(path, headers, source, progress)
        for pause in islice(growing_pauses(POLL_S), LISTED_TRIES):
            entry = await self._entry(name)
            if entry is not None and entry.get("size") == source.size:
                return text(entry.get("display_name")) or name
            await asyncio.sleep(pause)
        raise ContentMismatchError(phrase("prusalink.not_listed"))

    async def _writable(self) -> str:
        """Return the storage that takes files now."""
        answer = await self._host.json("GET", "api/v1/storage")
        if (storage := find_storage(answer.get("storage_list"))) is None:
            raise HostBusyError(phrase("prusalink.no_storage"))
        return storage

    async def _at(self, name: str) -> str:
        """Return the path of a file in the storage that takes files."""
        if self._storage is None:
            self._storage = await self._writable()
        return f"api/v1/files/{self._storage}/{name}"

    async def _entry(self, name: str) -> dict[str, Any] | None:
        """Return what PrusaLink says of a file, None if there is no such file."""
        reply = await self._host.ask("GET", await self._at(name))
        if reply.status == HTTPStatus.NOT_FOUND and reply.is_apis_error:
            return None
        return good_json(reply)

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Compare the size, and the content as it is downloaded."""
        if (entry := await self._entry(name)) is None:
            return False
        if (size := entry.get("size")) != source.size:
            words = phrase("copy.size", size=str(size), wanted=source.size)
            raise ContentMismatchError(words)
        path = _path(mapping(entry.get("refs")).get("download"))
        return path is None or await same_content(self._host, path, source)

    @override
    async def start(self, name: str) -> None:
        """POST to the file, then watch for the job."""
        status = await self.look()
        if not status.ready:
            raise HostBusyError(status.message or phrase("prusalink.busy"))
        path = await self._at(name)
        taken = False
        # A lost answer leaves open what happened: the look at the printer tells.
        with suppress(HostUnreachableError):
            await self._host.json("POST", path)
            taken = True
        await self._confirm(name, status.state if taken else None)

    async def _confirm(self, name: str, before: PrinterState | None) -> None:
        """Wait up to 30 s until PrusaLink has a job with that file.

        `before` is how the printer was when it took the start: one that was idle
        then and has finished now has printed it, however short that was.
        """
        deadline = time.monotonic() + START_WAIT_S
        pauses = growing_pauses(POLL_S)
        words: Words = phrase("host.idle")
        while time.monotonic() < deadline:
            try:
                status = await self.look()
                if self._is_printing(name):
                    return
                ended = status.state in (PrinterState.FINISHED, PrinterState.CANCELLED)
                if before is PrinterState.IDLE and ended:
                    self._last = Trace(Job(None, name))
                    cancelled = status.state is PrinterState.CANCELLED
                    self._last.end(OUTCOMES["STOPPED" if cancelled else "FINISHED"])
                    return
                words = status.message or phrase("host.state", state=status.state.value)
            except DriverError as err:
                words = err.words
            await asyncio.sleep(next(pauses))
        raise StartUnconfirmedError(phrase("host.start_lost", words=words))

    def _is_printing(self, name: str) -> bool:
        """Tell whether that file was being printed at the last look."""
        last = self._last
        return last is not None and last.outcome is None and last.job.is_of(name)

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Return what was seen of the last print: PrusaLink keeps no record.

        None when its end was missed, because nobody looked in the seconds in which
        a Raspberry Pi still tells it.
        """
        await self.look()
        last = self._last
        if last is None or not last.job.is_of(name):
            return None
        return PastPrint(
            outcome=last.outcome,
            remote_id=last.job.job_id,
            ended_at=last.ended_at,
            print_s=last.job.printed_s,
        )

    @override
    async def cancel(self) -> None:
        """DELETE the job."""
        await self._host.json("DELETE", await self._job_path())

    @override
    async def command(self, command: Command) -> None:
        """Cancel, pause or resume the job."""
        if command in (Command.PAUSE, Command.RESUME):
            await self._host.json("PUT", f"{await self._job_path()}/{command}")
        else:
            await super().command(command)

    async def _job_path(self) -> str:
        """Return the path of the print at hand; HostBusyError if there is none."""
        answer = await self._host.json("GET", "api/v1/job")
        if (job_id := read_id(answer.get("id"))) is None:
            raise HostBusyError("PrusaLink prints nothing now.")
        return f"api/v1/job/{job_id}"

    @override
    async def delete(self, name: str) -> None:
        """DELETE the file; HostBusyError while it is being printed."""
        reply = await self._host.ask("DELETE", await self._at(name))
        if reply.status == HTTPStatus.NOT_FOUND:
            return
        good_json(reply)
        # Until it is gone from the list too, another DELETE would be a fault.
        for pause in islice(growing_pauses(POLL_S), LISTED_TRIES):
            if await self._entry(name) is None:
                return
            await asyncio.sleep(pause)


def _is_prusalink(headers: Any) -> bool:
    """Tell by its headers whether PrusaLink has answered, which a refusal does not."""
    asked = headers.get("WWW-Authenticate", "")
    return headers.get("Server", "").startswith("PrusaLink") or any(
        f'realm="{realm}"' in asked for realm in _REALMS
    )


def _path(ref: Any) -> str | None:
    """Return the path that a reference of an entry leads to."""
    return URL(ref).path.lstrip("/") if text(ref) else None
