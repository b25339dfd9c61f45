"""The house that is killed time and again; see `crash.py`."""

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
import random
import secrets
import sqlite3
import time
from typing import Any

from tests.e2e.house import E2EHouse, sha256
from tests.harness.client import HaError
from tests.harness.slicer import upload

from .live import leave_beds
from .witness import Books, Witness, open_books, phases_of, read_books, read_dead_books

# None is anywhere in a whole run, the others are waited for.
AIMS = (
    *("receiving", "analysing", "uploading", "verifying", "printing", "ending"),
    *("starting", "starting"),
    *(None,) * 8,
)
SETTLE_S = 240.0
LOOK_S = 0.002
# After the phase that was aimed at has begun.
MOST_AFTER_S = 0.05
# Lines of G-code: one waits as long as it says on both hosts, the other takes no time.
WAIT = "G4 P100\n"
PAD = "; " + "x" * 998 + "\n"


class Violation(Exception):
    """A promise was broken; the words say which."""


@dataclass
class Order:
    """What one slicer and one user want, and how far they have come."""

    path: Path
    digest: str
    protocol: str
    start: bool
    routed: bool
    printers: list[str]
    copies: int
    print_it: bool
    delay: float
    stage: str = "not begun"
    told: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        """Return how many targets it is to have."""
        return 1 if self.routed else max(1, len(self.printers)) * self.copies


@dataclass
class Sight:
    """Something on its way at the moment of a kill, and what came of it."""

    point: int
    phase: str
    key: str
    outcome: str = ""
    printer: str = ""


class Sweep:
    """Kills a house; `run` is one point."""

    def __init__(self, house: E2EHouse, seed: int) -> None:
        """Take a house that is set up."""
        self.house = house
        self.seed = seed
        self.witness = Witness(dict(zip(house.names, house.bed.printers, strict=True)))
        self.database = house.ha.config / "printmux/printmux.db"
        self.routed_key = self._add_route()
        leave_beds(house.ha)
        self.whole = 0.0
        self.sights: list[Sight] = []
        self._open: list[Order] = []
        self._acts: list[Future[None]] = []
        self._checked: set[str] = set()

    def _add_route(self) -> str:
        """Add a slicer key whose prints go to a printer without a question."""
        subentries = self.house.ha.subentries(self.house.entry_id)
        ids = {sub["title"]: sub["subentry_id"] for sub in subentries}
        route = {"route_printers": [ids[self.house.names[0]]], "route_mode": "print"}
        result = self.house.ha.subflow(
            self.house.entry_id, "slicer_key", {"name": "Routed", **route}
        )
        key: str = result["description_placeholders"]["api_key"]
        return key

    def measure(self) -> None:
        """Learn how long a whole run takes when nobody is killed."""
        began = time.monotonic()
        rng = random.Random(self.seed)
        self._carry_out([self._draw(rng) for _ in range(3)]).shutdown()
        self._settle()
        self.whole = time.monotonic() - began

    def run(self, point: int, *, last: bool = False) -> None:
        """Have things under way, kill, start again; mostly wait until all is at rest."""
        rng = random.Random(f"{self.seed} {point}")
        aim = rng.choice(AIMS)
        orders = [self._draw(rng) for _ in range(rng.randint(2, 3))]
        began = time.monotonic()
        threads = self._carry_out(orders)
        if aim is None:
            time.sleep(rng.uniform(0, self.whole))
        else:
            self._await_phase(aim, began + self.whole)
            time.sleep(rng.uniform(0, MOST_AFTER_S))
        self.house.ha.kill9()
        threads.shutdown()
        self._note(point)
        if rng.random() < 0.1:
            self._die_starting(rng)
        self.house.ha.start()
        self._finish_orders()
        if last or rng.random() < 0.7:
            self._settle()

    def finish(self) -> None:
        """Print once more on every printer: none is reserved for what is over."""
        order = self._draw(random.Random(self.seed))
        order.routed, order.print_it = False, True
        order.printers, order.copies = self.house.names, 1
        self._carry_out([order]).shutdown()
        self._settle()

    def _die_starting(self, rng: random.Random) -> None:
        """Start, and be killed before the start is done."""
        with suppress(HaError):
            self.house.ha.start(limit=rng.uniform(1, 3))
        self.house.ha.kill9()

    def _draw(self, rng: random.Random) -> Order:
        """Return a random order."""
        self.house.made += 1
        path = self.house.folder / f"part {self.house.made}.gcode"
        # No other file has this content: what is kept of it is found by that.
        mark = f"; {secrets.token_hex(8)}\n"
        pad = PAD * rng.choice((0, 0, 0, 1000, 8000))
        path.write_text(f"{mark}G90\n{pad}{WAIT * rng.randint(5, 20)}M400\n")
        names = self.house.names
        return Order(
            path=path,
            digest=sha256(path),
            protocol=rng.choice(("moonraker", "octoprint")),
            start=rng.random() < 0.5,
            routed=rng.random() < 0.2,
            printers=rng.choice(([], *(rng.sample(names, n) for n in (1, 2, 3)))),
            copies=rng.choice((1, 1, 2)),
            print_it=rng.random() < 0.8,
            delay=rng.uniform(0, 0.5),
        )

    def _carry_out(self, orders: list[Order]) -> ThreadPoolExecutor:
        """Have slicers and users act at once."""
        self._open += orders
        pool = ThreadPoolExecutor(len(orders))
        self._acts = [pool.submit(self._act, order) for order in orders]
        return pool

    def _act(self, order: Order) -> None:
        """Upload a file, then dispatch it; a kill may end it anywhere."""
        time.sleep(order.delay)
        order.stage = "receiving"
        with suppress(OSError, HTTPException):
            status, answer = upload(
                self.house.ha.url,
                self.routed_key if order.routed else self.house.key,
                order.path,
                protocol=order.protocol,
                start=order.start or order.routed,
            )
            if status != 201:
                raise Violation(f"an upload was answered {status} {answer}")
            order.stage = "accepted"
            if not order.routed:
                self._dispatch(order, self._require_job(order))

    def _require_job(self, order: Order) -> dict[str, Any]:
        """Return the job of a file that was accepted, as PrintMux shows it."""
        if (job := self._find_job(order)) is None:
            raise Violation(f"{order.path.name} was accepted and is lost")
        return job

    def _find_job(self, order: Order) -> dict[str, Any] | None:
        """Return the job of a file, if there is one."""
        jobs = (job for job in self.house.jobs() if job["sha256"] == order.digest)
        return next(jobs, None)

    def _dispatch(self, order: Order, job: dict[str, Any]) -> None:
        """Send a job to its printers."""
        order.stage = "dispatching"
        any_printer = not order.printers
        data = {"any_printer": True} if any_printer else {"printers": order.printers}
        data |= {"copies": order.copies, "start": order.print_it, "job_id": job["id"]}
        answer = self.house.ha.action("printmux.dispatch", data, response=True)
        order.told = [target["id"] for target in answer["targets"]]
        order.stage = "dispatched"

    def _await_phase(self, aim: str, until: float) -> None:
        """Wait until something is in that phase, not for ever."""
        incoming = self.house.ha.config / ".cache/printmux"
        with closing(open_books(self.database)) as connection:
            while time.monotonic() < until:
                if aim == "receiving":
                    found = any(incoming.iterdir())
                else:
                    books = read_books(connection, moving=True)
                    phases = phases_of(books, self.witness, ends=aim == "ending")
                    found = aim in phases.values()
                if found:
                    return
                time.sleep(LOOK_S)

    def _note(self, point: int) -> None:
        """Note where all was when it was killed."""
        for act in self._acts:
            act.result()
        books = read_dead_books(self.database)
        for key, phase in phases_of(books, self.witness).items():
            self.sights.append(Sight(point, phase, key))
        for order in self._open:
            if order.stage in ("receiving", "dispatching"):
                self.sights.append(Sight(point, order.stage, order.digest))

    def _finish_orders(self) -> None:
        """Do what a user does who got no answer: look, and dispatch what was not."""
        for order in list(self._open):
            if order.stage in ("not begun", "receiving"):
                if self._find_job(order) is None:
                    self._open.remove(order)
                    continue
                order.stage = "accepted"
            job = self._require_job(order)
            if not order.routed and not job["targets"]:
                if order.told:
                    raise Violation(f"the targets of {order.path.name} are lost")
                self._dispatch(order, job)
            elif order.stage == "dispatching":
                order.stage = "dispatched"

    def _settle(self) -> None:
        """Wait until nothing is on its way, then hold all against what was printed."""
        books = self._await_rest()
        begun = {name: self.witness.prints(name)[0] for name in self.house.names}
        for order in self._open:
            self._check_order(order, books)
        for row in books.targets.values():
            self._check_target(row, begun[row["printer"]][row["remote_name"]])
        self._check_printers(books, begun)
        for sight in self.sights:
            if not sight.outcome:
                sight.outcome, sight.printer = _outcome(sight, books)
        self._open.clear()
        for row in books.targets.values():
            if row["state"] == "needs_attention":
                self.house.ha.action("printmux.cancel_job", {"job_id": row["job_id"]})
        self._checked |= set(books.targets)

    def _await_rest(self) -> Books:
        """Return what is written once every target is at rest, and every printer."""
        until = time.monotonic() + SETTLE_S
        with closing(open_books(self.database)) as connection:
            while True:
                moving = read_books(connection, moving=True)
                phases = phases_of(moving, self.witness, ends=False)
                books = read_books(connection)
                for order in self._open:
                    job = books.job_of(order.digest)
                    if job is None or not books.targets_of(job["id"]):
                        phases[order.digest] = "without a target"
                if not phases and not self.witness.is_busy():
                    return books
                if time.monotonic() > until:
                    raise Violation(f"not at rest after {SETTLE_S:.0f} s: {phases}")
                time.sleep(0.1)

    def _check_order(self, order: Order, books: Books) -> None:
        """Check that a job has its file, and all the targets it was to have."""
        job = books.job_of(order.digest)
        assert job is not None
        kept = self.house.ha.config / "printmux/files" / order.digest[:2] / job["file"]
        if sha256(kept) != order.digest:
            raise Violation(f"PrintMux's copy of {order.path.name} is damaged")
        have = {row["id"] for row in books.targets_of(job["id"])}
        if len(have) != order.wanted or not have.issuperset(order.told):
            raise Violation(f"the targets are {have} of {order}")

    def _check_target(self, row: sqlite3.Row, printed: int) -> None:
        """Check that a target says what is true: how often it was printed."""
        known = row["id"] in self._checked
        match row["state"]:
            case "completed":
                good = printed == 1 and row["start"]
            case "uploaded":
                copy = self.witness.path(row["printer"], row["remote_name"])
                good = not printed and (known or sha256(copy) == row["sha256"])
            case "needs_attention":
                good = printed <= 1 and bool(row["error_message"])
            case "cancelled":
                # Needed attention, which the user gave.
                good = printed <= 1 and known
            case _:
                good = False
        if not good:
            raise Violation(f"printed {printed} times: {dict(row)}")

    def _check_printers(self, books: Books, begun: dict[str, Counter[str]]) -> None:
        """Check that nothing else was printed, and that no printer is reserved."""
        names = {row["remote_name"] for row in books.targets.values()}
        for printer, files in begun.items():
            if strange := set(files) - names:
                raise Violation(f"{printer} printed what nobody asked for: {strange}")
        for printer, starts in self.witness.klipper_starts().items():
            if starts != begun[printer].total():
                raise Violation(f"Klipper of {printer} began {starts} prints")
        if books.claims:
            raise Violation(f"printers are reserved for what is over: {books.claims}")


def _outcome(sight: Sight, books: Books) -> tuple[str, str]:
    """Return what became of what a kill hit, and on which printer."""
    if (target := books.targets.get(sight.key)) is not None:
        return str(target["state"]), str(target["printer"])
    kept = sight.key in books.jobs or books.job_of(sight.key) is not None
    return "kept" if kept else "not kept", ""
