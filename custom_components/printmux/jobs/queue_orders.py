"""What users do with the queue: hold back, release, move, and see when it goes on."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..printers.driver import ACTIVE_STATES, PrinterState
from .clock import utc_now
from .dispatcher import Dispatcher
from .errors import refusal
from .ledger import Ledger
from .models import Target
from .places import Place, moved, plan
from .queue import PASSED_BY
from .states import chosen_targets

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator


class QueueOrders:
    """Changes the order of what waits; what has begun is left alone."""

    def __init__(
        self,
        ledger: Ledger,
        dispatcher: Dispatcher,
        printers: Mapping[str, PrinterCoordinator],
    ) -> None:
        """Take the parts."""
        self._ledger = ledger
        self._dispatcher = dispatcher
        self._queue = dispatcher.queue
        self._printers = printers

    async def async_hold(
        self, job_id: str, target_ids: Collection[str] | None, *, held: bool
    ) -> list[Target]:
        """Hold a job's waiting targets back, or let them go on.

        What waits for filament, or for a printer that has enough, then prints with
        what there is.
        Raises ServiceValidationError when none waits.
        """
        job = await self._ledger.async_require(job_id)
        found = [
            t
            for t in chosen_targets(job, job.targets, target_ids)
            if t.start and not (t.ended or t.start_sent)
        ]
        if not found:
            raise refusal("nothing_waits", job=job.name)
        changed = []
        for target in found:
            anyway = not held and target.waiting_for in PASSED_BY
            changed.append(
                await self._ledger.async_change_target(
                    target, held=held, forced=target.forced or anyway
                )
            )
        for target in changed:
            self._dispatcher.room.wake(target.id)
        return changed

    async def async_move(
        self,
        job_id: str,
        target_ids: Collection[str] | None,
        position: int | None,
        priority: int | None,
    ) -> list[Target]:
        """Move a job's waiting targets in the queues of their printers.

        `position` counts from 1. Raises ServiceValidationError when none waits.
        """
        job = await self._ledger.async_require(job_id)
        in_line = {t.id: t for _, t in self._queue.all()}
        found = [
            in_line[t.id]
            for t in chosen_targets(job, job.targets, target_ids)
            if t.id in in_line
        ]
        if not found:
            raise refusal("nothing_waits", job=job.name)
        if priority is not None:
            await self._ledger.async_reorder(
                [(target, priority, target.rank) for target in found]
            )
        if position is not None:
            # Each goes before the one that was moved there just now.
            for target in reversed(found):
                await self._async_place(target, position)
        changed = [self._ledger.target(job.id, target.id) for target in found]
        for target in changed:
            self._dispatcher.room.wake(target.printer_id)
        return changed

    async def _async_place(self, target: Target, position: int) -> None:
        """Give a target that position, and a priority that goes with it."""
        line = [other for _, other in self._queue.line(target.printer_id)]
        line = moved(line, target, position)
        at = line.index(target)
        most = line[at - 1].priority if at else None
        least = line[at + 1].priority if at + 1 < len(line) else None
        priority = target.priority
        if least is not None:
            priority = max(priority, least)
        if most is not None:
            priority = min(priority, most)
        first = min(other.rank for other in line)
        await self._ledger.async_reorder(
            [
                (other, priority if other is target else other.priority, first + index)
                for index, other in enumerate(line)
            ]
        )

    @property
    def version(self) -> int:
        """Return what is another one when the queue may have changed."""
        return self._ledger.version

    def places(self) -> dict[str, Place]:
        """Return where all that wait stand, and when they may start."""
        now = utc_now()
        found: dict[str, Place] = {}
        for printer_id in {target.printer_id for _, target in self._queue.all()}:
            line = self._queue.line(printer_id)
            found |= plan(line, self._free_at(printer_id, now), now)
        return found

    def _free_at(self, printer_id: str, now: datetime) -> datetime | None:
        """Return when a printer is free, None if nobody knows."""
        printer = self._printers.get(printer_id)
        status = printer.data if printer else None
        if status is None or status.state is PrinterState.OFFLINE:
            return None
        active = status.state in ACTIVE_STATES
        if active and status.remaining_s is not None:
            return now + timedelta(seconds=status.remaining_s)
        if holder := self._queue.holder(printer_id):
            seconds = self._ledger.jobs[holder.job_id].details.get("estimated_time_s")
            left = 1 - (status.progress or 0.0) if active else 1.0
            return now + timedelta(seconds=seconds * left) if seconds else None
        return None if active else now
