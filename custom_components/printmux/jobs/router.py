"""Where uploads go by themselves: by folder, rule, slicer key, or as the options say."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.exceptions import ServiceValidationError

from ..const import LOGGER
from ..phrases import Join, Phrase, Words, listing, phrase
from . import records
from .dispatcher import Dispatcher
from .folders import sent_by_folder
from .ledger import Ledger
from .matching import Fit, objection
from .models import WAITING_JOB_STATES, Job, Terms
from .naming import alike
from .rules import Mode, Rule, Spread, first_match
from .settings import Route

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator
    from .service import JobService


@dataclass(frozen=True, slots=True)
class Guide:
    """What the user has said beforehand: where a slicer key's jobs go, and the rules."""

    route_of: Callable[[str | None], Route | None]
    rules: Callable[[], Iterable[Rule]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Where a job goes, and why. Without printers it is left to the user.

    `first_free`: to whichever of them is free first, not to all.
    """

    printer_ids: tuple[str, ...] = ()
    first_free: bool = False
    start: bool = False
    why: Phrase
    rule_id: str | None = None


class Router:
    """Sends jobs on for which somebody has said beforehand where they go."""

    def __init__(
        self,
        jobs: JobService,
        ledger: Ledger,
        dispatcher: Dispatcher,
        guide: Guide,
    ) -> None:
        """Take the parts; what it decides is dispatched by `jobs`."""
        self._jobs = jobs
        self._ledger = ledger
        self._queue = dispatcher.queue
        self._guide = guide
        self._routing = asyncio.Lock()

    async def async_route(self, job_id: str) -> None:
        """Send a job on if anything says where, or note why it is left to the user."""
        # The slicer's two ways of saying "and print" may arrive at the same time.
        async with self._routing:
            if (job := self._ledger.jobs.get(job_id)) is None:
                return
            try:
                await self._async_route_job(job)
            except ServiceValidationError as err:
                LOGGER.warning("%s waits for a printer to be picked: %s", job.name, err)
            except Exception:  # noqa: BLE001 - whatever it is, the user can still pick
                LOGGER.exception("%s waits for a printer to be picked", job.name)

    async def _async_route_job(self, job: Job) -> None:
        """Route a job. Raises ServiceValidationError."""
        start = job.start_requested and job.key_id is not None
        if not job.waiting:
            if start and delivered(job) and self._is_to_print(job):
                await self._jobs.orders.async_start_sent(job)
            return
        choice = await self._async_choose(job, start=start)
        left = choice.why if choice and not choice.printer_ids else None
        # Somebody may dispatch it meanwhile: then that is what was wanted.
        only = WAITING_JOB_STATES
        if left != job.why:
            job = await self._ledger.async_change_job(job, only=only, why=left)
        if choice and choice.printer_ids:
            dispatch = self._jobs.async_dispatch
            if choice.first_free:
                dispatch = self._jobs.async_dispatch_any
            terms = Terms(why=choice.why, rule_id=choice.rule_id)
            where, start = choice.printer_ids, choice.start
            await dispatch(job.id, where, start=start, terms=terms, only=only)

    async def _async_choose(self, job: Job, *, start: bool) -> Choice | None:
        """Return where a job goes: the first that says so counts."""
        if (folder := self._jobs.folders.find(job)) is not None:
            return Choice(printer_ids=folder.printer_ids, start=start, why=folder.why)
        if (rule := first_match(self._guide.rules(), job)) is not None:
            return await self._async_choose_by_rule(rule, job)
        return self._choose_for_start(job) if start else None

    def _choose_for_start(self, job: Job) -> Choice | None:
        """Return where a job is printed that no rule is about."""
        route = self._guide.route_of(job.key_id)
        if route is not None and route.printer_ids:
            return Choice(
                printer_ids=route.printer_ids,
                start=route.start,
                why=phrase("route.key"),
            )
        if not self._jobs.settings.auto_print:
            return None
        printers = _by_name(self._queue.members(()))
        fitting, others = self._split(job, printers)
        if not fitting:
            return Choice(why=_with(phrase("route.no_printer_fits"), others))
        return Choice(
            printer_ids=tuple(printer.printer_id for printer in printers),
            first_free=True,
            start=True,
            why=phrase("route.auto"),
        )

    async def _async_choose_by_rule(self, rule: Rule, job: Job) -> Choice:
        """Return where a rule sends a job."""
        if rule.mode is Mode.ASK:
            return Choice(why=phrase("route.ask", rule=rule.name))
        start = rule.mode is Mode.PRINT
        if start and job.key_id is None:
            return Choice(why=phrase("route.keyless", rule=rule.name))
        printers = self._printers_of(rule)
        if not printers:
            return Choice(why=_of(rule, _nobody(rule)))
        fitting, others = self._split(job, printers)
        if not fitting:
            return Choice(why=_of(rule, _with(phrase("route.none_fits"), others)))
        if rule.spread is Spread.FIRST_FREE:
            # Each time one could take it all of them are looked at anew.
            return Choice(
                printer_ids=tuple(printer.printer_id for printer in printers),
                first_free=True,
                start=start,
                why=phrase("route.rule", rule=rule.name),
                rule_id=rule.id,
            )
        if rule.spread is Spread.ROUND_ROBIN:
            turn = await self._async_next_in_turn(rule, fitting)
            waiting = [
                phrase("route.not_turn", printer=p.name)
                for p in fitting
                if p is not turn
            ]
            chosen = [turn.printer_id]
            words = _with(phrase("route.turn", printer=turn.name), waiting + others)
        else:
            chosen = [printer.printer_id for printer in fitting]
            words = _with(phrase("route.all"), others)
        return Choice(
            printer_ids=tuple(chosen),
            start=start,
            why=_of(rule, words),
            rule_id=rule.id,
        )

    async def _async_next_in_turn(
        self, rule: Rule, printers: list[PrinterCoordinator]
    ) -> PrinterCoordinator:
        """Return the printer after the one that had a rule's last job, by name."""
        last = await self._ledger.database.async_run(
            lambda connection: records.last_printer_of_rule(connection, rule.id)
        )
        if last is None:
            return printers[0]
        later = (p for p in printers if _place(p.name, p.printer_id) > _place(*last))
        return next(later, printers[0])

    def _printers_of(self, rule: Rule) -> list[PrinterCoordinator]:
        """Return the printers that a rule means, by name; those it lost don't count."""
        wanted = set(rule.printers)
        for tag in rule.tags:
            wanted.update(self._jobs.folders.tagged(tag))
        if not wanted and rule.tags:
            return []
        # None named means all that are included.
        return _by_name(self._queue.members(wanted))

    def _split(
        self, job: Job, printers: Iterable[PrinterCoordinator]
    ) -> tuple[list[PrinterCoordinator], list[Phrase]]:
        """Return the printers that fit a job, and of each other one why it does not."""
        fitting: list[PrinterCoordinator] = []
        others: list[Phrase] = []
        for printer in printers:
            found = self._queue.verdict(job, printer)
            if found.fit is Fit.DOES_NOT_FIT:
                others.append(objection(job, printer, found))
            else:
                fitting.append(printer)
        return fitting, others

    def _is_to_print(self, job: Job) -> bool:
        """Tell whether a job that was sent by itself is to be printed, now asked to.

        A rule that only uploads means that, whenever the slicer asks.
        """
        if any(sent_by_folder(job, target) for target in job.targets):
            return True
        if (rule := first_match(self._guide.rules(), job)) is not None:
            return rule.mode is Mode.PRINT
        choice = self._choose_for_start(job)
        return choice is not None and choice.start


def delivered(job: Job) -> bool:
    """Tell whether a job was sent by itself, by nobody else, and without a start."""
    return bool(job.targets) and all(
        not target.start and (target.rule_id or sent_by_folder(job, target))
        for target in job.targets
    )


def _of(rule: Rule, reason: Words) -> Phrase:
    """Return a reason that names its rule."""
    return phrase("route.of_rule", rule=rule.name, reason=reason)


def _with(reason: Phrase, others: list[Phrase]) -> Phrase:
    """Return a reason that tells why it was none of the others, too."""
    if not others:
        return reason
    told = listing(Join.SEMICOLONS, others)
    return phrase("route.others", reason=reason, others=told)


def _nobody(rule: Rule) -> Words:
    """Return why a rule has no printer."""
    reasons = []
    if rule.printers:
        reasons.append(phrase("route.printers_gone"))
    if rule.tags:
        reasons.append(phrase("route.no_tagged"))
    return listing(Join.AND, reasons or [phrase("route.nobody")])


def _by_name(printers: Iterable[PrinterCoordinator]) -> list[PrinterCoordinator]:
    """Return printers in the order of their names."""
    return sorted(printers, key=lambda p: _place(p.name, p.printer_id))


def _place(name: str, printer_id: str) -> tuple[str, str]:
    """Return what printers are sorted by."""
    return alike(name), printer_id
