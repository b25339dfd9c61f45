"""What must be true of the engine, at every moment and in the end.

The database is read from outside, as it is committed: a trigger of the test's own
writes down each state that a target takes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
import sqlite3
from typing import Any, Final

from custom_components.printmux.jobs.models import JobEvent

from .host import Host

TRACE: Final = """
CREATE TABLE IF NOT EXISTS trace (
  number INTEGER PRIMARY KEY, target, before, after, name);
CREATE TRIGGER IF NOT EXISTS trace_new AFTER INSERT ON job_targets BEGIN
  INSERT INTO trace (target, before, after, name)
  VALUES (new.id, NULL, new.state, new.remote_name); END;
CREATE TRIGGER IF NOT EXISTS trace_change AFTER UPDATE ON job_targets
  WHEN old.state <> new.state OR old.remote_name <> new.remote_name BEGIN
  INSERT INTO trace (target, before, after, name)
  VALUES (new.id, old.state, new.state, new.remote_name); END;
"""

# From which state a target may get into which others.
MOVES: Final[Mapping[str | None, set[str]]] = {
    None: {"pending", "failed"},
    "pending": {"uploading", "uploaded", "failed", "cancelled"},
    "uploading": {"pending", "uploaded", "failed", "cancelled"},
    # Back to the queue where the printer got busy at the last moment.
    "uploaded": {
        *("pending", "starting", "printing", "failed", "cancelled"),
        "needs_attention",
    },
    "starting": {"pending", "printing", "needs_attention", "failed", "cancelled"},
    "printing": {"completed", "failed", "cancelled", "needs_attention"},
    # Only the user gets a target out of these: by an answer, by a retry.
    "needs_attention": {"pending", "printing", "completed", "cancelled", "failed"},
    "failed": {"pending"},
    "completed": set(),
    "cancelled": set(),
}
ENDED: Final = frozenset({"completed", "failed", "cancelled"})
# In these a printer has something of the target, or is about to.
ENGAGED: Final = frozenset({"uploading", "uploaded", "starting", "printing"})
# Out of these, the user may have it printed once more.
AGAIN: Final = frozenset({"failed", "needs_attention"})
REMOVED: Final = "The printer was removed"

type Row = Mapping[str, Any]


@dataclass
class Watch:
    """Reads the database and the printers, and says what is wrong."""

    path: Path
    hosts: Mapping[str, Host]
    # Whether the entity that some prints wait for is on.
    sun: bool = False
    wrong: list[str] = field(default_factory=list)
    _seen: int = 0

    def open(self) -> None:
        """Connect, and have each state of a target written down."""
        self._connection = sqlite3.connect(self.path)
        self._connection.row_factory = sqlite3.Row
        self._connection.executescript(TRACE)

    def close(self) -> None:
        """Disconnect."""
        self._connection.close()

    def rows(self, query: str, *values: object) -> list[Row]:
        """Return rows of the database."""
        with self._connection:
            return list(self._connection.execute(query, values))

    def targets(self) -> list[Row]:
        """Return all targets, with who has claimed their printer."""
        return self.rows(
            "SELECT t.*, p.claimed_by, p.removed_at FROM job_targets t"
            " JOIN printers p ON p.id = t.printer_id ORDER BY t.id"
        )

    def find(self, name: str) -> Row | None:
        """Return the target of a file on a printer."""
        return next((t for t in self.targets() if t["remote_name"] == name), None)

    def unsettled(self, job: str) -> list[Row]:
        """Return the targets of a job that need attention."""
        return [
            target
            for target in self.targets()
            if target["job_id"] == job and target["state"] == "needs_attention"
        ]

    def note(self, words: str) -> None:
        """Keep what is wrong, for the next check: it may be seen amid a task."""
        self.wrong.append(words)

    def check(self) -> None:
        """Fail where something is wrong."""
        targets = self.targets()
        self.wrong += self._moves()
        for target in targets:
            self.wrong += (
                f"{describe(target)}: {words}" for words in faults_of(target)
            )
        self.wrong += self._jobs(targets)
        self.wrong += self._claims(targets)
        self.wrong += self._starts(targets)
        assert not self.wrong, "\n".join(self.wrong)

    def _moves(self) -> Iterator[str]:
        """Go over the states that were taken since the last check."""
        for row in self.rows("SELECT * FROM trace WHERE number > ?", self._seen):
            self._seen = row["number"]
            before, after = row["before"], row["after"]
            if before != after and after not in MOVES[before]:
                yield f"{row['name']} went from {before} to {after}"

    def _jobs(self, targets: list[Row]) -> Iterator[str]:
        """Compare the state of each job with what its targets make of it."""
        for job in self.rows("SELECT * FROM jobs"):
            since = job["dispatched_at"] or 0
            states = {
                "done" if t["state"] == "uploaded" and not t["start"] else t["state"]
                for t in targets
                if t["job_id"] == job["id"] and t["created_at"] >= since
            }
            if states and job["state"] != (wanted := state_of(states)):
                yield f"Job {job['name']} is {job['state']}, not {wanted}: {states}"
            if (job["state"] in ENDED) is not (job["ended_at"] is not None):
                yield f"Job {job['name']} is {job['state']}, ended {job['ended_at']}"

    def _claims(self, targets: list[Row]) -> Iterator[str]:
        """See that who works with a printer has claimed it, and nobody else has."""
        for target in targets:
            claims = target["claimed_by"] == target["id"]
            if claims and target["state"] in {*ENDED, "needs_attention"}:
                yield f"{describe(target)} still claims its printer"
            engaged = target["start"] and target["state"] in ENGAGED
            if engaged and not claims and target["removed_at"] is None:
                yield f"{describe(target)} has not claimed its printer"

    def _starts(self, targets: list[Row]) -> Iterator[str]:
        """Count what was truly started: once, and again only after a retry."""
        begun: dict[str, int] = {}
        for host in self.hosts.values():
            for run in host.runs:
                begun[run.name] = begun.get(run.name, 0) + run.ours
        yield from (
            f"{name} was started {n} times" for name, n in begun.items() if n > 1
        )
        names: dict[str, set[str]] = {}
        retries: dict[str, int] = {}
        for row in self.rows("SELECT * FROM trace"):
            names.setdefault(row["target"], set()).add(row["name"])
            again = row["before"] in AGAIN and row["after"] == "pending"
            retries[row["target"]] = retries.get(row["target"], 0) + again
        for target in targets:
            starts = sum(begun.get(name, 0) for name in names[target["id"]])
            if starts > target["start"] * (1 + retries[target["id"]]):
                yield f"{describe(target)} was started {starts} times"

    def asked_to_start(self, host: Host, name: str) -> None:
        """Look at the moment at which a request to start goes out."""
        if (target := self.find(name)) is None:
            self.note(f"{name} is started, and nobody knows why")
            return
        now = host.clock.moment.timestamp() * 1000
        for wrong, words in (
            (target["state"] != "starting", "and that is not written yet"),
            (not target["start_sent"], "and the database does not say so"),
            (target["claimed_by"] != target["id"], "and has not claimed its printer"),
            (target["printer_id"] != host.key, f"on another printer, {host.key}"),
            (target["held"], "though the user holds it"),
            ((target["start_at"] or 0) > now, "before its time"),
            (target["start_when"] and not self.sun, "though its entity is off"),
            (host.shows_bed, "on a bed that nobody has cleared"),
        ):
            if wrong:
                self.note(f"{describe(target)} is started {words}")

    def deleted(self, host: Host, name: str) -> None:
        """Look at the moment at which a copy is deleted."""
        target = self.find(name)
        # One that nobody knows to be started is taken back.
        here = target is not None and target["printer_id"] == host.key
        if target and here and target["state"] not in {"pending", "starting", *ENDED}:
            self.note(f"The copy of {describe(target)} is deleted")

    def told(self, event: JobEvent) -> None:
        """Compare what is said of a target with the truth, at that moment."""
        if (target := event.target) is None:
            return
        host = self.hosts[target.printer_id]
        if str(target.error_message) == REMOVED:
            return
        prints = host.online and host.prints == target.remote_name
        past = host.past_print(target.remote_name)
        match target.state:
            case "needs_attention" if not target.start_sent:
                self.note(f"{target.remote_name} was never sent, yet nobody knows")
            case "needs_attention" if prints or (host.online and past and past.outcome):
                self.note(f"{target.remote_name} needs no attention: its printer tells")
            case "failed" | "cancelled" if prints:
                self.note(f"{target.remote_name} is {target.state}, yet it is printed")
            case "failed" if host.has_printed(target.remote_name):
                self.note(f"{target.remote_name} is failed, yet it was printed")
            case "completed" if prints:
                self.note(f"{target.remote_name} is completed, yet it is printed")


def describe(target: Row) -> str:
    """Return what to call a target."""
    waits = f" ({target['waiting_for']})" if target["waiting_for"] else ""
    return (
        f"{target['remote_name']} on {target['printer_id']}, {target['state']}{waits}"
    )


def state_of(states: set[str]) -> str:
    """Return the state of a job from those of its targets."""
    if states - ENDED - {"done"}:
        return "dispatching"
    if "failed" in states:
        return "failed"
    return "completed" if states & {"completed", "done"} else "cancelled"


def faults_of(target: Row) -> Iterable[str]:
    """Return what a target says that does not go together."""
    state, wait, words = (target[c] for c in ("state", "waiting_for", "error_message"))
    if wait and not words:
        yield "waits, and does not say why"
    if wait and (state in ENDED or state == "needs_attention"):
        yield "has ended, and waits"
    if state in {"failed", "needs_attention"} and not words:
        yield "does not say what is wrong"
    if state == "completed" and words:
        yield f"is completed, and complains: {words}"
    if (state in ENDED or (state == "uploaded" and not target["start"])) is not (
        target["ended_at"] is not None
    ):
        yield f"ended at {target['ended_at']}"
    if state == "needs_attention" and not target["start_sent"]:
        yield "was never started, and yet nobody knows"
    if state == "pending" and target["start_sent"]:
        yield "waits for its turn, though it may be started already"
