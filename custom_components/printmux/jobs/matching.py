"""Which printer can take a job, and why.

Plain functions over what is known already: a verdict is asked for by every list.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import TYPE_CHECKING, Final

from ..phrases import Join, Phrase, listing, phrase
from ..printers.driver import PrinterDriver
from .likeness import Likeness, compare_materials, same_color, same_name
from .models import Job
from .needs import Facts, Needs, ToolUse

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

# Slicers round: a layer more than this above the top is too high.
ROUNDING_MM: Final = 0.05
SAME_NOZZLE_MM: Final = 0.01
# Users tell slicers and hosts of the same bed in slightly different sizes.
SPARE_BED_MM: Final = 10


class Fit(StrEnum):
    """Whether a printer can take a job."""

    FITS = "fits"
    WARNS = "warns"
    DOES_NOT_FIT = "does_not_fit"


# How bad each is.
BADNESS: Final = {fit: badness for badness, fit in enumerate(Fit)}
MATERIAL_FIT: Final = {
    Likeness.AKIN: Fit.WARNS,
    Likeness.OTHER: Fit.DOES_NOT_FIT,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that speaks against a printer."""

    fit: Fit
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a printer can take a job, and what speaks against it, worst first.

    `hard` says that its host can't print the file at all, whoever may want it.
    """

    fit: Fit
    reasons: tuple[Phrase, ...]
    hard: bool = False

    @classmethod
    def of(cls, remarks: Iterable[Remark]) -> Verdict:
        """Sum up remarks."""
        worst = sorted(remarks, key=lambda remark: -BADNESS[remark.fit])
        fit = worst[0].fit if worst else Fit.FITS
        return cls(fit, tuple(remark.reason for remark in worst))

    def warned(self, reason: Phrase) -> Verdict:
        """Return it with one more warning."""
        fit = Fit.WARNS if self.fit is Fit.FITS else self.fit
        return Verdict(fit, (*self.reasons, reason), self.hard)


def misfit(job: Job, driver: PrinterDriver) -> Phrase | None:
    """Return why a printer cannot print a job's file, None if it can."""
    if job.extension in driver.prints:
        return None
    known = listing(Join.COMMAS, sorted(driver.prints))
    return phrase("fit.format", host=driver.label, extension=job.extension, known=known)


def verdict(job: Job, printer: PrinterCoordinator) -> Verdict:
    """Return whether a printer can take a job, by all that is known now."""
    if reason := misfit(job, printer.driver):
        return Verdict(Fit.DOES_NOT_FIT, (reason,), hard=True)
    needs, facts = Needs.of(job.details), Facts.of(printer)
    if needs.silent:
        return Verdict(Fit.WARNS, (phrase("fit.silent"),))
    return Verdict.of(remark for check in CHECKS for remark in check(needs, facts))


def _model(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Compare the printer's model, by the user's word: no host tells it."""
    if not needs.model:
        return
    if not facts.models:
        yield Remark(Fit.WARNS, phrase("fit.model_unknown", model=needs.model))
    elif not any(same_name(needs.model, model) for model in facts.models):
        own = listing(Join.OR, facts.models)
        words = phrase("fit.model", model=needs.model, own=own)
        yield Remark(Fit.DOES_NOT_FIT, words)


def _each_tool(needs: Needs, judge: Callable[[ToolUse], Remark | None]) -> list[Remark]:
    """Return what is to be said of the tools, once where it is the same for several."""
    found: dict[Remark, list[str]] = {}
    for use in needs.uses:
        if remark := judge(use):
            found.setdefault(remark, []).append(f"T{use.tool}")
    return [
        remark
        if len(tools) == len(needs.uses)
        else Remark(remark.fit, _of_tools(tools, remark.reason))
        for remark, tools in found.items()
    ]


def _of_tools(tools: list[str], reason: Phrase) -> Phrase:
    """Return a reason with the tools that it is about."""
    return phrase("fit.tools", tools=listing(Join.AND, tools), reason=reason)


def _nozzle(needs: Needs, facts: Facts) -> Iterable[Remark]:
    """Compare the nozzles of the tools that print."""

    def judge(use: ToolUse) -> Remark | None:
        if not use.nozzle:
            return None
        have = facts.nozzle(use)
        if have is not None and abs(have - use.nozzle) <= SAME_NOZZLE_MM:
            return None
        if have is None or facts.nozzles_assumed:
            words = phrase("fit.nozzle_unknown", nozzle=use.nozzle)
            return Remark(Fit.WARNS, words)
        words = phrase("fit.nozzle", nozzle=use.nozzle, own=have)
        return Remark(Fit.DOES_NOT_FIT, words)

    return _each_tool(needs, judge)


def _volume(needs: Needs, facts: Facts) -> list[Remark]:
    """Compare the sizes of the print, and of the slicer's bed, with the printer's."""
    unknown = Remark(Fit.WARNS, phrase("fit.volume_unknown"))
    if facts.volume is None:
        return [unknown] if needs.height or needs.size else []
    *bed, height = facts.volume
    found: list[Remark] = []
    if needs.height is not None and needs.height > height + ROUNDING_MM:
        words = phrase("fit.height", height=needs.height, most=height)
        found.append(Remark(Fit.DOES_NOT_FIT, words))
    if _exceeds(needs.size, bed, ROUNDING_MM):
        words = phrase("fit.size", size=_area(needs.size), bed=_area(bed))
        found.append(Remark(Fit.DOES_NOT_FIT, words))
    if facts.volume_assumed:
        return [unknown] if found else []
    if not found and _exceeds(needs.bed, bed, SPARE_BED_MM):
        words = phrase("fit.bed", bed=_area(needs.bed), own=_area(bed))
        found.append(Remark(Fit.WARNS, words))
    return found


def _exceeds(size: Sequence[float], bed: Sequence[float], spare: float) -> bool:
    """Tell whether something is larger than the bed, by more than that."""
    return any(side > room + spare for side, room in zip(size, bed, strict=False))


def _area(size: Sequence[float]) -> Phrase:
    """Return a width and a depth as text."""
    width, depth = size
    return phrase("area", width=width, depth=depth)


def _material(needs: Needs, facts: Facts) -> Iterable[Remark]:
    """Compare what the tools that print are loaded with."""

    def judge(use: ToolUse) -> Remark | None:
        if not use.material:
            return None
        if not (loaded := facts.loaded(use, needs)):
            return Remark(Fit.WARNS, phrase("fit.material_unknown"))
        alike = max(compare_materials(use.material, name) for name in loaded)
        if (fit := MATERIAL_FIT.get(alike)) is None:
            return None
        own = listing(Join.OR, loaded)
        return Remark(fit, phrase("fit.material", material=use.material, loaded=own))

    return _each_tool(needs, judge)


def _color(needs: Needs, facts: Facts) -> Iterable[Remark]:
    """Compare the colours that are loaded, where the user has said which these are."""

    def judge(use: ToolUse) -> Remark | None:
        have = facts.color(use, needs)
        if not use.color or not have or same_color(use.color, have):
            return None
        return Remark(Fit.WARNS, phrase("fit.color", color=use.color, loaded=have))

    return _each_tool(needs, judge)


def _tools(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Compare how many tools there are."""
    if needs.tools > 1 and facts.tools < needs.tools:
        words = phrase("fit.count", tools=needs.tools, own=facts.tools)
        if not facts.tools:
            words = phrase("fit.count_unknown", tools=needs.tools)
        yield Remark(Fit.WARNS, words)


def _plate(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Compare the plates, where the user has said which one is on the bed."""
    if needs.plate and facts.plate and not same_name(needs.plate, facts.plate):
        words = phrase("fit.plate", plate=needs.plate, own=facts.plate)
        yield Remark(Fit.WARNS, words)


def _silence(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Say what could not be compared because the file does not tell it."""
    told = {
        phrase("fact.model"): needs.model or not facts.models,
        phrase("fact.nozzle"): any(use.nozzle for use in needs.uses),
        phrase("fact.material"): any(use.material for use in needs.uses),
        phrase("fact.height"): needs.height is not None,
    }
    if missing := [name for name, known in told.items() if not known]:
        words = phrase("fit.untold", facts=listing(Join.AND, missing))
        yield Remark(Fit.WARNS, words)


def _flavor(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Compare the flavour of the G-code with what such a host's machine takes."""
    if not needs.flavor or not facts.flavors:
        return
    if re.sub(r"[\W_]+", "", needs.flavor.casefold()) not in facts.flavors:
        words = phrase("fit.flavor", flavor=needs.flavor, host=facts.host)
        yield Remark(Fit.WARNS, words)


type Check = Callable[[Needs, Facts], Iterable[Remark]]
CHECKS: Final[tuple[Check, ...]] = (
    *(_model, _nozzle, _volume, _material),
    *(_color, _tools, _plate, _flavor, _silence),
)


def objection(job: Job, printer: PrinterCoordinator, found: Verdict) -> Phrase:
    """Return in few words why a job does not fit a printer."""
    if found.hard:
        return phrase("route.format", printer=printer.name, extension=job.extension)
    return phrase("route.objection", printer=printer.name, reason=found.reasons[0])
