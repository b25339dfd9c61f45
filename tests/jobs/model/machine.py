"""Everything that users, printers, networks and power cuts do to the engine."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
import hashlib
from pathlib import Path
import shutil
import tempfile
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from custom_components.printmux.jobs.models import Answer, Terms
from custom_components.printmux.jobs.settings import Settings
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.exceptions import HomeAssistantError

from .checks import ENDED, Watch, describe
from .choices import (
    DAY,
    FAULTS,
    HAPPENINGS,
    HOUR,
    ORDERS,
    PRINTERS,
    SUN,
    downtimes,
    habits,
    passing,
    patience,
    printer,
    terms,
)
from .clock import Clock, let_run
from .driver import START_WAIT_S
from .host import Fault, Habits, Host
from .life import DATABASE_FILE, Life

# Patience with a printer is a day, and prints come after one another.
MOST_S = 3 * DAY


class Engine(RuleBasedStateMachine):
    """PrintMux with two printers. The folder is for one run."""

    jobs: Bundle[str] = Bundle("jobs")

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Take where to keep things, and the time."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=folder))
        self.clock = clock
        # Jobs by id: what was uploaded, None once it was deleted.
        self.content: dict[str, bytes | None] = {}
        # The printers that the user has set up; the others were removed.
        self.set_up = set(PRINTERS)

    @initialize(target=jobs, kinds=st.tuples(habits, habits), tidy=st.booleans())
    def begin(self, kinds: tuple[Habits, ...], tidy: bool) -> str:
        """Set PrintMux up, and upload something."""
        self.settings = Settings(remove_copies=tidy)
        self.hosts = {
            key: Host(key, self.clock, habit)
            for key, habit in zip(PRINTERS, kinds, strict=True)
        }
        self.watch = Watch(self.folder / "printmux" / DATABASE_FILE, self.hosts)
        for host in self.hosts.values():
            host.asked = self.watch.asked_to_start
            host.deleted = self.watch.deleted
        self.live()
        return self._upload(0, start=False)

    def live(self) -> None:
        """Begin a life of PrintMux."""
        self.life = Life(self.folder, self.clock, self.settings)
        self.watch.open()
        self.life.jobs.async_subscribe(self.watch.told)
        self._shine(self.watch.sun)
        self.life.start({key: self.hosts[key] for key in sorted(self.set_up)})

    def order(self, work: Coroutine[Any, Any, Any], turns: int | None = None) -> None:
        """Give an order; go on before it is carried out, if it takes its time."""

        async def give() -> None:
            task = asyncio.ensure_future(work)
            task.add_done_callback(self._expect_refusals)
            if turns is None:
                await asyncio.wait([task])
            else:
                await let_run(turns)

        self.life.run(give())

    def _expect_refusals(self, task: asyncio.Future[Any]) -> None:
        """Take a refusal for an answer; anything else is a fault."""
        if task.cancelled() or (err := task.exception()) is None:
            return
        if not isinstance(err, HomeAssistantError) and not self.life.loop.cut:
            self.watch.note(f"An order has failed: {err!r}")

    @rule(target=jobs, number=st.integers(0, 3), start=st.booleans())
    def upload(self, number: int, start: bool) -> str:
        """A slicer uploads; some upload the same bytes."""
        return self._upload(number, start=start)

    def _upload(self, number: int, *, start: bool) -> str:
        """Upload, and remember that."""
        content = b"G28 ; %d\n" % number
        job = self.life.upload(content, f"part{number}.gcode", start=start)
        self.content[job.id] = content
        return job.id

    @rule(
        job=jobs,
        keys=st.lists(printer, min_size=1, max_size=2, unique=True),
        start=st.sampled_from((True, True, False)),
        copies=st.sampled_from((1, 1, 2, 3)),
        terms=terms,
    )
    def dispatch(
        self, job: str, keys: list[str], start: bool, copies: int, terms: Terms
    ) -> None:
        """The user sends a job to printers."""
        jobs = self.life.jobs
        self.order(
            jobs.async_dispatch(job, keys, start=start, copies=copies, terms=terms)
        )

    @rule(
        job=jobs,
        pool=st.lists(printer, max_size=2, unique=True),
        copies=st.sampled_from((1, 1, 2, 3)),
        terms=terms,
        delay=st.sampled_from((None, None, 40.0, HOUR)),
    )
    def dispatch_any(
        self,
        job: str,
        pool: list[str],
        copies: int,
        terms: Terms,
        delay: float | None,
    ) -> None:
        """The user has a job printed wherever it fits, now or later."""
        if delay is not None:
            start_at = self.clock.moment + timedelta(seconds=delay)
            terms = replace(terms, start_at=start_at)
        jobs = self.life.jobs
        self.order(
            jobs.async_dispatch_any(job, pool, start=True, copies=copies, terms=terms)
        )

    @rule()
    def toggle_sun(self) -> None:
        """The entity that some prints wait for changes."""
        self._shine(not self.watch.sun)

    def _shine(self, sun: bool) -> None:
        """Set the entity."""
        self.watch.sun = sun
        self.life.hass.states.async_set(SUN, STATE_ON if sun else STATE_OFF)

    @rule(job=jobs, what=st.sampled_from(sorted(ORDERS)), turns=patience)
    def say(self, job: str, what: str, turns: int | None) -> None:
        """The user gives an order about a job."""
        self.order(ORDERS[what](self.life.jobs, job), turns)

    @rule(key=printer, what=st.sampled_from(sorted(HAPPENINGS)))
    def happen(self, key: str, what: str) -> None:
        """Something happens at a machine."""
        HAPPENINGS[what](self.hosts[key])

    @rule(job=jobs, again=st.booleans(), turns=patience)
    def answer(self, job: str, again: bool, turns: int | None) -> None:
        """The user looks at a printer, and says what became of a print."""
        for target in self.watch.unsettled(job):
            host = self.hosts[target["printer_id"]]
            if host.prints == target["remote_name"]:
                continue
            if host.has_printed(target["remote_name"]):
                answer = Answer.PRINTED
            else:
                answer = Answer.PRINT_AGAIN if again else Answer.NOT_PRINTED
            orders = self.life.jobs.orders
            self.order(orders.async_confirm(job, target["id"], answer), turns)

    @rule(job=jobs)
    def delete(self, job: str) -> None:
        """The user deletes a job."""

        async def delete() -> None:
            await self.life.jobs.async_delete(job)
            self.content[job] = None

        self.order(delete())

    @rule(key=printer)
    def clear_bed(self, key: str) -> None:
        """The user takes a print off the bed, and says so."""

        self.hosts[key].on_bed = None

        async def clear() -> None:
            if (found := self.life.printers.get(key)) is not None:
                found.async_confirm_bed_cleared()

        self.order(clear())

    @rule(
        key=printer,
        how=st.sampled_from(("switch off", "remove", "include", "leave out")),
    )
    def change_printer(self, key: str, how: str) -> None:
        """The user changes a printer; one that is gone is set up again instead."""
        if key not in self.life.printers:
            self.set_up.add(key)
            self.life.add_printer(self.hosts[key])
        elif how in {"switch off", "remove"}:
            self.set_up.discard(key)
            self.life.remove_printer(key, forget=how == "remove")
        else:
            included = how == "include"
            self.order(self.life.jobs.async_set_included(key, included))

    @rule(key=printer, fault=st.sampled_from(FAULTS), times=st.integers(1, 3))
    def fail(self, key: str, fault: Fault, times: int) -> None:
        """The next requests of that kind go wrong."""
        self.hosts[key].faults += [fault] * times

    @rule(turns=st.integers(0, 60), down_s=downtimes)
    def crash(self, turns: int, down_s: float) -> None:
        """The power is cut, at any moment, and comes back."""
        self.life.run(let_run(turns))
        self.life.crash()
        self._rise(down_s)

    @rule(down_s=downtimes)
    def restart(self, down_s: float) -> None:
        """Home Assistant is restarted."""
        self.life.stop()
        self._rise(down_s)

    def _rise(self, down_s: float) -> None:
        """Begin anew, after a while."""
        self.watch.check()
        self.watch.close()
        self.clock.jump(down_s)
        self.live()

    @rule(seconds=passing)
    def pass_time(self, seconds: float) -> None:
        """Nothing happens for a while but what is under way."""
        self.life.pass_time(seconds)

    @rule()
    def come_to_rest(self) -> None:
        """Nothing happens for some seconds: most get to where they wait."""
        self.life.pass_time(5.0)

    @invariant()
    def holds(self) -> None:
        """Every promise is kept."""
        self.watch.check()
        there = {
            row["id"]
            for row in self.watch.rows(
                "SELECT id FROM jobs WHERE deleted_at IS NULL AND file_id IS NOT NULL"
            )
        }
        kept = {job for job, content in self.content.items() if content is not None}
        assert kept <= there, "An accepted job is lost"

    def teardown(self) -> None:
        """Let all be well: then everything comes to an end, and nothing is lost."""
        if hasattr(self, "life"):
            try:
                self._heal()
                self._end()
            finally:
                self.watch.close()
                self.life.stop()
        shutil.rmtree(self.folder)

    def _heal(self) -> None:
        """Have every fault mended and every printer there."""
        self._shine(True)
        for job in self.content:
            self.say(job, "release", None)
        for key, host in self.hosts.items():
            host.faults.clear()
            host.drops = 0
            host.online, host.trouble = True, None
            if host.status().state == "paused":
                host.pause()
            host.changed()
            if key not in self.life.printers:
                self.change_printer(key, "set up")
            self.change_printer(key, "include")

    def _end(self) -> None:
        """Wait for the end of everything."""
        waited, step = 0.0, START_WAIT_S
        while waited < MOST_S and self._open():
            self.life.pass_time(step)
            waited, step = waited + step, min(step * 2, HOUR)
            for key in PRINTERS:
                self.clear_bed(key)
            self.holds()
        stuck = [f"{target} never ends" for target in self._open()]
        assert not stuck, "\n".join([*stuck, *map(str, self.hosts.values())])
        for job, content in self.content.items():
            if content is not None:
                path = self.life.store.path(
                    f"{hashlib.sha256(content).hexdigest()}.gcode"
                )
                assert path.read_bytes() == content, f"The file of {job} is lost"

    def _open(self) -> list[str]:
        """Return the targets that still have a way to go."""
        return [
            f"{describe(target)}: {target['error_message']}"
            for target in self.watch.targets()
            if target["state"] not in {*ENDED, "needs_attention"}
            and (target["start"] or target["state"] != "uploaded")
        ]
