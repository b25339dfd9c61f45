"""The whole house: a real Home Assistant, real printers, and a slicer's view of both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import hashlib
from pathlib import Path
import time
from typing import Any

import pytest

from tests.harness.ha import HaServer
from tests.harness.process import find_port, wait_until
from tests.harness.slicer import upload
from tests.testbed.prusalink import is_installed
from tests.testbed.testbed import Testbed

SAMPLES = Path(__file__).parents[3] / "shared/samples/own"
# Tests stay on loopback: nothing is to be told to the network.
QUIET = {"advertise": False}
FINAL = ("completed", "failed", "cancelled")
NO_PRUSALINK = "PrusaLink wants Python 3.11: see scripts/setup --testbed"

type Job = dict[str, Any]


@dataclass
class E2EHouse:
    """Home Assistant with PrintMux, its slicer key, and the printers behind it."""

    ha: HaServer
    bed: Testbed
    folder: Path
    entry_id: str = ""
    key: str = ""
    names: list[str] = field(default_factory=list)
    made: int = 0

    def set_up(self) -> None:
        """Add PrintMux and the printers the way a user does."""
        result = self.ha.flow("printmux", QUIET)
        self.key = result["description_placeholders"]["api_key"]
        (entry,) = self.ha.entries("printmux")
        self.entry_id = entry["entry_id"]
        for printer in self.bed.printers:
            self.ha.subflow(
                self.entry_id,
                "printer",
                {"url": printer["url"], "api_key": printer["api_key"]},
                # Nobody takes prints off these beds.
                {"bed": {"bed_clear": "auto"}},
            )
        subentries = self.ha.subentries(self.entry_id)
        self.names = [
            subentry["title"]
            for subentry in subentries
            if subentry["subentry_type"] == "printer"
        ]
        self._await_saved(subentries[-1]["subentry_id"])

    def _await_saved(self, text: str) -> None:
        """Wait until Home Assistant has written its entries: it may be killed soon."""
        file = self.ha.config / ".storage/core.config_entries"
        wait_until("core.config_entries", lambda: text in file.read_text())

    def gcode(self, seconds: float = 4) -> Path:
        """Make a print of about that length that no other test has sent."""
        self.made += 1
        path = self.folder / f"part {self.made}.gcode"
        # Waiting takes as long on both hosts; heating and homing would not.
        waits = "G4 P100\n" * round(seconds * 10)
        path.write_text(f"; print {self.made}\nG90\n{waits}M105\n")
        return path

    def upload(
        self, path: Path, protocol: str = "octoprint", *, start: bool = False
    ) -> Job:
        """Send a file as a slicer does; return the job."""
        status, answer = upload(
            self.ha.url, self.key, path, protocol=protocol, start=start
        )
        assert status == 201, answer
        job = self.jobs()[0]
        assert job["name"] == path.name
        assert job["sha256"] == sha256(path)
        return job

    def jobs(self) -> list[Job]:
        """Return the jobs, newest first."""
        answer = self.ha.action("printmux.list_jobs", {}, response=True)
        jobs: list[Job] = answer["jobs"]
        return jobs

    def job(self, job_id: str) -> Job:
        """Return a job as it is now."""
        return next(job for job in self.jobs() if job["id"] == job_id)

    def wait(
        self, job_id: str, enough: Callable[[Job], bool], limit: float = 60
    ) -> list[str]:
        """Wait until a job is as wanted; return the states seen on the way."""
        seen: list[str] = []
        until = time.monotonic() + limit
        while True:
            job = self.job(job_id)
            line = describe(job)
            if not seen or seen[-1] != line:
                seen.append(line)
            if enough(job):
                return seen
            assert time.monotonic() < until, "\n".join(seen)
            time.sleep(0.1)

    def wait_state(self, job_id: str, *states: str, limit: float = 60) -> list[str]:
        """Wait until a job is in one of some states; return the states seen."""
        return self.wait(job_id, lambda job: job["state"] in states, limit)

    def wait_targets(self, job_id: str, *states: str, limit: float = 60) -> list[str]:
        """Wait until every target is in one of some states; return those seen."""
        return self.wait(
            job_id,
            lambda job: all(target["state"] in states for target in job["targets"]),
            limit,
        )

    def remote_files(self, job: Job) -> list[Path]:
        """Return where the printers keep a job's file, in the targets' order."""
        folders = {"octoprint": "uploads"}
        paths = {
            name: Path(printer["data"]) / folders.get(printer["kind"], "gcodes")
            for name, printer in zip(self.names, self.bed.printers, strict=True)
        }
        return [
            paths[target["printer_name"]] / target["remote_name"]
            for target in job["targets"]
        ]

    def check_files(self, job: Job) -> None:
        """Check that every printer has the upload, byte for byte."""
        for path in self.remote_files(job):
            assert sha256(path) == job["sha256"], path


def enable_all(house: E2EHouse) -> None:
    """Enable the entities that are disabled by default.

    Home Assistant would reload by itself half a minute later, in mid-test.
    """
    for entity in house.ha.ws({"type": "config/entity_registry/list"}):
        if entity["config_entry_id"] == house.entry_id and entity["disabled_by"]:
            command = {"type": "config/entity_registry/update", "disabled_by": None}
            house.ha.ws({**command, "entity_id": entity["entity_id"]})
    house.ha.restart()


def sha256(path: Path) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe(job: Job) -> str:
    """Return one line on where a job is."""
    targets = (
        f"{target['printer_name']} {target['state']}"
        + (f" ({target['waiting_for']})" if target["waiting_for"] else "")
        for target in job["targets"]
    )
    return f"{job['state']}: " + ", ".join(targets)


@contextmanager
def open_house(
    folder: Path,
    moonraker: int = 1,
    octoprint: int = 1,
    prusalink: int = 0,
    extra_yaml: str = "",
    auth: str = "key",
    provoked: str = "",
) -> Iterator[E2EHouse]:
    """Start a house; in the end Home Assistant's log must hold no fault of ours.

    Records with the text `provoked` are what the tests are about.
    """
    if prusalink and not is_installed():
        pytest.skip(NO_PRUSALINK)
    with (
        Testbed(moonraker, octoprint, auth, prusalink=prusalink) as bed,
        HaServer(folder / "ha", port=find_port(), extra_yaml=extra_yaml) as ha,
    ):
        house = E2EHouse(ha, bed, folder)
        house.set_up()
        yield house
        faults = [
            fault for fault in ha.find_faults() if not provoked or provoked not in fault
        ]
        assert not faults, "\n".join(faults)
