"""Follows Klipper over Moonraker's websocket: it tells what lasts, and is asked the rest.

Klipper pushes what moves four times a second, and few look at it that often: it costs
the printer's host more than it tells. So only what changes seldom is subscribed to.

Implements Moonraker's pages external_api/printer (subscribe) and
external_api/jsonrpc_notifications.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import aiohttp
from yarl import URL

from ..phrases import phrase
from .driver import PrinterState, PrinterStatus, StatusCallback
from .errors import DriverError, HostBusyError
from .http import mapping, text
from .moonraker_data import (
    Job,
    Objects,
    Wanted,
    is_measured,
    is_news,
    objects_of,
    status_of,
    told_and_asked,
    wanted_of,
)
from .moonraker_layers import Heights, told_layer
from .moonraker_socket import Notice, Socket, open_socket

# What only moves is asked for this often, in seconds, and with all that is told.
NUMBERS_S: Final = 2.5
# Moonraker tells that Klipper is ready, but not that it starts or cannot.
ASK_AGAIN_S: Final = 2.0
# The same while Moonraker itself is about to learn more.
BETWEEN_S: Final = 0.25
MAX_DOUBTS: Final = 8
# How long a Klipper may be away that said it would restart.
RESTART_S: Final = 10.0
# How long a first report may wait for temperatures.
MEASURE_S: Final = 2.0
# Moonraker tells its own load each second: after this silence it may be gone.
FRESH_S: Final = 3.0

KLIPPER_GONE: Final = phrase("klipper.alone")

GONE: Final = "disconnected"
_KLIPPER: Final = frozenset(
    {"notify_klippy_ready", "notify_klippy_shutdown", "notify_klippy_disconnected"}
)
_FILES: Final = frozenset({"notify_history_changed", "notify_filelist_changed"})
_STATUS: Final = "notify_status_update"
_LEAVING: Final = "Klipper state: Disconnect"


class _KlipperChangedError(Exception):
    """Klipper is not what it was: all is to be asked anew."""


class Live:
    """A printer as its host tells of it, while `follow` runs.

    `objects` are Klipper's, whole from the first report on, and empty whenever
    Klipper is not ready. `changed` is set, and replaced, with each piece of news.
    """

    def __init__(
        self, session: aiohttp.ClientSession, url: URL, api_key: str | None
    ) -> None:
        """Take where Moonraker is; opens nothing."""
        self.objects: Objects = {}
        self.changed = asyncio.Event()
        self._where = (session, url, api_key)
        self._socket: Socket | None = None
        self._scan: tuple[str | None, dict[str, Any]] = (None, {})
        self._heights = Heights()
        self._asked: Wanted = {}
        self._restarting_until = 0.0
        self._doubts = 0
        self._reported: PrinterStatus | None = None

    @property
    def fresh(self) -> bool:
        """Tell whether `objects` are those of this moment."""
        socket = self._socket
        return socket is not None and bool(self.objects) and socket.quiet_s < FRESH_S

    def expect_restart(self) -> None:
        """Take it that Klipper, if it goes away now, is on its way back."""
        now = asyncio.get_running_loop().time()
        self._restarting_until = now + RESTART_S

    async def follow(self, report: StatusCallback) -> None:
        """See PrinterDriver; raises NoSocketError where there is no websocket."""
        self._reported = None
        self._doubts = 0
        try:
            async with open_socket(*self._where) as socket:
                self._socket = socket
                while True:
                    try:
                        await self._stay(socket, report)
                    except _KlipperChangedError:
                        self._forget()
        finally:
            self._socket = None
            self._forget()

    async def _stay(self, socket: Socket, report: StatusCallback) -> None:
        """Report how the printer is, as long as Klipper stays ready or not ready."""
        state = await _klippy_state(socket)
        if state == "ready" and await self._subscribe(socket):
            await self._track(socket, report)
        else:
            await self._wait(socket, state, report)

    def _forget(self) -> None:
        """Know nothing of the printer any more."""
        self.objects = {}
        self._tell()

    def _tell(self) -> None:
        """Wake whoever waits for news."""
        self.changed.set()
        self.changed = asyncio.Event()

    async def _subscribe(self, socket: Socket) -> bool:
        """Learn all there is to know; False if Klipper has just gone."""
        try:
            listed = mapping(await socket.call("printer.objects.list"))
            wanted = wanted_of(map(str, listed.get("objects", ())))
            told, self._asked = told_and_asked(wanted)
            answer = await socket.call("printer.objects.subscribe", {"objects": told})
            # What was told before is older than the answer.
            socket.drop(_STATUS)
            self.objects = objects_of(answer)
            self._heights.forget()
            await self._measure(socket)
        except HostBusyError:
            return False
        self._restarting_until = 0.0
        self._tell()
        return True

    async def _measure(self, socket: Socket) -> None:
        """Ask for what moves, for a while until all of it is measured."""
        loop = asyncio.get_running_loop()
        settled_by = loop.time() + MEASURE_S
        await self._look(socket)
        while not is_measured(self.objects) and loop.time() < settled_by:
            await asyncio.sleep(BETWEEN_S)
            await self._look(socket)

    async def _track(self, socket: Socket, report: StatusCallback) -> None:
        """Report what changes: news at once, what only moves when it is due."""
        while True:
            await self._report(socket, report)
            with suppress(TimeoutError):
                async with asyncio.timeout(NUMBERS_S):
                    while not self._take(await socket.next_notice()):
                        pass
            # A Klipper that has no time for it will have; one that goes, says so.
            with suppress(HostBusyError):
                while not await self._look(socket) and self._may_hop:
                    pass

    async def _look(self, socket: Socket) -> bool:
        """Ask for what moves, and tell whether there was news."""
        answer = await socket.call("printer.objects.query", {"objects": self._asked})
        # What was told before is older than the answer.
        news = [self._take(notice) for notice in socket.take_waiting()]
        return self._merge(objects_of(answer)) or any(news)

    @property
    def _may_hop(self) -> bool:
        """Tell whether the nozzle's height counts, and it has only just risen."""
        stats = self.objects.get("print_stats", {})
        prints = stats.get("state") == "printing"
        return prints and self._heights.rising and not told_layer(stats)

    def _take(self, notice: Notice) -> bool:
        """Learn from a notice, and tell whether it is news of the printer.

        Raises _KlipperChangedError when all is to be asked anew.
        """
        if notice.method == _STATUS:
            if "webhooks" in notice.first:
                raise _KlipperChangedError
            return self._merge(notice.first)
        if notice.method in _KLIPPER:
            raise _KlipperChangedError
        if notice.method == "notify_gcode_response":
            if any(_LEAVING in str(line) for line in notice.params):
                self.expect_restart()
        elif notice.method in _FILES and not self._scan[1]:
            self._scan = (None, {})
        return False

    def _merge(self, changes: Mapping[str, Any]) -> bool:
        """Take what has changed into what is known, and tell whether it is news."""
        news = is_news(changes, self.objects)
        was_active = news and Job.of(self.objects).active
        for name, changed in changes.items():
            self.objects.setdefault(name, {}).update(mapping(changed))
        self._heights.take(mapping(changes))
        if not news:
            return False
        if not was_active and Job.of(self.objects).active:
            # The file may be another one of the same name.
            self._scan = (None, {})
            self._heights.forget()
        self._tell()
        return True

    async def _report(self, socket: Socket, report: StatusCallback) -> None:
        """Report how the printer is, if that is not what was reported last."""
        job = Job.of(self.objects)
        if job.file and job.file != self._scan[0]:
            # Without it the progress would begin with that of the thumbnails.
            self._scan = (job.file, await _metadata(socket, job.file))
        elif not job.file:
            self._scan = (None, {})
        self._hand_over(
            status_of(self.objects, self._scan[1], self._heights.lowest), report
        )

    def _hand_over(self, status: PrinterStatus, report: StatusCallback) -> None:
        """Report a status that is not the last one."""
        if status != self._reported:
            self._reported = status
            report(status)

    async def _wait(
        self, socket: Socket, state: str | None, report: StatusCallback
    ) -> None:
        """Report why Klipper is not ready, and wait until that may have changed."""
        loop = asyncio.get_running_loop()
        info = await _klippy_info(socket)
        words = text(info.get("state_message"))
        # Ready for itself, or just gone: Moonraker tells of that in a moment.
        between = info.get("state") == "ready" or (state != GONE and not words)
        self._doubts = self._doubts + 1 if between else 0
        between &= self._doubts <= MAX_DOUBTS
        if state != "ready" and not between:
            restarting = loop.time() < self._restarting_until
            self._hand_over(unready_status(state, words, restarting=restarting), report)
        end = loop.time() + (BETWEEN_S if between else ASK_AGAIN_S)
        while (left := end - loop.time()) > 0:
            if notice := await socket.notice(left):
                self._take(notice)


def unready_status(
    state: str | None, words: str | None, *, restarting: bool = False
) -> PrinterStatus:
    """Make a status of the state of a Klipper that is not ready."""
    words = " ".join((words or "").split()) or None
    match state:
        case "startup":
            return PrinterStatus(state=PrinterState.STARTING, message=words)
        case "error" | "shutdown":
            return PrinterStatus(state=PrinterState.ERROR, message=words)
    if restarting:
        return PrinterStatus(
            state=PrinterState.STARTING, message=phrase("klipper.restarting")
        )
    return PrinterStatus(state=PrinterState.OFFLINE, message=KLIPPER_GONE)


async def _klippy_state(socket: Socket) -> str | None:
    """Return ready, startup, error, shutdown or disconnected."""
    return text(mapping(await socket.call("server.info")).get("klippy_state"))


async def _klippy_info(socket: Socket) -> dict[str, Any]:
    """Return what Klipper says of itself, nothing while it cannot be asked."""
    try:
        return mapping(await socket.call("printer.info"))
    except DriverError:
        return {}


async def _metadata(socket: Socket, name: str) -> dict[str, Any]:
    """Return what Moonraker knows of a file, nothing where it does not."""
    try:
        return mapping(await socket.call("server.files.metadata", {"filename": name}))
    except DriverError:
        return {}
