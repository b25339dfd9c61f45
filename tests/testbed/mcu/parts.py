"""The parts of the simulated board: steppers, heaters, inputs."""

from collections import deque
from dataclasses import dataclass, field
import math
import time

from .protocol import MASK32


@dataclass
class Output:
    """A digital or PWM output."""

    pin: int
    cycle: int = 0


@dataclass
class Adc:
    """An analog input that reports at intervals."""

    pin: int
    run: int = 0
    bad: int = 0
    samples: int = 0
    rest: int = 0
    low: int = 0
    high: int = 0
    tries: int = 0


@dataclass
class Sync:
    """A trigger that stops steppers, with a time limit."""

    can: int = 0
    reason: int = 0
    run: int = 0
    expire: int = 0
    limit: int = 0


@dataclass
class Move:
    """A row of steps whose interval changes evenly."""

    sign: int
    interval: int
    count: int
    add: int
    end: int


class Stepper:
    """A stepper motor and the steps it still has to make."""

    def __init__(self, pin: str, position: int) -> None:
        """Start where the motor was left."""
        self.pin = pin
        self.pos = position
        self.clock = 0  # of the last step made
        self.tail = 0  # of the last step queued
        self.next_dir = 1
        self.moves: deque[Move] = deque()
        self.sync: int | None = None
        self.stopped = False
        self.steps = 0

    def run_to(self, now: int) -> None:
        """Make the steps that are due."""
        while self.moves:
            move = self.moves[0]
            if move.end > now:
                self._run_partly(move, now)
                return
            self.pos += move.sign * move.count
            self.steps += move.count
            self.clock = move.end
            self.moves.popleft()

    def _run_partly(self, move: Move, now: int) -> None:
        """Make those steps of a row that are due."""
        while move.count and self.clock + move.interval <= now:
            self.clock += move.interval
            move.interval += move.add
            move.count -= 1
            self.pos += move.sign
            self.steps += 1

    def queue(self, interval: int, count: int, add: int) -> None:
        """Add a row of steps after the last one."""
        end = self.tail + interval * count + add * count * (count - 1) // 2
        self.tail = end
        self.moves.append(Move(self.next_dir, interval & MASK32, count, add, end))

    def halt(self, now: int) -> None:
        """Stop, and ignore steps until the clock is reset."""
        self.run_to(now)
        self.moves.clear()
        self.stopped = True
        self.sync = None


@dataclass
class EndStop:
    """A switch that is watched while homing."""

    pin: int
    homing: int = 0
    next: int = 0
    run: int = 0
    rest: int = 0
    value: int = 0
    sync: int = 0
    reason: int = 0
    steppers: list[Stepper] = field(default_factory=list)


@dataclass
class Keys:
    """A group of buttons or filament switches."""

    pins: list[int]
    run: int = 0
    last: int = 0
    rest: int = 0
    invert: int = 0
    acks: int = 0
    resend: int = 0
    queue: bytearray = field(default_factory=bytearray)


class Heat:
    """A first-order thermal model: fast, so that tests need not wait."""

    def __init__(self, name: str) -> None:
        """Start cold."""
        bed = name in ("b", "c")
        self.rise = 30.0 if bed else 60.0  # degrees a second at full power
        self.tau = 60.0 if bed else 25.0  # time constant of cooling, s
        self.ambient = 24.0
        self.temp = self.ambient
        self.duty = 0.0
        self.when = time.monotonic()
        self.broken = False

    def read(self) -> float:
        """Return the temperature now."""
        now = time.monotonic()
        span, self.when = now - self.when, now
        steady = self.ambient + self.rise * self.tau * self.duty
        self.temp = steady + (self.temp - steady) * math.exp(-span / self.tau)
        return self.temp

    def drive(self, duty: float) -> None:
        """Set the power."""
        self.read()
        self.duty = min(max(duty, 0.0), 1.0)


type Part = Output | Adc | Sync | Stepper | EndStop | Keys
