"""The words of the house as types: job, target, upload and their states."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from ..phrases import Words


class JobState(StrEnum):
    """Where a job is on its way."""

    UPLOADED = "uploaded"
    AWAITING_SELECTION = "awaiting_selection"
    DISPATCHING = "dispatching"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class TargetState(StrEnum):
    """Where one (job, printer, copy) is on its way."""

    PENDING = "pending"
    UPLOADING = "uploading"
    UPLOADED = "uploaded"
    STARTING = "starting"
    PRINTING = "printing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    NEEDS_ATTENTION = "needs_attention"


class WaitingFor(StrEnum):
    """Why a pending target has not gone on yet."""

    BUSY = "busy"
    OFFLINE = "offline"
    POWER = "power"
    BED = "bed"
    TIME = "time"
    ENTITY = "entity"
    FILAMENT = "filament"
    # The user holds it back.
    HOLD = "hold"
    # None of those it may go to fits.
    PRINTER = "printer"


class Answer(StrEnum):
    """What the user says of a print of which nobody else can tell what happened."""

    PRINTED = "printed"
    PRINT_AGAIN = "print_again"
    NOT_PRINTED = "not_printed"


class JobEventType(StrEnum):
    """What can happen to a job; the values are the types of `event.printmux_job`."""

    RECEIVED = "received"
    ANALYSED = "analysed"
    DISPATCHED = "dispatched"
    TARGET_FAILED = "target_failed"
    NEEDS_ATTENTION = "needs_attention"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED_JOB_STATES = frozenset({JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED})
# In these nothing of a job is under way.
RESTING_JOB_STATES = ENDED_JOB_STATES | {JobState.AWAITING_SELECTION}
WAITING_JOB_STATES = frozenset({JobState.UPLOADED, JobState.AWAITING_SELECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Whether, when, in which order and why something is printed.

    `start_when` is an entity, `forced` prints on a printer that does not fit, `rule_id`
    names the rule that chose.
    """

    start: bool = False
    priority: int = 0
    start_at: datetime | None = None
    start_when: str | None = None
    forced: bool = False
    why: Words | None = None
    rule_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One copy of a job on one printer. `progress` is 0 to 1: bytes, then print.

    One with a `pool` may go to any of those printers (empty: to any that is included)
    as long as nothing was sent; `printer_id` is then the one it would go to now.
    The queue goes by `priority` (highest first), then by `rank` (lowest first).
    """

    id: str
    job_id: str
    printer_id: str
    printer_name: str
    copy: int
    start: bool
    state: TargetState
    waiting_for: WaitingFor | None = None
    progress: float = 0.0
    attempts: int = 0
    remote_name: str
    error_message: Words | None = None
    why: Words | None = None
    pool: tuple[str, ...] | None = None
    rule_id: str | None = None
    forced: bool = False
    held: bool = False
    priority: int = 0
    rank: int = 0
    start_at: datetime | None = None
    start_when: str | None = None
    # Since when it waits for what it waits for now.
    waits_since: datetime | None = None
    start_sent: bool = False
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will happen to it by itself."""
        match self.state:
            case TargetState.COMPLETED | TargetState.FAILED | TargetState.CANCELLED:
                return True
            case TargetState.UPLOADED:
                return not self.start
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One upload, and what became of it.

    `size` is in bytes, `folder` has no outer slash, `details` is what the file says of
    itself, by the field names of the `job_details` table.
    """

    id: str
    name: str
    folder: str
    size: int
    sha256: str
    extension: str
    state: JobState
    source: str
    key_id: str | None
    start_requested: bool
    plate_index: int | None
    why: Words | None = None
    created_at: datetime
    updated_at: datetime
    dispatched_at: datetime | None = None
    ended_at: datetime | None = None
    details: dict[str, Any] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()

    @property
    def short_id(self) -> str:
        """Return the end of the id, enough to tell today's jobs apart."""
        return self.id[-6:].lower()

    @property
    def path(self) -> str:
        """Return folder and name as a slicer would write them."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    @property
    def waiting(self) -> bool:
        """Tell whether the job still waits for somebody to pick a printer."""
        return self.state in WAITING_JOB_STATES

    @property
    def label(self) -> str:
        """Return what the Job select offers: the name, cut, and the short id."""
        return f"{self.name[:80]} ({self.short_id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A complete, synced file in the incoming folder and what its sender said of it."""

    temporary: Path
    size: int
    sha256: str
    extension: str
    name: str
    folder: str
    source: str
    key_id: str | None
    start_requested: bool
    plate_index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """Told to listeners after the database has it; `type` None is a mere change."""

    job: Job
    type: JobEventType | None = None
    target: Target | None = None
    removed: bool = False
    # The printer on which a copy lies that nobody needs.
    left_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HubStats:
    """Numbers over all jobs and prints, for the hub's sensors.

    `success_rate` is in per cent of the prints that ended, None before the first.
    """

    awaiting_selection: int = 0
    dispatching: int = 0
    queue_length: int = 0
    storage_bytes: int = 0
    prints_today: int = 0
    success_rate: float | None = None
    print_s: float = 0.0
    filament_mm: float = 0.0
