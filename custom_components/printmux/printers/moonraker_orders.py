"""Orders to Klipper through Moonraker: to start a print, and what buttons do.

Implements Moonraker's page external_api/printer, and Klipper's G-code
SET_HEATER_TEMPERATURE.
"""

import asyncio
import math
import time
from typing import Any, Final

from ..phrases import Words, phrase
from .driver import Command
from .errors import (
    DriverError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    StartUnconfirmedError,
)
from .http import ORDER, mapping, text
from .moonraker_data import Job, Objects, heater_of
from .moonraker_host import MoonrakerHost
from .moonraker_live import Live
from .pace import growing_pauses

START_WAIT_S: Final = 30.0
POLL_S: Final = 0.5
PAUSE_WAIT_S: Final = 5.0
# Klipper answers once an order is done, behind all that it has to do before.
TAKEN_S: Final = 10.0

PATHS: Final = {
    Command.PAUSE: "printer/print/pause",
    Command.RESUME: "printer/print/resume",
    Command.CANCEL: "printer/print/cancel",
    Command.EMERGENCY_STOP: "printer/emergency_stop",
    Command.FIRMWARE_RESTART: "printer/firmware_restart",
}
_PRINT: Final = ("print_stats", "pause_resume")
# Klipper takes these at any time: a pause without a print would stay for the next one.
_NEEDS: Final = {
    Command.PAUSE: (("printing",), "No print is running that could be paused."),
    Command.RESUME: (("paused",), "No print is paused."),
    Command.CANCEL: (("printing", "paused"), "No print is running."),
}


class Orders:
    """What Klipper is told to do; what came of it is heard live, or else asked for."""

    def __init__(self, host: MoonrakerHost, live: Live) -> None:
        """Take whom to tell and where to hear."""
        self._host = host
        self._live = live
        self._in_turn = asyncio.Lock()

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
            await _give_up(order)

    async def command(self, command: Command) -> None:
        """Give one of the orders of `PATHS`; see PrinterDriver."""
        if command not in PATHS:
            raise HostRefusedError(f"Moonraker does not know how to {command}.")
        if command in _NEEDS:
            # Two buttons pressed at once: the second is for what the first one left.
            async with self._in_turn:
                await self._change_print(command)
            return
        if command is Command.FIRMWARE_RESTART:
            self._live.expect_restart()
        await self._order(PATHS[command])

    async def _change_print(self, command: Command) -> None:
        """Give an order to the print that is on; see _NEEDS."""
        states, words = _NEEDS[command]
        objects = await self._host.objects(_PRINT)
        if Job.of(objects).state not in states:
            raise HostRefusedError(words)
        if command is Command.RESUME:
            await self._await_pause(objects)
        await self._order(PATHS[command])

    async def _await_pause(self, objects: Objects) -> None:
        """Wait until Klipper has run its pause: it loses a resume that comes before.

        A filament sensor stops the print half a second ahead of it. Macros may
        pause in their own way, and say nothing.
        """
        end = time.monotonic() + PAUSE_WAIT_S
        while mapping(objects.get("pause_resume")).get("is_paused") is False:
            if time.monotonic() > end:
                return
            await asyncio.sleep(POLL_S)
            objects = await self._host.objects(_PRINT)

    async def set_target(self, heater: str, celsius: float) -> None:
        """Run SET_HEATER_TEMPERATURE; see PrinterDriver."""
        objects = self._live.objects if self._live.fresh else None
        found = heater_of(objects or await self._host.object_names(), heater)
        if found is None or not math.isfinite(celsius):
            raise HostRefusedError(f"The printer has no heater {heater}.")
        await self._order(
            "printer/gcode/script",
            json={
                "script": f"SET_HEATER_TEMPERATURE HEATER={found} TARGET={celsius:g}"
            },
        )

    async def _order(self, path: str, **options: Any) -> None:
        """POST an order and wait until it is done, or surely taken."""
        order = asyncio.create_task(
            self._host.json("POST", path, timeout=ORDER, **options)
        )
        try:
            await asyncio.wait([order], timeout=TAKEN_S)
            if order.done():
                order.result()
            elif not self._live.fresh:
                await self._host.klippy_state()
        finally:
            await _give_up(order)

    async def _check_free(self) -> Job:
        """Return the last job; raises HostBusyError if no start is possible now."""
        job = Job.of(self._live.objects) if self._live.fresh else self._host.last_job
        if job and not job.active:
            return job
        if (state := await self._host.klippy_state()) != "ready":
            words = await self._host.klippy_words()
            raise HostBusyError(
                phrase("klipper.not_ready", state=str(state), words=words)
            )
        job = Job.of(await self._host.objects())
        if job.active:
            raise HostBusyError(phrase(f"host.is_{job.state}", file=str(job.file)))
        return job

    async def _confirm(
        self, name: str, before: Job, order: asyncio.Task[dict[str, Any]]
    ) -> None:
        """Wait until Klipper prints that file; 30 s from the answer to the order."""
        answered: float | None = None
        pauses = growing_pauses(POLL_S)
        while answered is None or time.monotonic() < answered + START_WAIT_S:
            news = self._live.changed
            try:
                objects = await self._look()
                if Job.of(objects).is_new_print_of(name, before):
                    return
                words: Words = str(
                    text(objects.get("webhooks", {}).get("state_message"))
                )
            except DriverError as err:
                words = err.words
            if order.done() and answered is None:
                answered = time.monotonic()
                _check_order(order)
            await _wait(news, order if answered is None else None, next(pauses))
        raise StartUnconfirmedError(phrase("host.start_lost", words=words))

    async def _look(self) -> Objects:
        """Return Klipper's objects as they are heard, or else as they are told."""
        return self._live.objects if self._live.fresh else await self._host.objects()


async def _wait(
    news: asyncio.Event, order: asyncio.Task[Any] | None, most_s: float
) -> None:
    """Wait for news or for the order's end, but no longer than that."""
    heard = asyncio.create_task(news.wait())
    try:
        await asyncio.wait(
            [heard, order] if order else [heard],
            timeout=most_s,
            return_when=asyncio.FIRST_COMPLETED,
        )
    finally:
        heard.cancel()


async def _give_up(order: asyncio.Task[Any]) -> None:
    """End an order's request, wherever it is; nobody asks for its error any more."""
    order.cancel()
    await asyncio.wait([order])
    if not order.cancelled():
        order.exception()


def _check_order(order: asyncio.Task[dict[str, Any]]) -> None:
    """Raise Klipper's refusal; a lost answer leaves open what happened."""
    try:
        order.result()
    except HostUnreachableError:
        return
    except HostBusyError as err:
        # Klipper took the order and then went away.
        if "klippy disconnected" not in str(err).lower():
            raise
