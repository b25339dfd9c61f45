"""A printer and its host as they really are, whoever asks and whatever they tell.

It outlives PrintMux's crashes, needs no event loop, and keeps the truth: `runs`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from custom_components.printmux.printers.driver import (
    ACTIVE_STATES,
    Outcome,
    PastPrint,
    PrinterState,
    PrinterStatus,
)
from custom_components.printmux.printers.errors import DriverError

from .clock import EPOCH, Clock

STATE_OF: Final = {
    Outcome.COMPLETED: PrinterState.FINISHED,
    Outcome.CANCELLED: PrinterState.CANCELLED,
    Outcome.ERROR: PrinterState.ERROR,
}

# Between the last look and the start passes less.
LONG_S: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class Habits:
    """What hosts of one kind do in their own way."""

    # Whether it tells of changes by itself.
    pushes: bool = True
    # Whether its history has a row from the start on, or only from the end on.
    row_at_start: bool = True
    # How long after its end a print gets into the history.
    late_s: float = 0.0
    # From a request to start to the start.
    order_s: float = 0.1
    print_s: float = 120.0
    # Whether it takes its prints off the bed by itself.
    clears_bed: bool = False


@dataclass(eq=False)
class Run:
    """One print that truly happened; `ours` was started at PrintMux's request."""

    name: str
    ours: bool
    began: float
    ends: float
    ended: float | None = None
    outcome: Outcome | None = None
    forgotten: bool = False


@dataclass(eq=False)
class Order:
    """A request to start a print, on its way until `at`; then what came of it."""

    name: str
    at: float
    begun: bool = False
    busy: str | None = None
    refused: str | None = None


@dataclass(frozen=True)
class Fault:
    """What goes wrong with the next call of a name, before or after it is carried out."""

    call: str
    error: type[DriverError]
    after: bool = False


@dataclass(eq=False)
class Host:
    """One printer. All that it tells goes through `status` and `past_print`."""

    key: str
    clock: Clock
    habits: Habits = field(default_factory=Habits)
    online: bool = True
    # What is wrong with the machine, if anything.
    trouble: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    # How many of the next starts it takes come to nothing.
    drops: int = 0
    # The print that nobody has taken off the bed yet.
    on_bed: Run | None = None
    # What goes wrong with the next requests.
    faults: list[Fault] = field(default_factory=list)
    # Told of each request to start, or to delete, that PrintMux sends.
    asked: Callable[[Host, str], None] = lambda _host, _file: None
    deleted: Callable[[Host, str], None] = lambda _host, _file: None
    _state: PrinterState = PrinterState.IDLE
    # The print that is on, or was the last one: hosts go on naming it.
    _run: Run | None = None
    # How much of a paused print is left.
    _left: float = 0.0
    _listeners: set[Callable[[], None]] = field(default_factory=set)

    def __str__(self) -> str:
        """Return how it is, for whoever reads of a failure."""
        return f"{self.key} prints {self.prints}: {self.status()}"

    @property
    def ready(self) -> bool:
        """Tell whether a start would be accepted now."""
        return self.trouble is None and self._state not in ACTIVE_STATES

    @property
    def prints(self) -> str | None:
        """Return the file that is truly being printed now, or paused."""
        self.catch_up()
        active = self._run is not None and self._run.outcome is None
        return self._run.name if self._run and active else None

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Tell of changes; returns how to stop that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def changed(self) -> None:
        """Tell whoever listens."""
        for listener in list(self._listeners):
            listener()

    def next_change(self) -> float | None:
        """Return when something changes by itself."""
        times = [order.at for order in self.orders]
        if self._run and self._state is PrinterState.PRINTING:
            times.append(self._run.ends)
        return min(times, default=None)

    def catch_up(self) -> None:
        """Let happen what is due by now, in its order."""
        while (due := self.next_change()) is not None and due <= self.clock.now:
            arrived = [order for order in self.orders if order.at == due]
            if arrived:
                self.orders.remove(arrived[0])
                self._take(arrived[0])
            else:
                self._end(Outcome.COMPLETED, due)

    def order(self, name: str) -> Order:
        """Be sent a request to start a print; it gets here a little later."""
        self.asked(self, name)
        order = Order(name, self.clock.now + self.habits.order_s)
        self.orders.append(order)
        self.changed()
        return order

    def _take(self, order: Order) -> None:
        """Begin what was asked for, or say why not."""
        if not self.ready:
            order.busy = self.trouble or f"The printer is {self._state}"
        elif order.name not in self.files:
            order.refused = f"There is no file {order.name}"
        elif self.drops:
            self.drops -= 1
        else:
            order.begun = True
            self._begin(order.name, order.at, ours=True)

    def _begin(self, name: str, when: float, *, ours: bool) -> None:
        """Begin a print."""
        self._run = Run(name, ours, when, when + self.habits.print_s)
        self.on_bed = None if self.habits.clears_bed else self._run
        self.runs.append(self._run)
        self._state = PrinterState.PRINTING
        self.changed()

    def _end(self, outcome: Outcome, when: float) -> None:
        """End the print that is on."""
        if self._run is not None:
            self._run.outcome, self._run.ended = outcome, when
        self._state = STATE_OF[outcome]
        self.changed()

    def start_by_hand(self, name: str) -> bool:
        """Start a print at the machine's panel; tells whether it began."""
        self.catch_up()
        if not self.ready:
            return False
        self._begin(name, self.clock.now, ours=False)
        return True

    def stop(self, outcome: Outcome = Outcome.CANCELLED) -> None:
        """End the print that is on, at the panel, by a request, or by a fault."""
        self.catch_up()
        if self._state in ACTIVE_STATES:
            self._end(outcome, self.clock.now)

    def pause(self) -> None:
        """Pause the print at the machine's panel, or go on with it."""
        self.catch_up()
        if self._run is None or self._state not in ACTIVE_STATES:
            return
        if self._state is PrinterState.PRINTING:
            self._state = PrinterState.PAUSED
            self._left = self._run.ends - self.clock.now
        else:
            self._state = PrinterState.PRINTING
            self._run.ends = self.clock.now + self._left
        self.changed()

    def restart(self, *, forget: bool) -> None:
        """Restart host and machine: what it prints has failed, or was never heard of."""
        self.stop(Outcome.ERROR)
        for run in self.runs:
            run.forgotten |= forget
        self._run, self._state, self.trouble = None, PrinterState.IDLE, None
        self.orders.clear()
        self.changed()

    def delete(self, name: str) -> None:
        """Delete a file at PrintMux's request."""
        self.deleted(self, name)
        self.files.pop(name, None)

    @property
    def shows_bed(self) -> bool:
        """Tell whether it could be seen from afar that a print lies there.

        PrintMux looks before it uploads, and once more before it starts.
        """
        if self.on_bed is None or self.on_bed is not self._run or self.trouble:
            return False
        ended = self.on_bed.ended
        return ended is not None and ended < self.clock.now - LONG_S

    def has_printed(self, name: str) -> bool:
        """Tell whether a file was truly printed to its end."""
        self.catch_up()
        return any(
            run.name == name and run.outcome is Outcome.COMPLETED for run in self.runs
        )

    def status(self) -> PrinterStatus:
        """Return what the host says of its machine."""
        self.catch_up()
        state = self._state if self.trouble is None else PrinterState.ERROR
        return PrinterStatus(
            state=state,
            ready=self.ready,
            message=self.trouble,
            file=self._run.name if self._run else None,
            progress=0.5 if state in ACTIVE_STATES else None,
        )

    def past_print(self, name: str) -> PastPrint | None:
        """Return what the host's history says of the last print of a file."""
        self.catch_up()
        for number, run in reversed(list(enumerate(self.runs))):
            if run.name != name or run.forgotten:
                continue
            late = run.ended is None or run.ended + self.habits.late_s > self.clock.now
            if late and not self.habits.row_at_start:
                continue
            return PastPrint(
                outcome=None if late else run.outcome,
                remote_id=str(number),
                started_at=EPOCH.timestamp() + run.began,
                ended_at=None
                if late or not run.ended
                else EPOCH.timestamp() + run.ended,
            )
        return None
