"""Klipper printers behind Moonraker.

Implements Moonraker's documentation pages external_api/server, printer,
file_manager, history and database; tried against 0.11.0.
"""

import asyncio
from http import HTTPStatus
import time
from typing import Any, ClassVar, Final, override

import aiohttp

from .driver import (
    HostInfo,
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
    HostRefusedError,
    HostUnreachableError,
    NotAPrinterHostError,
    StartUnconfirmedError,
)
from .http import ORDER, Host, Reply, good_json, mapping, text
from .moonraker_data import Job, past_of, seen_of, status_of
from .pace import growing_pauses
from .readback import same_content

START_WAIT_S: Final = 30.0
POLL_S: Final = 0.5
# Klipper answers a query of its objects at its next tick only, each 250 ms.
FRESH_S: Final = 1.0
HISTORY_PAGE: Final = 50
HISTORY_PAGES: Final = 10

_OBJECTS: Final = (
    "print_stats",
    "virtual_sdcard",
    "display_status",
    "extruder",
    "heater_bed",
    "webhooks",
)
# The print itself may have gone on after Moonraker closed such a record.
_CUT_OFF: Final = frozenset({"server_exit", "interrupted"})


class MoonrakerDriver(PrinterDriver):
    """A printer with Klipper (or a fork of it) and Moonraker 0.8 or later."""

    kind: ClassVar[str] = "moonraker"
    label: ClassVar[str] = "Moonraker (Klipper)"
    # Of a .ufp it stores the G-code inside: no copy to compare with the upload.
    printable: ClassVar[frozenset[str]] = frozenset({".gcode", ".g", ".gco", ".nc"})
    # Moonraker names an upload's temporary file after the whole second.
    upload_spacing: ClassVar[float | None] = 1.1

    def __init__(
        self, session: aiohttp.ClientSession, url: str, api_key: str | None = None
    ) -> None:
        """See PrinterDriver; opens nothing."""
        super().__init__(session, url, api_key)
        self._host = Host(session, self.url, api_key)
        self._scanned: tuple[str, dict[str, Any]] = ("", {})
        self._last_job: tuple[Job | None, float] = (None, 0.0)

    @classmethod
    @override
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Ask `/server/info`, and `/access/info` where that does not tell."""
        driver = cls(session, url, api_key)
        reply = await driver._host.ask("GET", "server/info")
        if not await driver._is_moonraker(reply):
            return None
        if reply.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise HostAuthError(
                f"Moonraker does not accept the API key ({reply.words})."
                if driver.api_key
                else "Moonraker asks for an API key."
            )
        info = mapping(good_json(reply).get("result"))
        return HostInfo(
            kind=cls.kind,
            name=await driver._name(),
            software=f"Moonraker {text(info.get('moonraker_version')) or '?'}",
            unique_id=await driver._database("moonraker", "instance_id"),
        )

    async def _is_moonraker(self, reply: Reply) -> bool:
        """Tell from the answer to `/server/info` whether Moonraker speaks."""
        result = mapping(mapping(reply.data).get("result"))
        if "moonraker_version" in result or "klippy_state" in result:
            return True
        if reply.data is None and reply.status in (502, 503, 504):
            raise HostUnreachableError(
                f"A proxy answers, but not the printer host behind it ({reply.words})."
            )
        # With a wrong key even this one is refused, without any it is open.
        open_host = Host(self.session, self.url, None)
        access = await open_host.ask("GET", "access/info")
        return "default_source" in mapping(mapping(access.data).get("result"))

    async def _name(self) -> str:
        """Return the printer's name in Mainsail or Fluidd, or its hostname."""
        return (
            await self._database("mainsail", "general.printername")
            or await self._database("fluidd", "uiSettings.general.instanceName")
            or await self._hostname()
            or "Klipper"
        )

    async def _hostname(self) -> str | None:
        """Return the hostname, None while Klipper has never been connected."""
        reply = await self._host.ask("GET", "printer/info")
        return text(mapping(mapping(reply.data).get("result")).get("hostname"))

    async def _database(self, namespace: str, key: str) -> str | None:
        """Return a text from Moonraker's database, None where it has none."""
        reply = await self._host.ask(
            "GET", "server/database/item", params={"namespace": namespace, "key": key}
        )
        return text(mapping(mapping(reply.data).get("result")).get("value"))

    @override
    async def look(self) -> PrinterStatus:
        """Ask `/server/info` and, with Klipper ready, its objects."""
        match await self._klippy_state():
            case "ready":
                return await self._ready_status()
            case "startup":
                return PrinterStatus(
                    state=PrinterState.STARTING, message=await self._klippy_words()
                )
            case "error" | "shutdown":
                return PrinterStatus(
                    state=PrinterState.ERROR, message=await self._klippy_words()
                )
        return PrinterStatus(
            state=PrinterState.OFFLINE,
            message="Moonraker answers, but Klipper is not connected to it.",
        )

    async def _klippy_state(self) -> str | None:
        """Return ready, startup, error, shutdown or disconnected."""
        return text((await self._result("GET", "server/info")).get("klippy_state"))

    async def _klippy_words(self) -> str:
        """Return Klipper's own account of its state, on one line."""
        reply = await self._host.ask("GET", "printer/info")
        result = mapping(mapping(reply.data).get("result"))
        return " ".join((text(result.get("state_message")) or reply.words).split())

    async def _ready_status(self) -> PrinterStatus:
        """Make a status of Klipper's objects."""
        objects = await self._objects()
        job = Job.of(objects)
        if job.active and job.file:
            await self._scan(job.file)
        scanned, scan = self._scanned
        return status_of(objects, scan if scanned == job.file else {})

    async def _scan(self, name: str) -> None:
        """Learn Moonraker's metadata of a file, once per file."""
        if self._scanned[0] == name:
            return
        reply = await self._host.ask(
            "GET", "server/files/metadata", params={"filename": name}
        )
        if reply.ok:
            self._scanned = (name, mapping(mapping(reply.data).get("result")))

    async def _objects(self) -> dict[str, Any]:
        """Return the state of the printer's objects by name.

        Raises HostBusyError while Klipper is not connected.
        """
        try:
            result = await self._result(
                "GET", "printer/objects/query", params=dict.fromkeys(_OBJECTS, "")
            )
        except HostRefusedError as err:
            if isinstance(err, HostAuthError):
                raise
            # Moonraker has no such path before Klipper's first connection.
            raise HostBusyError("Klipper is not connected to Moonraker.") from err
        objects = mapping(result.get("status"))
        self._last_job = (Job.of(objects), time.monotonic())
        return objects

    async def _result(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """Return the object in the `result` of a good answer."""
        reply = await self._host.json(method, path, **options)
        if "result" not in reply:
            raise NotAPrinterHostError(
                "The answer is not Moonraker's: check the address."
            )
        return mapping(reply["result"])

    @override
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """POST the file with its SHA-256 to `/server/files/upload`.

        Raises ContentMismatchError when Moonraker counts other bytes, OSError
        when the local file cannot be read.
        """
        reply = await self._host.send_file(
            "server/files/upload",
            {"root": "gcodes", "checksum": source.sha256},
            source,
            name,
            progress,
        )
        item = mapping(reply.get("item"))
        stored = text(item.get("path"))
        if stored is None:
            raise NotAPrinterHostError(
                "The answer is not Moonraker's: check the address."
            )
        if item.get("size") != source.size:
            raise ContentMismatchError(
                f"Moonraker stored {item.get('size')} of {source.size} bytes."
            )
        return stored

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Read the copy back: all of it up to 8 MiB, else 18 samples of 64 KiB.

        Raises OSError when the local file cannot be read.
        """
        return await same_content(self._host, f"server/files/gcodes/{name}", source)

    @override
    async def start(self, name: str) -> None:
        """POST `/printer/print/start`, then watch print_stats while it runs.

        A print that already ended by the first look counts as started.
        """
        before = await self._check_free()
        order = asyncio.create_task(
            self._host.json(
                "POST", "printer/print/start", json={"filename": name}, timeout=ORDER
            )
        )
        try:
            await self._confirm(name, before, order)
        finally:
            order.cancel()
            await asyncio.wait([order])
            if not order.cancelled():
                order.exception()

    async def _check_free(self) -> Job:
        """Return the last job; raises HostBusyError if no start is possible now."""
        job, looked_at = self._last_job
        if job and not job.active and time.monotonic() < looked_at + FRESH_S:
            return job
        if (state := await self._klippy_state()) != "ready":
            words = await self._klippy_words()
            raise HostBusyError(f"Klipper is not ready ({state}): {words}")
        job = Job.of(await self._objects())
        if job.active:
            raise HostBusyError(f"The printer is {job.state}: {job.file}.")
        return job

    async def _confirm(
        self, name: str, before: Job, order: asyncio.Task[dict[str, Any]]
    ) -> None:
        """Wait until Klipper prints that file; 30 s from the answer to the order."""
        answered: float | None = None
        pauses = growing_pauses(POLL_S)
        while answered is None or time.monotonic() < answered + START_WAIT_S:
            try:
                objects = await self._objects()
                if Job.of(objects).is_new_print_of(name, before):
                    return
                words = text(mapping(objects.get("webhooks")).get("state_message"))
            except DriverError as err:
                words = str(err)
            if order.done() and answered is None:
                answered = time.monotonic()
                self._check_order(order)
            if answered is None:
                await asyncio.wait([order], timeout=next(pauses))
            else:
                await asyncio.sleep(next(pauses))
        raise StartUnconfirmedError(
            f"The start was sent, but the file is not being printed ({words})."
        )

    def _check_order(self, order: asyncio.Task[dict[str, Any]]) -> None:
        """Raise Klipper's refusal; a lost answer leaves open what happened."""
        try:
            order.result()
        except HostUnreachableError:
            return
        except HostBusyError as err:
            # Klipper took the order and then went away.
            if "klippy disconnected" not in str(err).lower():
                raise

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Return the newest row of `/server/history/list` with that file name.

        Klipper itself is asked where Moonraker saw nothing of the print, or not
        its end: it was over in a moment, or Moonraker was restarted. Looks
        through 500 rows. Raises HostBusyError when Klipper cannot be asked.
        """
        row = await self._row(name)
        if row and row.get("status") not in _CUT_OFF:
            return past_of(row)
        objects = await self._objects()
        return past_of(row, Job.of(objects)) if row else seen_of(name, objects)

    async def _row(self, name: str) -> dict[str, Any] | None:
        """Return the newest row of the history with that file name."""
        for page in range(HISTORY_PAGES):
            rows = await self._history(page)
            for row in rows:
                if mapping(row).get("filename") == name:
                    return mapping(row)
            if len(rows) < HISTORY_PAGE:
                break
        return None

    async def _history(self, page: int) -> list[Any]:
        """Return one page of the history, newest first."""
        result = await self._result(
            "GET",
            "server/history/list",
            params={
                "limit": HISTORY_PAGE,
                "start": page * HISTORY_PAGE,
                "order": "desc",
            },
        )
        jobs = result.get("jobs")
        return jobs if isinstance(jobs, list) else []

    @override
    async def cancel(self) -> None:
        """POST `/printer/print/cancel`; answered once the macro has run."""
        await self._host.json("POST", "printer/print/cancel", timeout=ORDER)

    @override
    async def delete(self, name: str) -> None:
        """DELETE the file; HostBusyError while it is being printed."""
        reply = await self._host.ask("DELETE", f"server/files/gcodes/{name}")
        missing = "invalid file path" in reply.words.lower()
        if reply.status != HTTPStatus.NOT_FOUND and not missing:
            good_json(reply)
