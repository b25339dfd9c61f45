"""The queue: in which order targets get their printers."""

from collections.abc import Callable, Collection, Iterator, Mapping
from operator import is_not
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant

from .clock import utc_now
from .filament import held_shortage
from .gates import own_wait
from .ledger import Ledger
from .matching import Fit, Verdict, verdict
from .models import Job, Target, TargetState, WaitingFor

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

# The name of news for all that may go to one of several printers.
ANYWHERE = "anywhere"
# Who waits for this waits for itself alone: others may go first.
PASSED_BY = frozenset({WaitingFor.FILAMENT, WaitingFor.PRINTER})


def queue_key(target: Target) -> tuple[int, int, str]:
    """Return what the queue is sorted by."""
    return -target.priority, target.rank, target.id


def waits(target: Target) -> bool:
    """Tell whether a target stands in the queue: nothing of its print has begun."""
    return target.start and target.state is TargetState.PENDING


def is_movable(target: Target) -> bool:
    """Tell whether a target may still go to another printer."""
    return target.pool is not None and waits(target)


def has_printer(target: Target) -> bool:
    """Tell whether a target has a printer for itself: its print is under way."""
    return not (
        target.ended
        or not target.start
        or target.state is TargetState.NEEDS_ATTENTION
        or waits(target)
    )


class Queue:
    """All targets that wait or print, over all printers."""

    def __init__(
        self,
        hass: HomeAssistant,
        ledger: Ledger,
        printers: Mapping[str, PrinterCoordinator],
        included: Callable[[str], bool],
        runs: Collection[str],
    ) -> None:
        """Take the printers; `runs` are the ids of the targets that are worked on."""
        self._hass = hass
        self._ledger = ledger
        self.printers = printers
        self._included = included
        self._runs = runs
        self._version = -1
        self._all: list[tuple[Job, Target]] = []
        self._lines: dict[str, list[tuple[Job, Target]]] = {}
        self._holders: dict[str, list[Target]] = {}
        # Printers that could start something now, or once they have power.
        self.startable: set[str] = set()
        self._verdicts: dict[tuple[str, str], tuple[tuple[object, ...], Verdict]] = {}

    def _read(self) -> None:
        """Sort anew what has changed since the last time."""
        if self._version == self._ledger.version:
            return
        self._version = self._ledger.version
        self._all, self._lines, self._holders = [], {}, {}
        for job in self._ledger.jobs.values():
            for target in job.targets:
                if waits(target):
                    self._all.append((job, target))
                elif has_printer(target):
                    self._holders.setdefault(target.printer_id, []).append(target)
        self._all.sort(key=lambda pair: queue_key(pair[1]))
        for pair in self._all:
            self._lines.setdefault(pair[1].printer_id, []).append(pair)

    def all(self) -> list[tuple[Job, Target]]:
        """Return all that waits, and its jobs, in order."""
        self._read()
        return self._all

    def line(self, printer_id: str) -> list[tuple[Job, Target]]:
        """Return what waits at a printer, and its jobs, in order."""
        self._read()
        return self._lines.get(printer_id, [])

    def holder(self, printer_id: str) -> Target | None:
        """Return a target of ours that has the printer."""
        self._read()
        return next(iter(self._holders.get(printer_id, ())), None)

    def members(self, pool: Collection[str]) -> Iterator[PrinterCoordinator]:
        """Yield the printers of a pool; an empty one means all that are included."""
        for printer_id, printer in self.printers.items():
            if self._is_member(pool, printer_id):
                yield printer

    def _is_member(self, pool: Collection[str] | None, printer_id: str) -> bool:
        """Tell whether a pool has that printer."""
        return printer_id in pool if pool else self._included(printer_id)

    def reach(self, target: Target) -> set[str]:
        """Return at which of the startable printers a target may start."""
        if target.pool is None:
            return self.startable & {target.printer_id}
        return {key for key in self.startable if self._is_member(target.pool, key)}

    def is_restless(self, job: Job, target: Target) -> bool:
        """Tell whether a target may have to go over to another printer now.

        Asked of all that wait each time one of many printers could start something.
        """
        here = self.printers.get(target.printer_id)
        if here is None:
            return True
        if here.data is None:
            # It is looked at first.
            return False
        if not self._is_member(target.pool, target.printer_id):
            return True
        if self.judge(job, here, target).fit is Fit.DOES_NOT_FIT:
            return True
        reach = self.reach(target)
        if target.printer_id in reach and not self.ahead_of(target, target.printer_id):
            return False
        others = reach - {target.printer_id}
        return any(self.ahead_of(target, key) is None for key in others)

    def has_reached(self, job: Job, target: Target) -> bool:
        """Tell whether another printer that a target may go to can be reached."""
        return any(
            printer.online
            and self.judge(job, printer, target).fit is not Fit.DOES_NOT_FIT
            for printer in self.members(target.pool or ())
        )

    def verdict(self, job: Job, printer: PrinterCoordinator) -> Verdict:
        """Return whether a job fits a printer; worked out anew for new facts only."""
        key = job.id, printer.printer_id
        known = self._verdicts.get(key)
        # A file may be sent before it is read, a host may be known only later.
        facts = job.details, printer.config, printer.details, printer.driver.prints
        if known is None or any(map(is_not, known[0], facts, strict=True)):
            known = facts, verdict(job, printer)
            self._verdicts[key] = known
        return known[1]

    def judge(
        self, job: Job, printer: PrinterCoordinator, target: Target | None = None
    ) -> Verdict:
        """Return whether a printer could begin a job, if it had nothing else to do.

        One that is to wait for filament does not fit until there is enough, unless
        the user has the target print with what there is.
        """
        found = self.verdict(job, printer)
        if found.fit is Fit.DOES_NOT_FIT:
            return found
        if (words := held_shortage(self._hass, job, printer)) is None:
            return found
        if target is not None and target.forced:
            return found.warned(words)
        return Verdict(Fit.DOES_NOT_FIT, (words,))

    def forget(self, job_id: str) -> None:
        """Forget what was worked out for a job."""
        for key in [key for key in self._verdicts if key[0] == job_id]:
            del self._verdicts[key]

    def ahead_of(self, target: Target, printer_id: str) -> Target | None:
        """Return the target that has a printer, or goes there first."""
        self._read()
        for other in self._holders.get(printer_id, ()):
            if other.id != target.id and other.id in self._runs:
                return other
        for job, other in self._all:
            if other.id == target.id:
                return None
            if other.id in self._runs and self._wants(job, other, printer_id):
                return other
        return None

    def _wants(self, job: Job, target: Target, printer_id: str) -> bool:
        """Tell whether a waiting target would start on a printer if it could."""
        if target.waiting_for in PASSED_BY:
            return False
        if is_movable(target):
            printer = self.printers.get(printer_id)
            if printer is None or not self._is_member(target.pool, printer_id):
                return False
            if self.judge(job, printer, target).fit is Fit.DOES_NOT_FIT:
                return False
        elif target.printer_id != printer_id:
            return False
        return own_wait(self._hass, target, utc_now()) is None
