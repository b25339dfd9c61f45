"""Buttons and filament switches of the simulated board."""

from .core import Core
from .parts import Keys
from .protocol import FREQ


class Buttons(Core):
    """Inputs that are reported when they change, until the host has noted it."""

    def do_config_buttons(self, oid: int, count: int) -> None:
        """Make a group of buttons."""
        self.objects[oid] = Keys([0] * count)

    def do_buttons_add(self, oid: int, position: int, pin: int, pull_up: int) -> None:
        """Name the pin of a button."""
        self.get(oid, Keys).pins[position] = pin

    def do_buttons_query(
        self, oid: int, clock: int, rest: int, tries: int, invert: int
    ) -> None:
        """Report the buttons from now on."""
        keys = self.get(oid, Keys)
        keys.run += 1
        keys.rest, keys.invert, keys.last, keys.acks = rest, invert, 0, 0
        keys.queue.clear()
        if rest:
            self.call_at(self.widen(clock), self.watch_keys, oid, keys.run)

    def watch_keys(self, oid: int, run: int) -> None:
        """Look at the buttons, report a change and repeat it until noted."""
        keys = self.get(oid, Keys)
        if keys.run != run:
            return
        state = keys.invert
        for bit, pin in enumerate(keys.pins):
            if self.inputs.get(self.names.get(pin, ""), 0):
                state ^= 1 << bit
        if state != keys.last:
            keys.last, keys.resend = state, 0
            if len(keys.queue) < 8:
                keys.queue.append(state)
            self.reply("buttons_state", oid, keys.acks, bytes(keys.queue))
        elif keys.queue:
            keys.resend += 1
            if keys.resend % 20 == 0:
                self.reply("buttons_state", oid, keys.acks, bytes(keys.queue))
        self.call_after(max(keys.rest / FREQ, 0.01), self.watch_keys, oid, run)

    def do_buttons_ack(self, oid: int, count: int) -> None:
        """Forget the changes that the host has noted."""
        keys = self.get(oid, Keys)
        keys.acks = (keys.acks + count) & 0xFF
        del keys.queue[:count]
