"""The driver contract: all that PrintMux ever asks of a printer host.

Drivers know nothing of jobs, of the database, or of Home Assistant. They get an
aiohttp session that is not theirs to close. A new protocol is one new file with
a subclass of `PrinterDriver` and one row in `detect.DRIVERS`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

import aiohttp
from yarl import URL


class PrinterState(StrEnum):
    """What a printer is doing; the values are the states of its status sensor."""

    OFFLINE = "offline"
    STARTING = "starting"
    IDLE = "idle"
    PRINTING = "printing"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    ERROR = "error"


class Outcome(StrEnum):
    """How a print ended; the values are states of the print log."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"
    ERROR = "error"
    INTERRUPTED = "interrupted"


ACTIVE_STATES = frozenset({PrinterState.PRINTING, PrinterState.PAUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStatus:
    """One look at a printer. Unknown is None, never 0.

    `ready` says that a start would be accepted now: the host is connected to the
    machine, no print is active, no fatal error. `file` is the host's path of the
    file that is being printed, or was printed last, without a leading slash.
    `progress` is 0 to 1; times are in seconds, temperatures in degrees Celsius as
    (actual, target), filament in millimetres.
    """

    state: PrinterState
    ready: bool = False
    message: str | None = None
    file: str | None = None
    progress: float | None = None
    elapsed_s: float | None = None
    remaining_s: float | None = None
    filament_mm: float | None = None
    nozzle: tuple[float | None, float | None] | None = None
    bed: tuple[float | None, float | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostInfo:
    """Who answers at an address, as found by `detect.identify`.

    `unique_id` is the host's own lasting identity, or None where it has none.
    """

    kind: str
    name: str
    software: str
    unique_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A stored file that is to be sent: where it lies and what is true of it."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPrint:
    """What the host's own record says of the last print of a file.

    `outcome` is None while the print is still running. `remote_id` is the host's
    id of that print, where it has one; times are UTC epoch seconds.
    """

    outcome: Outcome | None
    remote_id: str | None = None
    started_at: float | None = None
    ended_at: float | None = None
    print_s: float | None = None
    filament_mm: float | None = None


type ProgressCallback = Callable[[int], None]


class PrinterDriver(ABC):
    """One printer behind one host. Every coroutine but `status` may raise DriverError."""

    kind: ClassVar[str]
    label: ClassVar[str]
    # Suffixes that the host both stores and can start.
    printable: ClassVar[frozenset[str]]
    # Uploads to one host go one at a time, this many seconds apart; None: no limit.
    upload_spacing: ClassVar[float | None] = None

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        api_key: str | None = None,
    ) -> None:
        """Keep what a request needs; `url` may carry a path prefix."""
        self.session = session
        self.url = URL(url)
        self.api_key = api_key

    @classmethod
    @abstractmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Return who answers there, or None when it speaks another protocol.

        Raises HostAuthError when it speaks ours but does not accept the key,
        HostUnreachableError (or HostTlsError) when nobody answers.
        """

    @abstractmethod
    async def status(self) -> PrinterStatus:
        """Look at the printer. Never raises: no answer is the state `offline`."""

    @abstractmethod
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """Send a file into the root folder and return the name the host gave it.

        Reads from disk off the event loop, sends Content-Length (never chunked),
        never asks for a start. `progress` gets the bytes sent so far. An existing
        file of that name is overwritten.
        """

    @abstractmethod
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Tell whether the host holds this file, whole and equal.

        False when there is no such file. Raises ContentMismatchError when there
        is one with another size or content.
        """

    @abstractmethod
    async def start(self, name: str) -> None:
        """Start a print; return only once the host itself says it prints that file.

        Raises HostBusyError when the printer is not ready, StartUnconfirmedError
        when the request went out and the host never confirmed it.
        """

    @abstractmethod
    async def past_print(self, name: str) -> PastPrint | None:
        """Return the host's record of the last print of that file, None if it has none."""

    @abstractmethod
    async def cancel(self) -> None:
        """Cancel the active print."""

    @abstractmethod
    async def delete(self, name: str) -> None:
        """Delete a file in the root folder; a missing file is fine."""
