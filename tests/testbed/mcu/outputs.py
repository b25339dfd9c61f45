"""Outputs, heaters and analog inputs of the simulated board."""

from .core import Core
from .parts import Adc, Output
from .protocol import ADC_MAX, MASK32

ADC_SPAN_C = 500.0


class Outputs(Core):
    """What drives pins, and what reads the temperatures that come of it."""

    def drive(self, pin: int, duty: float) -> None:
        """Set a pin; a heater's warms its sensor."""
        name = self.names.get(pin, "")
        self.inputs[name] = duty
        if name.startswith("heat_"):
            self.heats[name.removeprefix("heat_")].drive(duty)

    def do_config_digital_out(
        self, oid: int, pin: int, value: int, default: int, longest: int
    ) -> None:
        """Make a digital output."""
        self.objects[oid] = Output(pin)
        self.drive(pin, float(value))

    def do_set_digital_out_pwm_cycle(self, oid: int, ticks: int) -> None:
        """Make it one that is switched quickly."""
        self.get(oid, Output).cycle = ticks

    def do_queue_digital_out(self, oid: int, clock: int, on_ticks: int) -> None:
        """Set an output at a given time."""
        out = self.get(oid, Output)
        duty = on_ticks / out.cycle if out.cycle else float(bool(on_ticks))
        self.call_at(self.widen(clock), self.drive, out.pin, duty)

    def do_update_digital_out(self, oid: int, value: int) -> None:
        """Set an output now."""
        self.drive(self.get(oid, Output).pin, float(value))

    def do_set_digital_out(self, pin: int, value: int) -> None:
        """Set a pin now."""
        self.drive(pin, float(value))

    def do_config_pwm_out(
        self, oid: int, pin: int, cycle: int, value: int, default: int, longest: int
    ) -> None:
        """Make a PWM output."""
        self.objects[oid] = Output(pin, cycle)
        self.drive(pin, value / 255)

    def do_queue_pwm_out(self, oid: int, clock: int, value: int) -> None:
        """Set a PWM output at a given time."""
        pin = self.get(oid, Output).pin
        self.call_at(self.widen(clock), self.drive, pin, value / 255)

    def do_config_analog_in(self, oid: int, pin: int) -> None:
        """Make an analog input."""
        self.objects[oid] = Adc(pin)

    def do_query_analog_in(
        self,
        oid: int,
        clock: int,
        ticks: int,
        samples: int,
        rest: int,
        low: int,
        high: int,
        tries: int,
    ) -> None:
        """Report an analog input from now on."""
        adc = self.get(oid, Adc)
        adc.run += 1
        adc.samples, adc.rest, adc.bad = samples, rest, 0
        adc.low, adc.high, adc.tries = low, high, tries
        if samples:
            start = self.widen(clock)
            self.call_at(start, self.sample, oid, adc.run, start)

    def sample(self, oid: int, run: int, clock: int) -> None:
        """Read an analog input, report it and come again."""
        adc = self.get(oid, Adc)
        if adc.run != run:
            return
        value = int(self.read_fraction(adc.pin) * ADC_MAX * adc.samples)
        if adc.tries and not adc.low <= value <= adc.high:
            adc.bad += 1
            if adc.bad >= adc.tries:
                self.shutdown("ADC out of range")
                return
        else:
            adc.bad = 0
        after = clock + adc.rest
        now = self.now()
        if after < now - adc.rest:  # fell behind: skip, do not pile up
            after = now + adc.rest
        self.reply("analog_in_state", oid, after & MASK32, value)
        self.call_at(after, self.sample, oid, run, after)

    def read_fraction(self, pin: int) -> float:
        """Return what an analog pin reads, 0 to 1."""
        name = self.names.get(pin, "")
        if not name.startswith("temp_"):
            return 0.5
        heat = self.heats[name.removeprefix("temp_")]
        return 1.0 if heat.broken else min(max(heat.read() / ADC_SPAN_C, 0.0), 1.0)
