"""Runs the targets: one task each, bounded uploads, wake-ups when printers change."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event

from ..const import DOMAIN, LOGGER
from ..phrases import phrase
from .candidates import is_startable
from .filament import sensor_of
from .gates import Wait, printer_wait
from .ledger import Ledger
from .models import Job, Target, TargetState, WaitingFor
from .queue import ANYWHERE, PASSED_BY, Queue, has_printer
from .settings import Settings
from .stagger import Stagger
from .target_run import TargetRun
from .turns import HostTurns, Places
from .wakes import Wakes

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

PARALLEL_UPLOADS = 4
# While a target waits for this, those behind it go first.
PASSES = PASSED_BY | {WaitingFor.HOLD, WaitingFor.TIME, WaitingFor.ENTITY}
UNSEEN = Wait(WaitingFor.OFFLINE)


class Dispatcher:
    """Owns the tasks that take targets to their end."""

    def __init__(
        self,
        hass: HomeAssistant,
        ledger: Ledger,
        printers: Mapping[str, PrinterCoordinator],
        included: Callable[[str], bool],
        settings: Callable[[], Settings],
    ) -> None:
        """Keep the parts; nothing runs yet."""
        self.hass = hass
        self.ledger = ledger
        self.printers = printers
        self.turns = HostTurns()
        self.uploads = Places(PARALLEL_UPLOADS)
        # News of all that printers do, and of room for more prints.
        self.news = Wakes()
        self.room = Wakes()
        self._settings = settings
        self.stagger = Stagger(printers, lambda: settings().stagger)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self.queue = Queue(hass, ledger, printers, included, self._tasks)
        self._rooms: dict[str, tuple[object, ...]] = {}
        self._heeded: dict[str, set[str]] = {}
        self._stops: list[CALLBACK_TYPE] = []

    @property
    def patience(self) -> timedelta:
        """Return how long a printer that can't be reached is waited for."""
        return self._settings().patience

    @callback
    def run(self, job: Job, target: Target) -> None:
        """Begin, or go on with, a target."""
        if target.ended or target.id in self._tasks:
            return
        run = TargetRun(self, job, target)
        task = self.hass.async_create_background_task(
            self._async_guard(run, target), f"{DOMAIN} target {target.id}"
        )
        self._tasks[target.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(target.id, None))

    async def _async_guard(self, run: TargetRun, target: Target) -> None:
        """Run a target; a fault of our own ends that target alone, with words."""
        try:
            await run.async_run()
        except Exception:  # noqa: BLE001 - one target's fault is not the others'
            LOGGER.exception("Target %s stopped over a fault in PrintMux", target.id)
            await run.async_fail(phrase("target.fault"))

    async def async_stop_target(self, target_id: str) -> None:
        """Stop working on a target and wait until nothing of it runs."""
        if (task := self._tasks.get(target_id)) is None:
            return
        task.cancel()
        await asyncio.wait([task])

    async def async_stop(self) -> None:
        """Stop all; states stay as they were written."""
        for stop in self._stops:
            stop()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    @callback
    def printer_changed(self, printer_id: str) -> None:
        """Wake whoever follows a printer, and the queue if it can start more or less."""
        self.news.wake(printer_id)
        room = self._room_at(printer_id)
        if room != self._rooms.get(printer_id):
            self._rooms[printer_id] = room
            self.room.wake(printer_id)
            self._note_startable(printer_id)

    def _note_startable(self, printer_id: str) -> None:
        """Note whether a printer could start something; that is news for all pools."""
        printer = self.printers.get(printer_id)
        if printer is not None and (sensor := sensor_of(printer)):
            self.heed(sensor, printer_id)
            self.heed(sensor, ANYWHERE)
        if printer is not None and is_startable(printer):
            self.queue.startable.add(printer_id)
            self.room.wake(ANYWHERE)
        else:
            self.queue.startable.discard(printer_id)

    def _room_at(self, printer_id: str) -> tuple[object, ...]:
        """Return what of a printer the queue goes by."""
        if (printer := self.printers.get(printer_id)) is None:
            return ()
        wait = printer_wait(printer, printer.data) if printer.data else UNSEEN
        return wait, printer.config, printer.details

    @callback
    def target_changed(self, target: Target) -> None:
        """Wake those behind a target that has moved on, or lets others go first."""
        if target.state is TargetState.PENDING and target.waiting_for not in PASSES:
            return
        reach = self.queue.reach(target)
        if has_printer(target):
            reach.discard(target.printer_id)
        for printer_id in reach:
            self.room.wake(printer_id)
        if reach:
            self.room.wake(ANYWHERE)

    @callback
    def heed(self, entity_id: str, name: str) -> None:
        """Wake those who wait for a name when an entity changes."""
        if entity_id not in self._heeded:
            self._heeded[entity_id] = set()
            self._stops.append(
                async_track_state_change_event(
                    self.hass, entity_id, self._entity_changed
                )
            )
        self._heeded[entity_id].add(name)

    @callback
    def _entity_changed(self, event: Event[EventStateChangedData]) -> None:
        """Wake those who wait for what an entity tells."""
        for name in self._heeded[event.data["entity_id"]]:
            self.room.wake(name)
