"""New targets: one per printer and copy, or per copy for a pool of printers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..phrases import Join, Words, listing, phrase
from .candidates import Field, explain
from .clock import utc_now
from .errors import refusal
from .gates import Wait
from .ids import new_id
from .ledger import Ledger
from .matching import Fit
from .models import Job, Target, TargetState, Terms
from .naming import make_remote_name
from .queue import Queue

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

MAX_COPIES = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether a target may go to a printer: not with a `problem`."""

    why: Words | None
    problem: Words | None = None
    forced: bool = False


class TargetMaker:
    """Makes the targets of a dispatch; one that can't be printed has failed already."""

    def __init__(self, ledger: Ledger, queue: Queue) -> None:
        """Take what knows the printers and the jobs."""
        self._ledger = ledger
        self._queue = queue

    def fixed(
        self,
        job: Job,
        printer_ids: Sequence[str],
        copies: int,
        terms: Terms,
    ) -> list[Target]:
        """Return a target for each copy on each printer. ServiceValidationError."""
        if not printer_ids:
            raise refusal("no_printers")
        _check_copies(copies)
        wanted = list(dict.fromkeys(printer_ids))
        return [
            self._make(job, printer_id, copy, terms)
            for copy in range(1, copies + 1)
            for printer_id in wanted
        ]

    def anywhere(
        self, job: Job, pool: Sequence[str], copies: int, terms: Terms
    ) -> list[Target]:
        """Return a target for each copy, on whichever printer of a pool is first.

        An empty pool means all that are included. Raises ServiceValidationError when
        none fits.
        """
        _check_copies(copies)
        field = Field(self._queue, job, pool)
        targets = []
        for copy in range(1, copies + 1):
            choice = field.choose()
            if isinstance(choice, Wait):
                words = str(choice.words)
                raise refusal("no_printer_fits", job=job.name, reasons=words)
            printer_id = choice.printer.printer_id
            targets.append(
                self._make(job, printer_id, copy, terms, choice.why, tuple(pool))
            )
        return targets

    def _make(
        self,
        job: Job,
        printer_id: str,
        copy: int,
        terms: Terms,
        choice: Words | None = None,
        pool: tuple[str, ...] | None = None,
    ) -> Target:
        """Return a new target. Raises ServiceValidationError for no such printer."""
        if (printer := self._queue.printers.get(printer_id)) is None:
            raise refusal("printer_not_found", printer=printer_id)
        why = terms.why if choice is None else explain(terms.why, choice)
        fit = self.judge(job, printer, terms, why)
        now = utc_now()
        return Target(
            id=new_id(),
            job_id=job.id,
            printer_id=printer_id,
            printer_name=printer.name,
            copy=copy,
            start=terms.start,
            state=TargetState.FAILED if fit.problem else TargetState.PENDING,
            remote_name=make_remote_name(job.name, job.extension),
            error_message=fit.problem,
            why=fit.why,
            # A mere upload goes to one printer at once.
            pool=pool if terms.start else None,
            rule_id=terms.rule_id,
            forced=fit.forced,
            priority=terms.priority,
            rank=self._ledger.next_rank(),
            start_at=terms.start_at,
            start_when=terms.start_when,
            created_at=now,
            updated_at=now,
            ended_at=now if fit.problem else None,
        )

    def judge(
        self, job: Job, printer: PrinterCoordinator, terms: Terms, why: Words | None
    ) -> Judgement:
        """Return what is to be said of a job for a printer that was chosen over `why`."""
        verdict = self._queue.verdict(job, printer)
        if verdict.fit is not Fit.DOES_NOT_FIT or not (terms.start or verdict.hard):
            # It fits, but may have to wait for filament.
            waits = self._queue.judge(job, printer).fit is Fit.DOES_NOT_FIT
            return Judgement(why=why, forced=terms.forced and waits)
        reasons = listing(Join.SENTENCES, verdict.reasons)
        if verdict.hard:
            return Judgement(why=why, problem=reasons)
        if not terms.forced:
            return Judgement(why=why, problem=phrase("target.misfit", reasons=reasons))
        why = why or phrase("choice.yours")
        why = phrase("choice.although", why=why, reasons=reasons)
        return Judgement(why=why, forced=True)


def _check_copies(copies: int) -> None:
    """Raise ServiceValidationError for a number that nobody can mean."""
    if not 1 <= copies <= MAX_COPIES:
        raise refusal("bad_copies", most=str(MAX_COPIES))
