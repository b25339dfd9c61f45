"""Klipper printers behind Moonraker.

Implements Moonraker's documentation pages external_api/server, printer,
file_manager, history and database; tried against 0.11.0.
"""

from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus
from typing import Any, ClassVar, Final, override

import aiohttp

from ..phrases import phrase
from .driver import (
    Command,
    HostInfo,
    PastPrint,
    Picture,
    PrinterDetails,
    PrinterDriver,
    PrinterStatus,
    ProgressCallback,
    SourceFile,
    StatusCallback,
)
from .errors import (
    ContentMismatchError,
    HostAuthError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from .http import REFUSALS, Host, Reply, good_json, mapping, text
from .moonraker_data import COMMON, Job, past_of, seen_of, status_of, wanted_of
from .moonraker_details import read_details, read_picture
from .moonraker_host import MoonrakerHost
from .moonraker_layers import height_of
from .moonraker_live import Live, unready_status
from .moonraker_orders import PATHS, Orders
from .moonraker_socket import NoSocketError
from .readback import same_content

HISTORY_PAGE: Final = 50
HISTORY_PAGES: Final = 10
# The print itself may have gone on after Moonraker closed such a record.
_CUT_OFF: Final = frozenset({"server_exit", "interrupted"})


class MoonrakerDriver(PrinterDriver):
    """A printer with Klipper (or a fork of it) and Moonraker 0.8 or later."""

    kind: ClassVar[str] = "moonraker"
    label: ClassVar[str] = "Moonraker (Klipper)"
    # Of a .ufp it stores the G-code inside: no copy to compare with the upload.
    printable: ClassVar[frozenset[str]] = frozenset({".gcode", ".g", ".gco", ".nc"})
    flavors: ClassVar[frozenset[str]] = frozenset(
        {"klipper", "marlin", "marlin2", "reprap"}
    )
    # Moonraker names an upload's temporary file after the whole second.
    upload_spacing: ClassVar[float | None] = 1.1
    commands: ClassVar[frozenset[Command]] = frozenset(PATHS)
    pushes: bool = True
    sets_targets: ClassVar[bool] = True

    def __init__(
        self, session: aiohttp.ClientSession, url: str, api_key: str | None = None
    ) -> None:
        """See PrinterDriver; opens nothing."""
        super().__init__(session, url, api_key)
        self._host = MoonrakerHost(session, self.url, api_key)
        self._live = Live(session, self.url, api_key)
        self._orders = Orders(self._host, self._live)
        self._known = PrinterDetails()

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
        if reply.status in REFUSALS:
            raise driver._refused(reply)
        info = mapping(good_json(reply).get("result"))
        return HostInfo(
            kind=cls.kind,
            name=await driver._name(),
            software=f"Moonraker {text(info.get('moonraker_version')) or '?'}",
            unique_id=await driver.identity(),
        )

    @override
    async def identity(self) -> str | None:
        """Return the id that Moonraker made for itself, from its database."""
        asked = ("moonraker", "instance_id")
        reply = await self._item(self._host, *asked)
        if reply.status not in REFUSALS:
            return _value(reply)
        # Another one may refuse the key, and trust us without any.
        open_host = Host(self.session, self.url, None)
        raise self._refused(reply, _value(await self._item(open_host, *asked)))

    def _refused(self, reply: Reply, identity: str | None = None) -> HostAuthError:
        """Return the error for a key that is wrong or missing."""
        if self.api_key:
            words = phrase("host.key_of", host="Moonraker", words=reply.words)
            return HostAuthError(words, identity)
        return HostAuthError(phrase("host.key_wanted", host="Moonraker"))

    async def _is_moonraker(self, reply: Reply) -> bool:
        """Tell from the answer to `/server/info` whether Moonraker speaks."""
        result = mapping(mapping(reply.data).get("result"))
        if "moonraker_version" in result or "klippy_state" in result:
            return True
        if reply.data is None and reply.status in (502, 503, 504):
            raise HostUnreachableError(phrase("host.proxy", words=reply.words))
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
        return _value(await self._item(self._host, namespace, key))

    @staticmethod
    async def _item(host: Host, namespace: str, key: str) -> Reply:
        """Ask for one thing in Moonraker's database."""
        return await host.ask(
            "GET", "server/database/item", params={"namespace": namespace, "key": key}
        )

    @override
    async def look(self) -> PrinterStatus:
        """Ask `/server/info` and, with Klipper ready, its objects."""
        state = await self._host.klippy_state()
        if state == "ready":
            return await self._ready_status()
        return unready_status(state, await self._host.klippy_words())

    async def _ready_status(self) -> PrinterStatus:
        """Make a status of Klipper's objects."""
        wanted = wanted_of(await self._host.object_names() or COMMON)
        objects = await self._host.objects(wanted)
        job = Job.of(objects)
        scan: dict[str, Any] = {}
        if job.file:
            reply = await self._host.ask(
                "GET", "server/files/metadata", params={"filename": job.file}
            )
            scan = mapping(mapping(reply.data).get("result"))
        return status_of(objects, scan, height_of(objects))

    @override
    async def follow(self, report: StatusCallback) -> None:
        """Listen to the websocket; where there is none, look time and again."""
        # Over HTTP first, which tells what is wrong and takes the key nowhere else.
        await self._host.klippy_state()
        self.pushes = True
        with suppress(NoSocketError):
            await self._live.follow(report)
        # Whoever has to know how the printer is this moment has to ask.
        self.pushes = False
        await super().follow(report)

    @override
    async def details(self) -> PrinterDetails:
        """Ask for totals, cameras and the machine's settings; see read_details."""
        self._known = await read_details(self._host, self.url, self._known)
        return self._known

    @override
    async def picture(self, file: str) -> Picture | None:
        """Return the largest thumbnail that Moonraker took out of the file."""
        return await read_picture(self._host, file)

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
            raise NotAPrinterHostError(phrase("host.wrong", host="Moonraker"))
        if item.get("size") != source.size:
            raise ContentMismatchError(
                phrase("copy.stored", size=str(item.get("size")), wanted=source.size)
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
        """See Orders.start."""
        await self._orders.start(name)

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
        objects = await self._host.objects()
        return past_of(row, Job.of(objects)) if row else seen_of(name, objects)

    @override
    async def take_back(self, name: str) -> bool:
        """Delete the file, then look: what Klipper has not opened by then it never will.

        Moonraker writes a row as soon as a print has begun, so one without a row that
        Klipper does not remember was none. Raises HostBusyError when Klipper prints it.
        """
        await self.delete(name)
        if Job.of(await self._host.objects()).file == name:
            return False
        names = [row.get("filename") async for row in self._rows()]
        return name not in names and len(names) < HISTORY_PAGES * HISTORY_PAGE

    async def _row(self, name: str) -> dict[str, Any] | None:
        """Return the newest row of the history with that file name."""
        async for row in self._rows():
            if row.get("filename") == name:
                return row
        return None

    async def _rows(self) -> AsyncIterator[dict[str, Any]]:
        """Yield the rows of the history, newest first, as many as are looked through."""
        for page in range(HISTORY_PAGES):
            rows = await self._history(page)
            for row in rows:
                yield mapping(row)
            if len(rows) < HISTORY_PAGE:
                break

    async def _history(self, page: int) -> list[Any]:
        """Return one page of the history, newest first."""
        result = await self._host.result(
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
        await self._orders.command(Command.CANCEL)

    @override
    async def command(self, command: Command) -> None:
        """See Orders.command."""
        await self._orders.command(command)

    @override
    async def set_target(self, heater: str, celsius: float) -> None:
        """See Orders.set_target."""
        await self._orders.set_target(heater, celsius)

    @override
    async def delete(self, name: str) -> None:
        """DELETE the file; HostBusyError while it is being printed."""
        reply = await self._host.ask("DELETE", f"server/files/gcodes/{name}")
        missing = "invalid file path" in reply.words.lower()
        if reply.status != HTTPStatus.NOT_FOUND and not missing:
            good_json(reply)


def _value(reply: Reply) -> str | None:
    """Return the text that Moonraker's database has, if it is one."""
    return text(mapping(mapping(reply.data).get("result")).get("value"))
