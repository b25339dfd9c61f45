"""Steppers and homing of the simulated board."""

from .core import Core
from .parts import EndStop, Stepper, Sync
from .protocol import MASK32

END_STOP_STEPS = 50


class Motion(Core):
    """What moves, and what stops it."""

    def do_config_stepper(
        self, oid: int, step_pin: int, dir_pin: int, invert: int, pulse: int
    ) -> None:
        """Make a stepper."""
        pin = self.names.get(step_pin, str(step_pin))
        self.objects[oid] = Stepper(pin, self.positions.get(pin, 0))

    def do_set_next_step_dir(self, oid: int, direction: int) -> None:
        """Turn a stepper round for the steps to come."""
        self.get(oid, Stepper).next_dir = 1 if direction else -1

    def do_reset_step_clock(self, oid: int, clock: int) -> None:
        """Let a stepper begin anew."""
        stepper = self.get(oid, Stepper)
        stepper.run_to(self.now())
        stepper.clock = stepper.tail = self.widen(clock)
        stepper.stopped = False

    def do_queue_step(self, oid: int, interval: int, count: int, add: int) -> None:
        """Add steps to those that a stepper has to make."""
        stepper = self.get(oid, Stepper)
        if stepper.stopped:
            return
        now = self.now()
        interval &= MASK32
        if not stepper.moves and stepper.tail < now - (1 << 31):
            # A first step after a long rest: the interval is modulo 2**32.
            first = self.widen(stepper.tail + interval, now)
            stepper.clock = stepper.tail = first - interval
        elif len(stepper.moves) > 64:
            stepper.run_to(now)
        stepper.queue(interval, count, add)

    def do_stepper_get_position(self, oid: int) -> None:
        """Send where a stepper is."""
        stepper = self.get(oid, Stepper)
        stepper.run_to(self.now())
        self.positions[stepper.pin] = stepper.pos
        self.reply("stepper_position", oid, stepper.pos)

    def do_stepper_stop_on_trigger(self, oid: int, sync: int) -> None:
        """Tie a stepper to a trigger."""
        self.get(oid, Stepper).sync = sync

    def do_config_trsync(self, oid: int) -> None:
        """Make a trigger."""
        self.objects[oid] = Sync()

    def do_trsync_start(self, oid: int, clock: int, ticks: int, expire: int) -> None:
        """Arm a trigger."""
        sync = self.get(oid, Sync)
        sync.run += 1
        sync.can, sync.reason, sync.expire = int(bool(ticks)), 0, expire
        for stepper in self.find(Stepper):
            if stepper.sync == oid:
                stepper.sync = None
        if ticks:
            start = self.widen(clock)
            self.call_at(start, self.report_sync, oid, sync.run, start, ticks)

    def report_sync(self, oid: int, run: int, clock: int, ticks: int) -> None:
        """Report a trigger at intervals while it is armed."""
        sync = self.get(oid, Sync)
        if sync.run != run:
            return
        self.reply("trsync_state", oid, sync.can, sync.reason, clock & MASK32)
        if sync.can:
            after = max(clock + ticks, self.now())
            self.call_at(after, self.report_sync, oid, run, after, ticks)

    def do_trsync_set_timeout(self, oid: int, clock: int) -> None:
        """Give a trigger more time."""
        sync = self.get(oid, Sync)
        sync.limit += 1
        self.call_at(self.widen(clock), self.expire_sync, oid, sync.run, sync.limit)

    def expire_sync(self, oid: int, run: int, limit: int) -> None:
        """Fire a trigger whose time is over."""
        sync = self.get(oid, Sync)
        if (sync.run, sync.limit) == (run, limit):
            self.fire_sync(oid, sync.expire)

    def fire_sync(self, oid: int, reason: int) -> None:
        """Stop the steppers that are tied to a trigger."""
        sync = self.get(oid, Sync)
        if not sync.can:
            return
        sync.can, sync.reason = 0, reason
        now = self.now()
        for stepper in self.find(Stepper):
            if stepper.sync == oid:
                stepper.halt(now)
                self.positions[stepper.pin] = stepper.pos

    def do_trsync_trigger(self, oid: int, reason: int) -> None:
        """Fire a trigger for the host."""
        self.fire_sync(oid, reason)
        self.reply("trsync_state", oid, 0, self.get(oid, Sync).reason, 0)

    def do_config_endstop(self, oid: int, pin: int, pull_up: int) -> None:
        """Make an end stop."""
        self.objects[oid] = EndStop(pin)

    def is_pressed(self, stop: EndStop) -> int:
        """Return whether an end stop is closed."""
        name = self.names.get(stop.pin, "")
        if not name.startswith("stop_"):
            return int(bool(self.inputs.get(name, 0)))
        axis = "step_" + name.removeprefix("stop_")
        now = self.now()
        steppers = stop.steppers or [s for s in self.find(Stepper) if s.pin == axis]
        for stepper in steppers:
            stepper.run_to(now)
        return int(any(stepper.pos <= -END_STOP_STEPS for stepper in steppers))

    def do_endstop_home(
        self,
        oid: int,
        clock: int,
        ticks: int,
        samples: int,
        rest: int,
        value: int,
        sync: int,
        reason: int,
    ) -> None:
        """Watch an end stop until it closes."""
        stop = self.get(oid, EndStop)
        stop.run += 1
        stop.homing = int(bool(samples))
        if not samples:
            return
        stop.rest, stop.value, stop.sync, stop.reason = rest, value, sync, reason
        stop.steppers = [s for s in self.find(Stepper) if s.sync == sync]
        self.call_at(self.widen(clock), self.watch_stop, oid, stop.run)

    def watch_stop(self, oid: int, run: int) -> None:
        """Look at an end stop every other millisecond."""
        stop = self.get(oid, EndStop)
        if stop.run != run:
            return
        if not stop.steppers:
            stop.steppers = [s for s in self.find(Stepper) if s.sync == stop.sync]
        if self.is_pressed(stop) == stop.value:
            stop.homing = 0
            stop.next = self.now() + stop.rest
            self.fire_sync(stop.sync, stop.reason)
            return
        self.call_after(0.002, self.watch_stop, oid, run)

    def do_endstop_query_state(self, oid: int) -> None:
        """Send whether an end stop is closed."""
        stop = self.get(oid, EndStop)
        pressed = self.is_pressed(stop)
        self.reply("endstop_state", oid, stop.homing, stop.next & MASK32, pressed)
