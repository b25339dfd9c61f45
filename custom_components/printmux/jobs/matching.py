"""Which printer can take a job, and why."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..printers.driver import PrinterDriver, PrinterState
from .models import Job

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator


def misfit(job: Job, driver: PrinterDriver) -> str | None:
    """Return why a printer cannot print a job's file, None if it can."""
    if job.extension in driver.prints:
        return None
    known = ", ".join(sorted(driver.prints))
    return (
        f"{driver.label} does not print {job.extension} files, only {known}."
        " Slice it for such a printer, or choose another one"
    )


def pick_free(
    job: Job, printers: Iterable[PrinterCoordinator]
) -> tuple[str, str] | None:
    """Return the id of the best printer that fits and the reason, None if none fits.

    A printer that could start now beats one that is busy, a busy one one that is off.
    """
    best: tuple[int, str, str] | None = None
    others: list[str] = []
    for printer in printers:
        if misfit(job, printer.driver):
            others.append(f"{printer.name} does not print {job.extension}")
            continue
        rank, words = _rank(printer)
        others.append(f"{printer.name} is {words}")
        if best is None or rank < best[0]:
            best = (rank, printer.printer_id, others[-1])
    if best is None:
        return None
    rest = "; ".join(other for other in others if other != best[2])
    return best[1], f"{best[2]}" + (f" ({rest})" if rest else "")


def _rank(printer: PrinterCoordinator) -> tuple[int, str]:
    """Return how soon a printer could start, lowest first, and a word for it."""
    status = printer.data
    if status is None or status.state is PrinterState.OFFLINE:
        return 2, "offline"
    return (0, "free") if status.ready else (1, "busy")
