"""Which printer can take a job, and why.

Plain functions over what is known already: a verdict is asked for by every list.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import TYPE_CHECKING, Final

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
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a printer can take a job, and what speaks against it, worst first.

    `hard` says that its host can't print the file at all, whoever may want it.
    """

    fit: Fit
    reasons: tuple[str, ...]
    hard: bool = False

    @classmethod
    def of(cls, remarks: Iterable[Remark]) -> Verdict:
        """Sum up remarks."""
        worst = sorted(remarks, key=lambda remark: -BADNESS[remark.fit])
        fit = worst[0].fit if worst else Fit.FITS
        return cls(fit, tuple(remark.reason for remark in worst))

    def warned(self, reason: str) -> Verdict:
        """Return it with one more warning."""
        fit = Fit.WARNS if self.fit is Fit.FITS else self.fit
        return Verdict(fit, (*self.reasons, reason), self.hard)


def misfit(job: Job, driver: PrinterDriver) -> str | None:
    """Return why a printer cannot print a job's file, None if it can."""
    if job.extension in driver.prints:
        return None
    known = ", ".join(sorted(driver.prints))
    return (
        f"{driver.label} does not print {job.extension} files, only {known}."
        " Slice it for such a printer, or choose another one"
    )


def verdict(job: Job, printer: PrinterCoordinator) -> Verdict:
    """Return whether a printer can take a job, by all that is known now."""
    if reason := misfit(job, printer.driver):
        return Verdict(Fit.DOES_NOT_FIT, (reason,), hard=True)
    needs, facts = Needs.of(job.details), Facts.of(printer)
    if needs.silent:
        return Verdict(Fit.WARNS, ("The file does not say what it was sliced for",))
    return Verdict.of(remark for check in CHECKS for remark in check(needs, facts))


def _model(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Compare the printer's model, by the user's word: no host tells it."""
    if not needs.model:
        return
    if not facts.models:
        yield Remark(
            Fit.WARNS,
            f"Sliced for {needs.model}, and it is not known which model this printer"
            " is",
        )
    elif not any(same_name(needs.model, model) for model in facts.models):
        own = " or ".join(facts.models)
        yield Remark(
            Fit.DOES_NOT_FIT, f"Sliced for {needs.model}, this printer is {own}"
        )


def _each_tool(needs: Needs, judge: Callable[[ToolUse], Remark | None]) -> list[Remark]:
    """Return what is to be said of the tools, once where it is the same for several."""
    found: dict[Remark, list[str]] = {}
    for use in needs.uses:
        if remark := judge(use):
            found.setdefault(remark, []).append(f"T{use.tool}")
    return [
        remark
        if len(tools) == len(needs.uses)
        else Remark(remark.fit, f"{_listed(tools)}: {remark.reason}")
        for remark, tools in found.items()
    ]


def _nozzle(needs: Needs, facts: Facts) -> Iterable[Remark]:
    """Compare the nozzles of the tools that print."""

    def judge(use: ToolUse) -> Remark | None:
        if not use.nozzle:
            return None
        sliced, have = f"Sliced for a {use.nozzle:g} mm nozzle", facts.nozzle(use)
        if have is not None and abs(have - use.nozzle) <= SAME_NOZZLE_MM:
            return None
        if have is None or facts.nozzles_assumed:
            words = f"{sliced}, and it is not known which this printer has"
            return Remark(Fit.WARNS, words)
        return Remark(Fit.DOES_NOT_FIT, f"{sliced}, this printer has {have:g} mm")

    return _each_tool(needs, judge)


def _volume(needs: Needs, facts: Facts) -> list[Remark]:
    """Compare the sizes of the print, and of the slicer's bed, with the printer's."""
    unknown = Remark(Fit.WARNS, "It is not known how large this printer can print")
    if facts.volume is None:
        return [unknown] if needs.height or needs.size else []
    *bed, height = facts.volume
    found: list[Remark] = []
    if needs.height is not None and needs.height > height + ROUNDING_MM:
        words = f"It is {needs.height:g} mm tall, this printer prints up to"
        found.append(Remark(Fit.DOES_NOT_FIT, f"{words} {height:g} mm"))
    if _exceeds(needs.size, bed, ROUNDING_MM):
        words = f"It is {_area(needs.size)} mm large, this printer's bed is"
        found.append(Remark(Fit.DOES_NOT_FIT, f"{words} {_area(bed)} mm"))
    if facts.volume_assumed:
        return [unknown] if found else []
    if not found and _exceeds(needs.bed, bed, SPARE_BED_MM):
        words = f"Sliced for a bed of {_area(needs.bed)} mm, this printer's is"
        found.append(Remark(Fit.WARNS, f"{words} {_area(bed)} mm"))
    return found


def _exceeds(size: Sequence[float], bed: Sequence[float], spare: float) -> bool:
    """Tell whether something is larger than the bed, by more than that."""
    return any(side > room + spare for side, room in zip(size, bed, strict=False))


def _area(size: Sequence[float]) -> str:
    """Return a width and a depth as text."""
    return " x ".join(f"{side:g}" for side in size)


def _material(needs: Needs, facts: Facts) -> Iterable[Remark]:
    """Compare what the tools that print are loaded with."""

    def judge(use: ToolUse) -> Remark | None:
        if not use.material:
            return None
        if not (loaded := facts.loaded(use, needs)):
            return Remark(Fit.WARNS, "It is not known which material is loaded")
        alike = max(compare_materials(use.material, name) for name in loaded)
        words = f"Sliced for {use.material}, {' or '.join(loaded)} is loaded"
        return Remark(MATERIAL_FIT[alike], words) if alike in MATERIAL_FIT else None

    return _each_tool(needs, judge)


def _color(needs: Needs, facts: Facts) -> Iterable[Remark]:
    """Compare the colours that are loaded, where the user has said which these are."""

    def judge(use: ToolUse) -> Remark | None:
        have = facts.color(use, needs)
        if not use.color or not have or same_color(use.color, have):
            return None
        return Remark(Fit.WARNS, f"Sliced in {use.color}, {have} is loaded")

    return _each_tool(needs, judge)


def _tools(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Compare how many tools there are."""
    if needs.tools > 1 and facts.tools < needs.tools:
        have = f"this printer has {facts.tools}"
        if not facts.tools:
            have = "and it is not known how many this printer has"
        yield Remark(Fit.WARNS, f"It needs {needs.tools} tools, {have}")


def _plate(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Compare the plates, where the user has said which one is on the bed."""
    if needs.plate and facts.plate and not same_name(needs.plate, facts.plate):
        yield Remark(
            Fit.WARNS, f"Sliced for {needs.plate}, this printer has {facts.plate}"
        )


def _silence(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Say what could not be compared because the file does not tell it."""
    told = {
        "printer model": needs.model or not facts.models,
        "nozzle": any(use.nozzle for use in needs.uses),
        "material": any(use.material for use in needs.uses),
        "height": needs.height is not None,
    }
    if missing := [name for name, known in told.items() if not known]:
        yield Remark(Fit.WARNS, f"The file does not tell its {_listed(missing)}")


def _flavor(needs: Needs, facts: Facts) -> Iterator[Remark]:
    """Compare the flavour of the G-code with what such a host's machine takes."""
    if not needs.flavor or not facts.flavors:
        return
    if re.sub(r"[\W_]+", "", needs.flavor.casefold()) not in facts.flavors:
        yield Remark(
            Fit.WARNS,
            f"Its G-code is for {needs.flavor} firmware, a printer behind"
            f" {facts.host} may not understand all of it",
        )


type Check = Callable[[Needs, Facts], Iterable[Remark]]
CHECKS: Final[tuple[Check, ...]] = (
    *(_model, _nozzle, _volume, _material),
    *(_color, _tools, _plate, _flavor, _silence),
)


def _listed(words: list[str]) -> str:
    """Return words as a list in a sentence."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def objection(job: Job, printer: PrinterCoordinator, found: Verdict) -> str:
    """Return in few words why a job does not fit a printer."""
    if found.hard:
        return f"{printer.name} does not print {job.extension}"
    return f"{printer.name}: {found.reasons[0]}"
