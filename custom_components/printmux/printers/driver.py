"""The driver contract: all that PrintMux ever asks of a printer host.

Drivers know nothing of jobs, of the database, or of Home Assistant. They get an
aiohttp session that is not theirs to close. A new protocol is one new file with
a subclass of `PrinterDriver` and one row in `detect.DRIVERS`. Other
integrations bring theirs as `docs/drivers.md` says, so names and meanings here last.
"""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NamedTuple

import aiohttp
from yarl import URL

from ..phrases import Words
from .errors import DriverError, HostRefusedError


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


class Command(StrEnum):
    """What a printer can be told to do; the values are the keys of its buttons."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    EMERGENCY_STOP = "emergency_stop"
    FIRMWARE_RESTART = "firmware_restart"
    # OctoPrint's serial connection to the machine.
    CONNECT = "connect"


ACTIVE_STATES = frozenset({PrinterState.PRINTING, PrinterState.PAUSED})
# How a print ended; told until the next one begins.
END_STATES = frozenset(
    {PrinterState.FINISHED, PrinterState.CANCELLED, PrinterState.ERROR}
)
BUSY_STATES = ACTIVE_STATES | {PrinterState.STARTING}
# How often a host without a push connection is looked at, in seconds.
BUSY_POLL_S = 2.0
IDLE_POLL_S = 10.0


class Heater(NamedTuple):
    """Temperatures in degrees Celsius: how it is, and how it should be (0 is off)."""

    actual: float | None
    target: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStatus:
    """One look at a printer. Unknown is None, never 0.

    `ready` says that a start would be accepted now: the host is connected to the
    machine, no print is active, no fatal error. `file` is the host's path of the
    file that is being printed, or was printed last, without a leading slash.
    `progress` is 0 to 1; times are in seconds, filament in millimetres, layers
    count from 1, speed and flow are factors (1.0 is as sliced). `nozzles` go by
    tool; a heater that the machine does not have is None.
    """

    state: PrinterState
    ready: bool = False
    message: Words | None = None
    file: str | None = None
    progress: float | None = None
    elapsed_s: float | None = None
    remaining_s: float | None = None
    filament_mm: float | None = None
    layer: int | None = None
    layer_count: int | None = None
    nozzles: tuple[Heater, ...] = ()
    bed: Heater | None = None
    chamber: Heater | None = None
    speed_factor: float | None = None
    flow_factor: float | None = None


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
class Totals:
    """What the host counts over the machine's life; unknown is None."""

    prints: int | None = None
    print_s: float | None = None
    filament_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A camera of the host: absolute URLs, and how its picture is to be turned.

    `rotation` is clockwise in degrees (0, 90, 180 or 270), applied after the flips.
    """

    name: str
    stream_url: str | None = None
    snapshot_url: str | None = None
    flip_horizontal: bool = False
    flip_vertical: bool = False
    rotation: int = 0
    # Whether it wants the host's key as `X-Api-Key`.
    wants_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterDetails:
    """What seldom changes: asked for after each connection and each print."""

    totals: Totals | None = None
    cameras: tuple[Camera, ...] = ()
    # By tool, in millimetres.
    nozzle_diameters: tuple[float, ...] = ()
    # Width, depth and height in millimetres.
    build_volume: tuple[float, float, float] | None = None
    # Whether these are what the host's software comes with: nobody said they are true.
    nozzles_assumed: bool = False
    volume_assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image as the host gave it."""

    content: bytes
    content_type: str


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
type StatusCallback = Callable[[PrinterStatus], None]


class PrinterDriver(ABC):
    """One printer behind one host. Every coroutine but `status` may raise DriverError.

    A driver of its own must bring the abstract methods; the others have a default
    for hosts that can't do it.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    # Suffixes that such a host both stores and can start; `prints` may narrow them.
    printable: ClassVar[frozenset[str]]
    # G-code flavours, as slicers name them in lower-case letters and digits, that such
    # a host's machine takes; of others users are warned. Empty: any, or not known.
    flavors: ClassVar[frozenset[str]] = frozenset()
    # Uploads to one host go one at a time, this many seconds apart; None: no limit.
    upload_spacing: ClassVar[float | None] = None
    # What `command` takes here.
    commands: ClassVar[frozenset[Command]] = frozenset({Command.CANCEL})
    # Whether `follow` hears of changes from the host itself, not by asking. An
    # instance may set it while it follows, where not every host can do that.
    pushes: bool = False
    # Whether `set_target` works.
    sets_targets: ClassVar[bool] = False

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

    @property
    def prints(self) -> frozenset[str]:
        """Return which suffixes this very host prints, as far as it is known."""
        return self.printable

    @classmethod
    @abstractmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Return who answers there, or None when it speaks another protocol.

        Raises HostAuthError when it speaks ours but does not accept the key,
        HostUnreachableError (or HostTlsError) when nobody answers.
        """

    async def identity(self) -> str | None:
        """Return the host's own lasting identity, None where it does not tell.

        As `probe` tells it, in one quick request: asked before each connection,
        each upload and each start, and every minute in between. HostAuthError says
        that the key is no longer accepted.
        """
        return None

    @abstractmethod
    async def look(self) -> PrinterStatus:
        """Ask the host how the printer is."""

    async def status(self) -> PrinterStatus:
        """Look at the printer. Never raises: no answer is the state `offline`."""
        try:
            return await self.look()
        except DriverError as err:
            return PrinterStatus(state=PrinterState.OFFLINE, message=err.words)

    async def follow(self, report: StatusCallback) -> None:
        """Report how the printer is, then every change, until the host is lost.

        A lost host is a DriverError. Returns where another host may answer from now
        on, after a connection that held: it is called again at once, once the host is
        known to be the right one. A host that answers while its machine is off is
        reported as `offline`, and followed on.
        """
        while True:
            status = await self.look()
            report(status)
            busy = status.state in BUSY_STATES
            await asyncio.sleep(BUSY_POLL_S if busy else IDLE_POLL_S)

    async def details(self) -> PrinterDetails:
        """Return what seldom changes about the printer."""
        return PrinterDetails()

    async def picture(self, file: str) -> Picture | None:
        """Return the largest thumbnail of a file on the host, None if it has none."""
        return None

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

    async def take_back(self, name: str) -> bool:
        """Make a start of that file impossible; tell whether it surely was never printed.

        Asked when nobody knows whether a start came through. True says that the host
        has the file no more and that its record, which it keeps over restarts, would
        have any print of it. False, the default: it can't prove that.
        """
        return False

    @abstractmethod
    async def cancel(self) -> None:
        """Cancel the active print."""

    async def command(self, command: Command) -> None:
        """Do one of `commands`; HostRefusedError for any other.

        Returns once the host has taken it: the status tells what came of it.
        """
        if command is not Command.CANCEL:
            raise HostRefusedError(f"{self.label} does not know how to {command}.")
        await self.cancel()

    async def set_target(self, heater: str, celsius: float) -> None:
        """Set a target in degrees Celsius: of `bed`, `chamber`, or `nozzle` + tool."""
        raise HostRefusedError(f"{self.label} does not take temperatures.")

    @abstractmethod
    async def delete(self, name: str) -> None:
        """Delete a file in the root folder; a missing file is fine."""
