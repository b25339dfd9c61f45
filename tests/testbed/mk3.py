"""A simulated 8-bit Prusa (MK3S) on a pseudo terminal: python -m tests.testbed.mk3 LINK.

It answers what PrusaLink asks, takes moves and waits in real time, and heats, so
that an unmodified PrusaLink connects, prints, pauses, resumes and cancels.
"""

from collections.abc import Callable
from functools import reduce
import math
from operator import xor
import os
from pathlib import Path
import re
import select
import signal
import sys
import time
import tty

ROOM_C = 24.0
# Degrees per second: nozzle and bed.
HEATING = (30.0, 10.0)
COOLING = 0.3
# The planner takes lines ahead of the machine, up to half a second of work.
AHEAD_S = 0.5
NUMBERED = re.compile(rb"^N(-?\d+) ?(.*?)\*(\d+)\s*$", re.DOTALL)
WRITTEN = re.compile(r"X([0-9a-fA-F]+)$")

ABOUT = {"FIR": "3.14.0-8094", "SN": "CZPX4720X004XC12345", "REV": "mk3sim"}
# What is asked of each printer when PrusaLink connects, and now and then.
FIXED = {
    "M862.1": "0.40",
    "M862.2": "302",
    "M862.4": "3140",
    "M115": "FIRMWARE_NAME:Prusa-Firmware 3.14.0 based on Marlin FIRMWARE_URL:x"
    " PROTOCOL_VERSION:1.0 MACHINE_TYPE:Prusa i3 MK3S EXTRUDER_COUNT:1 UUID:0",
    "M27": "Not SD printing",
    "M420": "Mesh bed leveling not active.",
    "M20": "Begin file list\nEnd file list",
    "M21": "echo:SD card ok",
    "M601": "// action:paused",
    "M602": "// action:resumed",
}


class Words:
    """The words of one line of G-code."""

    def __init__(self, line: str) -> None:
        """Take a line without its comment."""
        self.line = line
        self.code, *others = line.upper().split() or [""]
        self.values = {word[0]: word[1:] for word in others}

    def number(self, letter: str, default: float = 0.0) -> float:
        """Return the number after a letter."""
        try:
            return float(self.values[letter])
        except KeyError, ValueError:
            return default


class Mk3:
    """The printer."""

    def __init__(self, link: Path) -> None:
        """Open the terminal."""
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        os.set_blocking(self.master, False)
        link.unlink(missing_ok=True)
        link.symlink_to(os.ttyname(self.slave))
        self.link = link
        self.unread = b""
        self.queue: list[bytes] = []
        self.line = 0
        self.position = dict.fromkeys("XYZE", 0.0)
        self.feed = 1500.0
        self.relative_e = False
        self.temperatures = [ROOM_C, ROOM_C]
        self.targets = [0.0, 0.0]
        self.heated_at = time.monotonic()
        self.heating: int | None = None
        self.plan_end = 0.0
        # The real one reports when told to, which PrusaLink sometimes does not
        # get round to when it starts: without reports it has no temperatures.
        self.report_s = 2.0
        self.next_report = 0.0
        self.factors = {"M220": 100, "M221": 100}
        self.progress = (-1, -1)
        self.eeprom: dict[int, int] = {}
        self.orders: dict[str, Callable[[Words], None]] = {
            "PRUSA": self.tell_about,
            "D3": self.use_eeprom,
            "M110": self.set_line,
            "M220": self.use_factor,
            "M221": self.use_factor,
            "M73": self.use_progress,
            "M155": self.set_reports,
            "M104": self.set_target,
            "M140": self.set_target,
            "M82": self.set_extrusion,
            "M83": self.set_extrusion,
            "G92": self.set_position,
            "G4": lambda words: self.plan(words.number("S") + words.number("P") / 1000),
            "G28": lambda words: self.plan(1.0),
            "G0": self.move,
            "G1": self.move,
            "M603": self.stop,
            "M112": self.halt,
        }

    def say(self, *lines: str) -> None:
        """Send lines to the host."""
        for line in lines:
            os.write(self.master, line.encode() + b"\n")

    def heat(self) -> None:
        """Let time do its work on the temperatures."""
        now = time.monotonic()
        span, self.heated_at = now - self.heated_at, now
        for index, rate in enumerate(HEATING):
            gap = (self.targets[index] or ROOM_C) - self.temperatures[index]
            step = rate * span * (1 if gap > 0 else COOLING)
            self.temperatures[index] += max(-step, min(step, gap))

    def describe_heat(self) -> str:
        """Return the temperatures as the firmware tells them."""
        self.heat()
        nozzle = f"{self.temperatures[0]:.1f} /{self.targets[0]:.1f}"
        bed = f"{self.temperatures[1]:.1f} /{self.targets[1]:.1f}"
        return f"T:{nozzle} B:{bed} T0:{nozzle} @:0 B@:0 P:0.0 A:28.0"

    def read(self) -> None:
        """Take what the host sent."""
        try:
            self.unread += os.read(self.master, 65536)
        except OSError:
            return
        *lines, self.unread = self.unread.split(b"\n")
        self.queue += [line.strip() for line in lines if line.strip()]

    def take(self) -> None:
        """Carry out the next line, if it arrived whole and in turn."""
        raw = self.queue.pop(0)
        if found := NUMBERED.match(raw):
            number, order = int(found[1]), found[2]
            total = reduce(xor, raw[: raw.rindex(b"*")], 0)
            in_turn = number == self.line + 1 or b"M110" in order
            if total != int(found[3]) or not in_turn:
                self.say(
                    f"Error:checksum mismatch, Last Line: {self.line}",
                    f"Resend: {self.line + 1}",
                    "ok",
                )
                return
            self.line, raw = number, order
        self.run(Words(raw.decode("latin1").split(";")[0].strip()))

    def run(self, words: Words) -> None:
        """Carry out a line and confirm it."""
        if words.code == "M105":
            self.say(f"ok {self.describe_heat()}")
            return
        if words.code in ("M109", "M190"):
            self.set_target(words)
            # Confirmed once it is as warm as that.
            self.heating = int(words.code == "M190")
            return
        if order := self.orders.get(words.code):
            order(words)
        elif fixed := FIXED.get(words.code):
            self.say(fixed)
        self.say("ok")

    def tell_about(self, words: Words) -> None:
        """Say what the printer is."""
        self.say(ABOUT.get(words.line.split()[1].upper(), "?"))

    def use_eeprom(self, words: Words) -> None:
        """Write bytes, and say what is there."""
        address = int(words.values["A"].lstrip("X"), 16)
        if found := WRITTEN.search(words.line):
            for offset, byte in enumerate(bytes.fromhex(found[1])):
                self.eeprom[address + offset] = byte
        count = int(words.number("C", 1))
        for start in range(address, address + count, 16):
            stop = min(start + 16, address + count)
            row = " ".join(f"{self.eeprom.get(at, 0):02x}" for at in range(start, stop))
            self.say(f"{start:04x}  {row}")

    def set_line(self, words: Words) -> None:
        """Count the lines from a number."""
        self.line = int(words.number("N", self.line))

    def use_factor(self, words: Words) -> None:
        """Set or tell speed or flow."""
        if "S" in words.values:
            self.factors[words.code] = int(words.number("S", 100))
        else:
            self.say(f"{self.factors[words.code]}%")

    def use_progress(self, words: Words) -> None:
        """Set or tell the progress that the file itself states."""
        if words.values:
            done, left = self.progress
            self.progress = int(words.number("P", done)), int(words.number("R", left))
        done, left = self.progress
        for mode in ("NORMAL", "SILENT"):
            self.say(
                f"{mode} MODE: Percent done: {done}; print time remaining in mins:"
                f" {left}; Change in mins: -1"
            )

    def set_reports(self, words: Words) -> None:
        """Report every so many seconds."""
        self.report_s = words.number("S")
        self.next_report = time.monotonic()

    def set_target(self, words: Words) -> None:
        """Set the target of the nozzle or the bed."""
        self.heat()
        index = int(words.code in ("M140", "M190"))
        self.targets[index] = words.number("S", words.number("R"))

    def set_extrusion(self, words: Words) -> None:
        """Take lengths of filament as absolute or relative."""
        self.relative_e = words.code == "M83"

    def set_position(self, words: Words) -> None:
        """Call the place another name."""
        for axis, value in self.position.items():
            self.position[axis] = words.number(axis, value)

    def move(self, words: Words) -> None:
        """Move, which takes its time."""
        self.feed = words.number("F", self.feed) or self.feed
        old = dict(self.position)
        for axis in "XYZ":
            self.position[axis] = words.number(axis, old[axis])
        length = words.number("E", 0.0 if self.relative_e else old["E"])
        self.position["E"] = old["E"] + length if self.relative_e else length
        way = math.dist(
            [old[axis] for axis in "XYZ"], [self.position[axis] for axis in "XYZ"]
        ) or abs(self.position["E"] - old["E"])
        self.plan(way / (self.feed / 60))

    def stop(self, words: Words) -> None:
        """Stop the print."""
        self.targets = [0.0, 0.0]
        self.plan_end = 0.0

    def halt(self, words: Words) -> None:
        """Stop everything."""
        self.stop(words)
        self.say("Error:Printer halted. kill() called!")

    def plan(self, seconds: float) -> None:
        """Be at work for so long after what is planned already."""
        self.plan_end = max(time.monotonic(), self.plan_end) + seconds

    def report(self) -> None:
        """Tell temperatures, place and fans."""
        axes = " ".join(f"{axis}:{value:.2f}" for axis, value in self.position.items())
        count = axes.replace("X:", "X: ", 1)
        fans = "E0:4500 RPM PRN1:0 RPM E0@:255 PRN1@:0"
        self.say(self.describe_heat(), f"{axes} Count {count}", fans)

    def is_warm(self, index: int) -> bool:
        """Tell whether a heater is about as warm as it should be."""
        self.heat()
        return abs(self.temperatures[index] - self.targets[index]) < 1

    def loop(self) -> None:
        """Run for ever."""
        self.say("start")
        while True:
            now = time.monotonic()
            if self.report_s and now >= self.next_report:
                self.next_report = now + self.report_s
                self.report()
            if self.heating is not None:
                if self.is_warm(self.heating):
                    self.heating = None
                    self.say("ok")
            elif self.queue and self.plan_end - now < AHEAD_S:
                self.take()
                continue
            select.select([self.master], [], [], 0.02)
            self.read()


def main() -> None:
    """Run until a signal comes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    printer = Mk3(Path(sys.argv[1]))
    try:
        printer.loop()
    finally:
        printer.link.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
