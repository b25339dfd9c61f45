"""What really happened: the printers' own records of prints, and PrintMux's database.

PrintMux is not asked: it is what these two are held against.
"""

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
import re
import shutil
import sqlite3
import tempfile

from tests.testbed.servers import Printer, call

# OctoPrint's own log: unlike its record of a file it is written at once, and lasts.
OCTOPRINT_LINE = re.compile(r"Print job (started|done) - origin: local, path: ([^,]+),")
KLIPPER_START = "Starting SD card print"
HISTORY_ROWS = 100
TARGETS = """
    SELECT t.id, t.job_id, t.state, t.start, t.start_sent, t.remote_name,
           t.error_message, p.name AS printer, f.size, f.sha256
    FROM job_targets t
    JOIN printers p ON p.id = t.printer_id
    JOIN jobs j ON j.id = t.job_id
    LEFT JOIN files f ON f.id = j.file_id
"""
JOBS = """
    SELECT j.id, j.state, f.sha256, f.id AS file
    FROM jobs j LEFT JOIN files f ON f.id = j.file_id
"""
# What is on its way; an upload without a start ends as `uploaded`.
MOVING = """
    WHERE t.state IN ('pending', 'uploading', 'starting', 'printing')
       OR (t.state = 'uploaded' AND t.start)
"""
CLAIMS = "SELECT name, claimed_by FROM printers WHERE claimed_by IS NOT NULL"


@dataclass(frozen=True)
class Books:
    """What the database says at one moment."""

    jobs: dict[str, sqlite3.Row]
    targets: dict[str, sqlite3.Row]
    claims: dict[str, str]

    def targets_of(self, job_id: str) -> list[sqlite3.Row]:
        """Return the targets of a job."""
        return [row for row in self.targets.values() if row["job_id"] == job_id]

    def job_of(self, digest: str) -> sqlite3.Row | None:
        """Return the job that was uploaded with that content."""
        found = (row for row in self.jobs.values() if row["sha256"] == digest)
        return next(found, None)


def read_books(connection: sqlite3.Connection, *, moving: bool = False) -> Books:
    """Read what there is in one moment, or only the targets that are on their way."""
    connection.row_factory = sqlite3.Row
    connection.execute("BEGIN")
    jobs = {row["id"]: row for row in connection.execute(JOBS)}
    query = TARGETS + MOVING if moving else TARGETS
    targets = {row["id"]: row for row in connection.execute(query)}
    claims = {row["name"]: row["claimed_by"] for row in connection.execute(CLAIMS)}
    connection.rollback()
    return Books(jobs, targets, claims)


def open_books(file: Path) -> sqlite3.Connection:
    """Open the database that Home Assistant has open, to look only."""
    return sqlite3.connect(f"file:{file}?mode=ro", uri=True, isolation_level=None)


def read_dead_books(file: Path) -> Books:
    """Read what a kill left on its way, of a copy: PrintMux itself is to recover it."""
    with tempfile.TemporaryDirectory() as name:
        for part in file.parent.glob(f"{file.name}*"):
            if not part.name.endswith("-shm"):
                shutil.copy(part, name)
        path = Path(name) / file.name
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return read_books(connection, moving=True)


class Witness:
    """What the printers' own records say of prints by file name."""

    def __init__(self, printers: dict[str, Printer]) -> None:
        """Take the printers by PrintMux's name for them."""
        self.printers = printers

    def path(self, printer: str, name: str) -> Path:
        """Return where a printer keeps a file."""
        folders = {"octoprint": "uploads"}
        known = self.printers[printer]
        return Path(known["data"]) / folders.get(known["kind"], "gcodes") / name

    def prints(self, printer: str) -> tuple[Counter[str], Counter[str]]:
        """Return how often each file was begun, and how often it was over."""
        known = self.printers[printer]
        if known["kind"] == "octoprint":
            return self._prints_of_octoprint(known)
        return self._prints_of_moonraker(known)

    def _prints_of_moonraker(
        self, printer: Printer
    ) -> tuple[Counter[str], Counter[str]]:
        """Read Moonraker's history."""
        begun, over = Counter[str](), Counter[str]()
        for start in range(0, 10**6, HISTORY_ROWS):
            path = f"/server/history/list?limit={HISTORY_ROWS}&start={start}"
            rows = call(printer["url"] + path, printer["api_key"])["result"]["jobs"]
            begun.update(row["filename"] for row in rows)
            over.update(
                row["filename"] for row in rows if row["status"] != "in_progress"
            )
            if len(rows) < HISTORY_ROWS:
                break
        return begun, over

    def _prints_of_octoprint(
        self, printer: Printer
    ) -> tuple[Counter[str], Counter[str]]:
        """Read OctoPrint's log."""
        begun, over = Counter[str](), Counter[str]()
        # It begins a new file each day, and renames the old one.
        for log in Path(printer["data"]).glob("logs/octoprint.log*"):
            for what, name in OCTOPRINT_LINE.findall(log.read_text(errors="replace")):
                (begun if what == "started" else over)[name] += 1
        return begun, over

    def klipper_starts(self) -> dict[str, int]:
        """Return how often each Klipper itself began to print, whatever the name."""
        return {
            name: (Path(printer["data"]) / "logs/klippy.log")
            .read_text(errors="replace")
            .count(KLIPPER_START)
            for name, printer in self.printers.items()
            if printer["kind"] == "moonraker"
        }

    def is_busy(self) -> bool:
        """Tell whether any printer prints."""
        for printer in self.printers.values():
            if printer["kind"] == "octoprint":
                answer = call(f"{printer['url']}/api/job", printer["api_key"])
                if not answer["state"].startswith("Operational"):
                    return True
                continue
            path = "/printer/objects/query?print_stats=state"
            answer = call(printer["url"] + path, printer["api_key"])
            if answer["result"]["status"]["print_stats"]["state"] == "printing":
                return True
        return False


def phases_of(books: Books, witness: Witness, *, ends: bool = True) -> dict[str, str]:
    """Return where each target is that is on its way, and each job that is looked into.

    Without `ends` the printers are not asked whether a print is over already.
    """
    phases = {
        job_id: "analysing"
        for job_id, job in books.jobs.items()
        if job["state"] == "uploaded"
    }
    over: dict[str, Counter[str]] = {}
    for row in books.targets.values():
        name = row["printer"]
        if ends and row["state"] == "printing" and name not in over:
            over[name] = witness.prints(name)[1]
        phases[row["id"]] = phase_of(row, witness, over.get(name, ()))
    return phases


def phase_of(row: sqlite3.Row, witness: Witness, over: Iterable[str] = ()) -> str:
    """Return where on its way a target is; `over` are the prints that have ended."""
    match row["state"]:
        case "pending":
            return "waiting"
        case "uploading":
            copy = witness.path(row["printer"], row["remote_name"])
            whole = copy.exists() and copy.stat().st_size == row["size"]
            return "verifying" if whole else "uploading"
        case "uploaded" if row["start"]:
            return "verified"
        case "printing":
            return "ending" if row["remote_name"] in over else "printing"
        case state:
            return str(state)
