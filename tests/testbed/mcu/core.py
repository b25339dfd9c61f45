"""Clock, timers and wire of the simulated board."""

from collections.abc import Callable
from contextlib import suppress
import heapq
import os
from pathlib import Path
import time
import traceback
import tty
from typing import Any

from .parts import Heat, Part, Stepper
from .protocol import (
    ALWAYS,
    FREQ,
    INPUTS,
    MASK32,
    PINS,
    REASONS,
    block_check,
    get_number,
    list_messages,
    make_dictionary,
    put_number,
    read_values,
)


class Core:
    """What every part of the board builds on."""

    def __init__(self, link: Path) -> None:
        """Open the pseudo terminal and leave a link to it."""
        self.origin = time.monotonic()
        self.commands, self.replies = list_messages()
        self.dictionary = make_dictionary(self.commands, self.replies)
        self.master, slave = os.openpty()
        tty.setraw(slave)
        self.slave = slave  # kept open: no hang-up between two hosts
        os.set_blocking(self.master, False)
        self.link = link
        link.unlink(missing_ok=True)
        link.symlink_to(os.ttyname(slave))
        self.inputs: dict[str, float] = dict.fromkeys(PINS, 0)
        self.inputs |= {f"in_{n}": 1 for n in range(INPUTS)}
        self.heats = {
            name.removeprefix("temp_"): Heat(name.removeprefix("temp_"))
            for name in PINS
            if name.startswith("temp_")
        }
        self.names = {number: name for name, number in PINS.items()}
        self.positions: dict[str, int] = {}
        self.mute_until = 0.0
        self.received = 0
        self.power_on()

    def power_on(self) -> None:
        """Forget everything but where the motors stand."""
        self.buffer = bytearray()
        self.expect = 0x10
        self.out = bytearray()
        self.timers: list[tuple[int, int, Callable[..., None], tuple[Any, ...]]] = []
        self.serial = 0
        self.crc = 0
        self.configured = False
        self.shut = 0
        self.objects: dict[int, Part] = {}
        for heat in self.heats.values():
            heat.drive(0.0)
        self.call_after(1.0, self.send_stats)

    def get[PartT: Part](self, oid: int, kind: type[PartT]) -> PartT:
        """Return the part with that number; the host may be behind a reset."""
        part = self.objects.get(oid)
        if not isinstance(part, kind):
            raise KeyError(oid)
        return part

    def find[PartT: Part](self, kind: type[PartT]) -> list[PartT]:
        """Return all the parts of a kind."""
        return [part for part in self.objects.values() if isinstance(part, kind)]

    def now(self) -> int:
        """Return the board's clock."""
        return int((time.monotonic() - self.origin) * FREQ)

    def widen(self, clock: int, now: int | None = None) -> int:
        """Return a 32-bit clock as the 64-bit clock nearest to now."""
        if now is None:
            now = self.now()
        diff = (clock - now) & MASK32
        if diff & 0x80000000:
            diff -= 1 << 32
        return now + diff

    def call_at(self, clock: int, call: Callable[..., None], *args: Any) -> None:
        """Call something when the clock is there."""
        self.serial += 1
        heapq.heappush(self.timers, (clock, self.serial, call, args))

    def call_after(self, seconds: float, call: Callable[..., None], *args: Any) -> None:
        """Call something after a while."""
        self.call_at(self.now() + int(seconds * FREQ), call, *args)

    def send_stats(self) -> None:
        """Report the load, which the host expects every few seconds."""
        self.reply("stats", 100, FREQ // 100, 4000)
        self.call_after(5.0, self.send_stats)

    def send_block(self, content: bytes) -> None:
        """Send a message block; an empty one acknowledges."""
        head = bytes((len(content) + 5, self.expect)) + content
        self.out += head + block_check(head) + b"\x7e"

    def reply(self, name: str, *values: int | bytes) -> None:
        """Send a message."""
        message = self.replies[name]
        content = bytearray()
        put_number(content, message.number)
        for value in values:
            if isinstance(value, bytes):
                put_number(content, len(value))
                content += value
            else:
                put_number(content, value & MASK32 if value > MASK32 else value)
        self.send_block(bytes(content))

    def feed(self, data: bytes) -> None:
        """Take what came over the wire."""
        self.buffer += data
        while len(self.buffer) >= 5:
            size = self.buffer[0]
            if size == 0x7E:
                del self.buffer[0]
            elif not 5 <= size <= 64 or self.buffer[1] & 0xF0 != 0x10:
                self._resync()
            elif len(self.buffer) < size:
                return
            else:
                self._take_frame(bytes(self.buffer[:size]))

    def _take_frame(self, frame: bytes) -> None:
        """Run a message block, if it is whole and the one expected."""
        if frame[-1] != 0x7E or block_check(frame[:-3]) != frame[-3:-1]:
            self._resync()
            return
        del self.buffer[: len(frame)]
        if frame[1] == self.expect:
            self.expect = ((frame[1] + 1) & 0x0F) | 0x10
            self.received += 1
            self._run_block(frame[2:-3])
        self.send_block(b"")

    def _resync(self) -> None:
        """Skip to the next block."""
        at = self.buffer.find(b"\x7e", 1)
        del self.buffer[: at + 1 if at >= 0 else len(self.buffer)]
        self.send_block(b"")

    def _run_block(self, data: bytes) -> None:
        """Carry out the commands of a block."""
        at = 0
        while at < len(data):
            number, at = get_number(data, at)
            if (message := self.commands.get(number)) is None:
                return
            values, at = read_values(data, at, message)
            if self.shut and message.name not in ALWAYS:
                self.reply("is_shutdown", self.shut)
                continue
            # Sent before a reset and read after it: there is no such part.
            with suppress(KeyError):
                getattr(self, f"do_{message.name}")(*values)

    def shutdown(self, reason: str) -> None:
        """Stop all that moves or heats until the host clears it."""
        if self.shut:
            return
        self.shut = REASONS.get(reason, REASONS["Simulated failure"])
        now = self.now()
        for stepper in self.find(Stepper):
            stepper.halt(now)
        for heat in self.heats.values():
            heat.drive(0.0)
        self.timers = []
        self.call_after(1.0, self.send_stats)
        self.reply("shutdown", now & MASK32, self.shut)

    def guard(self, call: Callable[..., None], *args: Any) -> None:
        """Log a fault instead of taking the board down."""
        try:
            call(*args)
        except Exception:  # noqa: BLE001 - the host has to go on seeing a board
            traceback.print_exc()

    def flush(self) -> None:
        """Write out what is to be said, unless the board plays dead."""
        if not self.out:
            return
        if time.monotonic() < self.mute_until:
            self.out.clear()
            return
        try:
            sent = os.write(self.master, self.out)
            del self.out[:sent]
        except BlockingIOError:
            if len(self.out) > 1 << 20:  # nobody listens
                self.out.clear()

    def do_identify(self, offset: int, count: int) -> None:
        """Send a piece of the data dictionary."""
        piece = self.dictionary[offset : offset + count]
        self.reply("identify_response", offset, piece)

    def do_get_uptime(self) -> None:
        """Send the whole clock."""
        now = self.now()
        self.reply("uptime", now >> 32, now & MASK32)

    def do_get_clock(self) -> None:
        """Send the clock."""
        self.reply("clock", self.now() & MASK32)

    def do_get_config(self) -> None:
        """Say whether the board is configured."""
        self.reply("config", int(self.configured), self.crc, int(bool(self.shut)), 1024)

    def do_allocate_oids(self, count: int) -> None:
        """Make room for parts."""
        self.objects.clear()

    def do_finalize_config(self, crc: int) -> None:
        """Take the configuration as complete."""
        self.crc, self.configured = crc & MASK32, True

    def do_debug_nop(self) -> None:
        """Do nothing."""

    def do_emergency_stop(self) -> None:
        """Stop at once."""
        self.shutdown("Command request")

    def do_clear_shutdown(self) -> None:
        """Take commands again."""
        self.shut = 0

    def do_reset(self) -> None:
        """Start as after power-on."""
        for stepper in self.find(Stepper):
            stepper.halt(self.now())
        self.power_on()
