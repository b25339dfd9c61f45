"""Which printer of several a target goes to, and why."""

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from ..power import Power
from ..printers.driver import PrinterState
from .gates import Wait, printer_wait
from .matching import Fit
from .models import Job, Target, WaitingFor
from .queue import Queue

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

# How soon a printer could start.
FREE, SWITCHED_OFF, BUSY, OFFLINE = range(4)
WORDS = {
    FREE: "free",
    SWITCHED_OFF: "switched off, and can be switched on",
    BUSY: "busy",
    OFFLINE: "offline",
}


class Choice(NamedTuple):
    """The printer that was chosen, and why not the others."""

    printer: PrinterCoordinator
    why: str


def choose(
    queue: Queue,
    job: Job,
    pool: Collection[str],
    target: Target | None = None,
    taken: Counter[str] | None = None,
) -> Choice | Wait:
    """Return the best printer of a pool for a job, or that none fits.

    For a `target` that waits the printer that it is at is as good as others that are
    no sooner free. `taken` counts what else goes to each printer in the same dispatch.
    """
    taken = taken or Counter()
    ranks: dict[tuple[int, ...], tuple[PrinterCoordinator, str]] = {}
    misfits: list[str] = []
    for number, printer in enumerate(queue.members(pool)):
        verdict = queue.judge(job, printer)
        if verdict.fit is Fit.DOES_NOT_FIT:
            misfits.append(f"{printer.name} does not fit: {', '.join(verdict.reasons)}")
            continue
        soon = _soon(queue, printer, target, taken)
        if target is None:
            last = len(queue.line(printer.printer_id)) + taken[printer.printer_id]
        else:
            last = printer.printer_id != target.printer_id
        rank = (soon, verdict.fit is Fit.WARNS, last, number)
        words = f"{printer.name} is {WORDS[soon]}"
        if verdict.reasons:
            words += f" ({', '.join(verdict.reasons)})"
        ranks[rank] = printer, words
    if not ranks:
        return Wait(WaitingFor.PRINTER, ". ".join(misfits) or "There is no printer")
    best, *others = (ranks[rank] for rank in sorted(ranks))
    rest = "; ".join([*(words for _, words in others), *misfits])
    return Choice(best[0], best[1] + (f"; {rest}" if rest else ""))


def explain(wanted: str | None, choice: str) -> str:
    """Return why a target is where it is: who wanted that, then why this printer."""
    return f"{wanted}\n{choice}" if wanted else choice


def who_wanted(why: str | None) -> str | None:
    """Return the first part of what `explain` made, None if it had none."""
    first, parted, _ = (why or "").partition("\n")
    return first if parted else None


def _soon(
    queue: Queue,
    printer: PrinterCoordinator,
    target: Target | None,
    taken: Counter[str],
) -> int:
    """Return how soon a printer could start."""
    status, printer_id = printer.data, printer.printer_id
    if target is not None:
        others = queue.ahead_of(target, printer_id) is not None
    else:
        others = bool(queue.holder(printer_id) or queue.line(printer_id))
    others = others or taken[printer_id] > 0
    if status is None or status.state is PrinterState.OFFLINE:
        has_switch = Power.of(printer.config) is not None
        return SWITCHED_OFF if has_switch and not others else OFFLINE
    return BUSY if others or printer_wait(printer, status) else FREE
