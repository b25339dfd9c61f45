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
from custom_components.printmux.printers.driver import Outcome
from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    HostAuthError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    StartUnconfirmedError,
)
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.exceptions import HomeAssistantError

from .checks import ENDED, Watch, describe
from .clock import Clock, let_run
from .driver import START_WAIT_S
from .host import Fault, Habits, Host
from .life import DATABASE_FILE, Life

PRINTERS = ("one", "two", "three")
SUN = "binary_sensor.sun"
HOUR = 3600.0
DAY = 24 * HOUR
# Patience with a printer is a day, and prints come after one another.
MOST_S = 3 * DAY

ANY_ERROR = (HostUnreachableError, HostAuthError, HostRefusedError, HostBusyError)
# What may go wrong with a request that does not reach the host, or is refused there.
BEFORE = {
    "identity": (HostUnreachableError, HostAuthError),
    "look": ANY_ERROR,
    "upload": ANY_ERROR,
    "verify": (*ANY_ERROR, ContentMismatchError),
    "start": (*ANY_ERROR, StartUnconfirmedError),
    "past_print": ANY_ERROR,
    "take_back": ANY_ERROR,
    "cancel": ANY_ERROR,
}
# What may go wrong once it was carried out.
AFTER = {
    "upload": (HostUnreachableError, ContentMismatchError),
    "start": (HostUnreachableError, StartUnconfirmedError),
    "take_back": (HostUnreachableError,),
    "cancel": (HostUnreachableError,),
}
FAULTS = [
    *(Fault(call, error) for call, errors in BEFORE.items() for error in errors),
    *(Fault(call, error, True) for call, errors in AFTER.items() for error in errors),
]

habits = st.builds(
    Habits,
    pushes=st.booleans(),
    row_at_start=st.booleans(),
    late_s=st.sampled_from((0.0, 3.0, 60.0)),
    order_s=st.sampled_from((0.1, 2.0)),
    print_s=st.sampled_from((120.0, 0.2, 2 * HOUR)),
    clears_bed=st.booleans(),
)
terms = st.builds(
    Terms,
    priority=st.sampled_from((0, 0, 1)),
    start_when=st.sampled_from((None, None, None, SUN)),
)
printer = st.sampled_from(PRINTERS)
passing = st.sampled_from(
    (0.02, 0.07, 0.12, 0.3, 0.3, 1.0, 1.0, 3.0, 3.0, 12.0, 40.0, 130.0, HOUR, 2 * DAY)
)
# After how many turns of the loop a command is no longer waited for; None: at its end.
patience = st.none() | st.integers(0, 30)


class Engine(RuleBasedStateMachine):
    """PrintMux with three printers. The folder is for one run."""

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

    @initialize(kinds=st.tuples(habits, habits, habits), tidy=st.booleans())
    def begin(self, kinds: tuple[Habits, ...], tidy: bool) -> None:
        """Set PrintMux up."""
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
        content = b"G28 ; %d\n" % number
        job = self.life.upload(content, f"part{number}.gcode", start=start)
        self.content[job.id] = content
        return job.id

    @rule(
        job=jobs,
        keys=st.lists(printer, min_size=1, max_size=3, unique=True),
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
        pool=st.lists(printer, max_size=3, unique=True),
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

    @rule(job=jobs, held=st.booleans())
    def hold(self, job: str, held: bool) -> None:
        """The user holds a job back, or lets it go on."""
        self.order(self.life.jobs.queue.async_hold(job, None, held=held))

    @rule(
        job=jobs,
        position=st.none() | st.integers(1, 3),
        priority=st.none() | st.integers(-1, 1),
    )
    def move(self, job: str, position: int | None, priority: int | None) -> None:
        """The user moves a job in the queue."""
        self.order(self.life.jobs.queue.async_move(job, None, position, priority))

    @rule(key=printer, included=st.booleans())
    def include(self, key: str, included: bool) -> None:
        """The user has a printer counted among "all printers", or not."""
        self.order(self.life.jobs.async_set_included(key, included))

    @rule()
    def toggle_sun(self) -> None:
        """The entity that some prints wait for changes."""
        self._shine(not self.watch.sun)

    def _shine(self, sun: bool) -> None:
        """Set the entity."""
        self.watch.sun = sun
        self.life.hass.states.async_set(SUN, STATE_ON if sun else STATE_OFF)

    @rule(job=jobs, turns=patience)
    def retry(self, job: str, turns: int | None) -> None:
        """The user has what failed tried again."""
        self.order(self.life.jobs.orders.async_retry(job), turns)

    @rule(job=jobs, turns=patience)
    def cancel(self, job: str, turns: int | None) -> None:
        """The user cancels a job."""
        self.order(self.life.jobs.orders.async_cancel(job), turns)

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

    @rule(key=printer, forget=st.booleans())
    def remove_printer(self, key: str, forget: bool) -> None:
        """The user switches a printer off in PrintMux, or removes it."""
        if key in self.life.printers:
            self.set_up.discard(key)
            self.life.remove_printer(key, forget=forget)

    @rule(key=printer)
    def add_printer(self, key: str) -> None:
        """The user adds it again."""
        if key not in self.life.printers:
            self.set_up.add(key)
            self.life.add_printer(self.hosts[key])

    @rule(key=printer)
    def start_by_hand(self, key: str) -> None:
        """Somebody starts another print at the machine."""
        self.hosts[key].start_by_hand("vase.gcode")

    @rule(key=printer, outcome=st.sampled_from((Outcome.CANCELLED, Outcome.ERROR)))
    def stop_by_hand(self, key: str, outcome: Outcome) -> None:
        """Somebody cancels at the machine, or it fails."""
        self.hosts[key].stop(outcome)

    @rule(key=printer)
    def pause_by_hand(self, key: str) -> None:
        """Somebody pauses the print at the machine, or goes on with it."""
        self.hosts[key].pause()

    @rule(key=printer, forget=st.booleans())
    def restart_host(self, key: str, forget: bool) -> None:
        """The host and its machine lose their power for a moment."""
        self.hosts[key].restart(forget=forget)

    @rule(key=printer)
    def toggle_network(self, key: str) -> None:
        """The host goes off the network, or comes back; its print goes on."""
        host = self.hosts[key]
        host.online = not host.online
        host.changed()

    @rule(key=printer)
    def toggle_trouble(self, key: str) -> None:
        """The machine needs somebody, or got what it needed."""
        host = self.hosts[key]
        host.stop(Outcome.ERROR)
        host.trouble = None if host.trouble else "Thermal runaway"
        host.changed()

    @rule(key=printer)
    def lose_copies(self, key: str) -> None:
        """Somebody deletes what is on the printer."""
        self.hosts[key].files.clear()

    @rule(key=printer, fault=st.sampled_from(FAULTS), times=st.integers(1, 3))
    def fail(self, key: str, fault: Fault, times: int) -> None:
        """The next requests of that kind go wrong."""
        self.hosts[key].faults += [fault] * times

    @rule(key=printer)
    def drop(self, key: str) -> None:
        """The next start is accepted, and nothing happens."""
        self.hosts[key].drops += 1

    @rule(turns=st.integers(0, 60), down_s=st.sampled_from((1.0, 20.0, HOUR, DAY)))
    def crash(self, turns: int, down_s: float) -> None:
        """The power is cut, at any moment, and comes back."""
        self.life.run(let_run(turns))
        self.life.crash()
        self._rise(down_s)

    @rule(down_s=st.sampled_from((1.0, HOUR)))
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
            self.hold(job, held=False)
        for key, host in self.hosts.items():
            host.faults.clear()
            host.drops = 0
            host.online, host.trouble = True, None
            if host.status().state == "paused":
                host.pause()
            host.changed()
            self.add_printer(key)

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
