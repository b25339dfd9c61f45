"""Many printers of which some are bad: how long the others take.

    python -m scripts.bench.fleet [--printers 50] [--rounds 3]

A real Home Assistant sends one file to printers made by `sinks.py`, each a host of its own,
and has them print it: with all of them good, with one bad of each kind, and with as many
that take a kilobyte a second. Rounds alternate; medians of the time until the last good one
has printed are printed.
"""

import argparse
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
import tempfile
import time
from typing import Any

from tests.harness.ha import HaServer
from tests.harness.process import find_port
from tests.harness.slicer import upload

from .live import Fleet, leave_beds, serving
from .sinks import BAD

SIZE = 2_000_000
HEAD_START_S = 1.0
LIMIT_S = 180.0
# By the name of the line: what the first printers do with an upload.
MODES: dict[str, tuple[str, ...]] = {
    "all good": (),
    "one of each": tuple(BAD),
    "all slow": ("slow",) * len(BAD),
}


@dataclass
class Farm:
    """Home Assistant with PrintMux, and the printers by name."""

    ha: HaServer
    key: str
    sinks: Fleet
    addresses: dict[str, str]
    folder: Path
    made: int = 0

    def send(self, bad: tuple[str, ...]) -> tuple[float, dict[str, Any]]:
        """Have all print a new file; return how long the good ones took, and the job.

        The bad ones have a head start: they are the first to take what there is to take.
        """
        kinds = dict(zip(self.addresses, bad, strict=False))
        self.sinks.control(bad={self.addresses[name]: kinds[name] for name in kinds})
        data = {"job_id": (job_id := self._upload()), "start": True}
        if kinds:
            self.ha.action("printmux.dispatch", {**data, "printers": list(kinds)})
            time.sleep(HEAD_START_S)
        began = time.monotonic()
        others = [name for name in self.addresses if name not in kinds]
        self.ha.action("printmux.dispatch", {**data, "printers": others})
        while time.monotonic() < began + LIMIT_S:
            job = self.job(job_id)
            targets = (t for t in job["targets"] if t["printer_name"] not in kinds)
            if all(target["state"] == "completed" for target in targets):
                return time.monotonic() - began, job
            time.sleep(0.1)
        raise RuntimeError(f"good printers have not printed: {job['targets']}")

    def job(self, job_id: str) -> dict[str, Any]:
        """Return a job as it is now."""
        jobs = self.ha.action("printmux.list_jobs", {}, response=True)["jobs"]
        found: dict[str, Any] = next(job for job in jobs if job["id"] == job_id)
        return found

    def _upload(self) -> str:
        """Upload a new file as a slicer; return the job's id."""
        self.made += 1
        path = self.folder / f"fleet {self.made}.gcode"
        line = f"; {self.made}\n"
        path.write_text(line * (SIZE // len(line)))
        status, answer = upload(self.ha.url, self.key, path)
        if status != 201:
            raise RuntimeError(f"the upload was answered {status} {answer}")
        jobs = self.ha.action("printmux.list_jobs", {"limit": 1}, response=True)["jobs"]
        job_id: str = jobs[0]["id"]
        return job_id


@contextmanager
def farm(folder: Path, count: int) -> Generator[Farm]:
    """Run so many printers and add them as a user does."""
    with (
        serving(folder, "sinks", str(count)) as sinks,
        HaServer(folder / "ha", port=find_port()) as ha,
    ):
        entry = ha.flow("printmux", {"advertise": False})
        addresses = add_sinks(ha, sinks, count)
        leave_beds(ha)
        key = entry["description_placeholders"]["api_key"]
        yield Farm(ha, key, sinks, addresses, folder)


def add_sinks(ha: HaServer, sinks: Fleet, count: int) -> dict[str, str]:
    """Add the printers; return their addresses by their names."""
    entry_id = ha.entries("printmux")[0]["entry_id"]
    addresses = {}
    for number in range(count):
        address = f"127.0.0.{number + 2}"
        host = {"url": f"http://{address}:{sinks.ports[0]}"}
        result = ha.subflow(entry_id, "printer", host)
        addresses[result["title"]] = address
    return addresses


def main() -> None:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--printers", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    seconds: dict[str, list[float]] = {name: [] for name in MODES}
    with (
        tempfile.TemporaryDirectory() as name,
        farm(Path(name), given.printers) as house,
    ):
        for _ in range(given.rounds):
            for mode, bad in MODES.items():
                took, job = house.send(bad)
                seconds[mode].append(took)
                if bad:
                    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
    good = median(seconds["all good"])
    for mode, times in seconds.items():
        print(f"{mode:12} {median(times):6.1f} s  ratio {median(times) / good:.2f}")


if __name__ == "__main__":
    main()
