"""The whole simulated board: its control socket and its main loop."""

from contextlib import suppress
import errno
import heapq
import json
import os
from pathlib import Path
import select
import socket
import time

from .buttons import Buttons
from .motion import Motion
from .outputs import Outputs
from .parts import Stepper
from .protocol import FREQ, PINS


class Board(Outputs, Motion, Buttons):
    """A printer's board on a pseudo terminal, with a socket for faults."""

    def __init__(self, link: Path, control: Path) -> None:
        """Open both."""
        super().__init__(link)
        self.running = True
        self.control_path = control
        control.unlink(missing_ok=True)
        self.control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.control.bind(str(control))
        self.control.listen(8)
        self.poll = select.poll()
        self.poll.register(self.master, select.POLLIN)
        self.poll.register(self.control, select.POLLIN)

    def serve_control(self) -> None:
        """Carry out one order."""
        peer, _ = self.control.accept()
        with peer, suppress(OSError):
            peer.settimeout(1.0)
            try:
                answer = self.order(peer.recv(400).decode("utf-8", "replace").split())
            except (ValueError, KeyError, IndexError) as err:
                answer = f"error: {err!r}"
            peer.sendall((answer + "\n").encode())

    def order(self, words: list[str]) -> str:
        """Do what an order says."""
        match words:
            case [] | ["status"]:
                return self.describe()
            case ["set", pin, value] if pin in PINS:
                self.inputs[pin] = int(value)
            case ["temp", name, degrees]:
                heat = self.heats[name]
                heat.read()
                heat.temp = float(degrees)
            case ["broken", name, *value]:
                self.heats[name].broken = value != ["0"]
            case ["shutdown", *reason]:
                self.shutdown(" ".join(reason) or "Simulated failure")
            case ["mute", seconds]:
                self.mute_until = time.monotonic() + float(seconds)
            case ["unplug", seconds]:
                self.mute_until = time.monotonic() + float(seconds)
                self.do_reset()
            case ["quit"]:
                self.running = False
            case _:
                raise ValueError(words)
        return "ok"

    def describe(self) -> str:
        """Return the state as JSON."""
        now = self.now()
        steps = {}
        for stepper in self.find(Stepper):
            stepper.run_to(now)
            steps[stepper.pin] = [stepper.pos, stepper.steps]
        temps = {name: round(heat.read(), 2) for name, heat in self.heats.items()}
        return json.dumps(
            {
                "configured": self.configured,
                "shutdown": self.shut,
                "blocks": self.received,
                "steppers": steps,
                "temps": temps,
            }
        )

    def loop(self) -> None:
        """Run until told to quit."""
        while self.running:
            wait = 0.5
            now = self.now()
            while self.timers and self.timers[0][0] <= now:
                _, _, call, args = heapq.heappop(self.timers)
                with suppress(KeyError):  # the part went with a reset
                    call(*args)
            if self.timers:
                wait = min(wait, max(0, self.timers[0][0] - self.now()) / FREQ)
            self.flush()
            for descriptor, _ in self.poll.poll(wait * 1000 + 0.2):
                if descriptor == self.master:
                    self.read_wire()
                else:
                    self.serve_control()
            self.flush()

    def read_wire(self) -> None:
        """Take what the host sent."""
        try:
            data = os.read(self.master, 65536)
        except BlockingIOError:
            return
        except OSError as err:
            if err.errno != errno.EIO:
                raise
            time.sleep(0.05)
            return
        if time.monotonic() >= self.mute_until:
            self.guard(self.feed, data)

    def close(self) -> None:
        """Remove the link and the socket."""
        self.link.unlink(missing_ok=True)
        self.control_path.unlink(missing_ok=True)
