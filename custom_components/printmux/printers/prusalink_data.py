"""What PrusaLink's answers mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import time
from typing import Any, Final, Self

from ..phrases import Words, phrase
from .driver import Heater, Outcome, PrinterState, PrinterStatus
from .http import mapping, number, text

_STATES: Final = {
    "IDLE": PrinterState.IDLE,
    "READY": PrinterState.IDLE,
    "BUSY": PrinterState.IDLE,
    "PRINTING": PrinterState.PRINTING,
    "PAUSED": PrinterState.PAUSED,
    "FINISHED": PrinterState.FINISHED,
    "STOPPED": PrinterState.CANCELLED,
    "ATTENTION": PrinterState.ERROR,
    "ERROR": PrinterState.ERROR,
}
# With a print at hand: printers built on Buddy are busy when they finish or recover.
_STATES_IN_PRINT: Final = {
    "BUSY": PrinterState.PRINTING,
    "ATTENTION": PrinterState.PAUSED,
}
IN_PRINT: Final = ("PRINTING", "PAUSED")
_FREE: Final = ("IDLE", "READY")
_ENDED: Final = ("FINISHED", "STOPPED")
OUTCOMES: Final = {
    "FINISHED": Outcome.COMPLETED,
    "STOPPED": Outcome.CANCELLED,
    "ERROR": Outcome.ERROR,
}
_WORDS: Final = {
    "BUSY": phrase("prusalink.busy_else"),
    "FINISHED": phrase("prusalink.ended"),
    "STOPPED": phrase("prusalink.ended"),
    "ATTENTION": phrase("prusalink.attention"),
    "ERROR": phrase("prusalink.error"),
}
# The storage of printers that run PrusaLink in their own firmware.
FIRMWARE_STORAGE: Final = "usb"


@dataclass(frozen=True, slots=True)
class Job:
    """A print that PrusaLink has at hand.

    `file` is its path in the storage. Firmware also has a `short` name of 8.3
    letters for it, and may tell that one alone.
    """

    job_id: str | None
    file: str
    short: str | None = None
    printed_s: float | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self | None:
        """Read the answer of `/api/v1/job`; None where there is no job."""
        entry = mapping(data.get("file"))
        short = text(entry.get("name"))
        shown = text(entry.get("display_name")) or short
        if shown is None:
            return None
        # Firmware tells the folder as `path`, a Raspberry Pi the whole path; both
        # begin with the storage.
        folders = (text(entry.get("path")) or "").strip("/").split("/")[1:]
        if folders and folders[-1] in (shown, short):
            folders.pop()
        return cls(
            job_id=read_id(data.get("id")),
            file="/".join((*folders, shown)),
            short=short,
            printed_s=number(data.get("time_printing")),
        )

    def is_of(self, name: str) -> bool:
        """Tell whether it prints that file of the root folder."""
        return name in (self.file, self.short)


@dataclass(slots=True)
class Trace:
    """What was seen of the last print: PrusaLink itself forgets it at once."""

    job: Job
    outcome: Outcome | None = None
    ended_at: float | None = None

    def end(self, outcome: Outcome) -> None:
        """Note how the print ended."""
        self.outcome = outcome
        self.ended_at = time.time()


def read_id(value: Any) -> str | None:
    """Return a job's number as a text."""
    return str(value) if isinstance(value, int) else None


def find_storage(value: Any) -> str | None:
    """Return the storage that takes files, None where there is none now."""
    listed = value if isinstance(value, list) else [value]
    for storage in map(mapping, listed):
        path = (text(storage.get("path")) or "").strip("/")
        takes = not storage.get("read_only") and storage.get("available", True)
        if path and takes:
            return path
    return None


def read_status(
    answer: Mapping[str, Any], trace: Trace | None, *, firmware: bool
) -> PrinterStatus:
    """Read the answer of `/api/v1/status`, with what is known of the print."""
    printer = mapping(answer.get("printer"))
    job = mapping(answer.get("job"))
    word = text(printer.get("state")) or "UNKNOWN"
    printing = trace is not None and trace.outcome is None
    state = _STATES.get(word, PrinterState.IDLE)
    if printing:
        state = _STATES_IN_PRINT.get(word, state)
    # A Raspberry Pi takes no start in the first seconds after a print.
    ready = word in _FREE or (firmware and word in _ENDED)
    return PrinterStatus(
        state=state,
        ready=ready,
        message=None if ready else _message(word, state, printer),
        file=trace.job.file if trace else None,
        progress=_progress(word, job),
        elapsed_s=number(job.get("time_printing")),
        remaining_s=number(job.get("time_remaining")),
        nozzles=(_heater(printer, "nozzle"),),
        bed=_heater(printer, "bed"),
        speed_factor=_share(printer.get("speed")),
        flow_factor=_share(printer.get("flow")),
    )


def _message(
    word: str, state: PrinterState, printer: Mapping[str, Any]
) -> Words | None:
    """Return PrusaLink's own words for what is wrong, else ours."""
    condition = mapping(printer.get("status_printer"))
    if condition.get("ok") is False and (words := text(condition.get("message"))):
        return words
    if state is PrinterState.PRINTING:
        return None
    return _WORDS.get(word)


def _progress(word: str, job: Mapping[str, Any]) -> float | None:
    """Return how much is printed, from 0 to 1."""
    if word == "FINISHED":
        return 1.0
    share = _share(job.get("progress"))
    return None if share is None else min(1.0, max(0.0, share))


def _share(percent: Any) -> float | None:
    """Return a percentage as a factor."""
    value = number(percent)
    return None if value is None else value / 100


def _heater(printer: Mapping[str, Any], name: str) -> Heater:
    """Return how a heater is; every printer with PrusaLink has both."""
    return Heater(
        number(printer.get(f"temp_{name}")), number(printer.get(f"target_{name}"))
    )


def read_cameras(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield id and name of each camera that is plugged in."""
    listed = answer.get("camera_list")
    for camera in map(mapping, listed if isinstance(listed, list) else ()):
        if camera.get("connected") and (camera_id := text(camera.get("camera_id"))):
            config = mapping(camera.get("config"))
            yield camera_id, text(config.get("name")) or camera_id
