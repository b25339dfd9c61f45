"""Which printer of several a target goes to, and why."""

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple

from ..phrases import Join, Listing, Phrase, Words, listing, phrase
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
WORDS: Final = {
    FREE: "choice.free",
    SWITCHED_OFF: "choice.switched_off",
    BUSY: "choice.busy",
    OFFLINE: "choice.offline",
}
# Of so many others it is told why they were not chosen.
MOST_TOLD: Final = 9


class Choice(NamedTuple):
    """The printer that was chosen, and why not the others."""

    printer: PrinterCoordinator
    why: Words


class Candidate(NamedTuple):
    """A printer that fits; what compares lowest is best.

    `last` is how many go there before, for what is at a printer already whether this
    is another one. `number` makes the order certain.
    """

    soon: int
    warns: bool
    last: int
    number: int
    printer: PrinterCoordinator
    reasons: tuple[Phrase, ...]

    def after(self, taken: int) -> Candidate:
        """Return the same printer once others of this dispatch go there."""
        soon = BUSY if taken and self.soon in (FREE, SWITCHED_OFF) else self.soon
        return self._replace(soon=soon, last=self.last + taken)

    @property
    def words(self) -> Phrase:
        """Return how the printer is."""
        words = phrase(WORDS[self.soon], printer=self.printer.name)
        if not self.reasons:
            return words
        reasons = listing(Join.COMMAS, self.reasons)
        return phrase("choice.reasons", choice=words, reasons=reasons)


class Field:
    """All printers of a pool, as they suit a job now."""

    def __init__(
        self,
        queue: Queue,
        job: Job,
        pool: Collection[str],
        target: Target | None = None,
    ) -> None:
        """Look at the printers; `target` is what waits at one of them already."""
        self._fitting: list[Candidate] = []
        self._misfits: list[Phrase] = []
        self._taken: Counter[str] = Counter()
        for number, printer in enumerate(queue.members(pool)):
            verdict = queue.judge(job, printer, target)
            if verdict.fit is Fit.DOES_NOT_FIT:
                reasons = listing(Join.COMMAS, verdict.reasons)
                misfit = phrase("choice.misfit", printer=printer.name, reasons=reasons)
                self._misfits.append(misfit)
                continue
            here = target is not None and target.printer_id == printer.printer_id
            line = queue.line(printer.printer_id)
            candidate = Candidate(
                soon=_soon(queue, printer, target),
                warns=verdict.fit is Fit.WARNS,
                last=len(line) if target is None else not here,
                number=number,
                printer=printer,
                reasons=verdict.reasons,
            )
            self._fitting.append(candidate)

    def choose(self) -> Choice | Wait:
        """Return the best printer, or that none fits; the next copy is chosen after."""
        if not self._fitting:
            words = self._misfits or [phrase("choice.nobody")]
            return Wait(WaitingFor.PRINTER, listing(Join.SENTENCES, words))
        best, *others = sorted(
            each.after(self._taken[each.printer.printer_id]) for each in self._fitting
        )
        self._taken[best.printer.printer_id] += 1
        told = [best.words]
        told += [other.words for other in others[:MOST_TOLD]]
        told += self._misfits[: max(0, MOST_TOLD - len(others))]
        if untold := 1 + len(others) + len(self._misfits) - len(told):
            told.append(phrase("choice.more", number=untold))
        return Choice(best.printer, listing(Join.SEMICOLONS, told))


def explain(wanted: Words | None, choice: Words) -> Words:
    """Return why a target is where it is: who wanted that, then why this printer."""
    return listing(Join.LINES, (wanted, choice)) if wanted else choice


def who_wanted(why: Words | None) -> Words | None:
    """Return the first part of what `explain` made, None if it had none."""
    match why:
        case Listing(Join.LINES, (first, *_)):
            return first
        case str():
            # Written before there were phrases.
            first, parted, _ = why.partition("\n")
            return first if parted else None
    return None


def is_startable(printer: PrinterCoordinator) -> bool:
    """Tell whether a printer could start something now, or once it has power."""
    status = printer.data
    if status is None or status.state is PrinterState.OFFLINE:
        return Power.of(printer.config) is not None
    return printer_wait(printer, status) is None


def _soon(queue: Queue, printer: PrinterCoordinator, target: Target | None) -> int:
    """Return how soon a printer could start."""
    printer_id = printer.printer_id
    if target is not None:
        taken = queue.ahead_of(target, printer_id) is not None
    else:
        taken = bool(queue.holder(printer_id) or queue.line(printer_id))
    ready = is_startable(printer) and not taken
    if printer.online:
        return FREE if ready else BUSY
    return SWITCHED_OFF if ready else OFFLINE
