"""What it costs Home Assistant to follow many printers that push at 4 Hz.

    python -m scripts.bench.live [--printers 200] [--seconds 60]

A real Home Assistant with the recorder follows printers made by `moonrakers.py`. It is
measured four times over the same time: without printers, with all of them idle, with all
of them printing, and with all that moves pushed to it although it did not subscribe to it.
Without them it also runs the ticker that measures lateness, so that is what the others
count from.
The peer beside it is a bare aiohttp client that subscribes to all that is shown, reads and
parses the pushes from the same printers, and does nothing with them.
Shares are of one core, from the processor time of each process.
"""

import argparse
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
import json
import os
from pathlib import Path
import sqlite3
import sys
import tempfile
import time
from typing import Any
import urllib.request

from tests.harness.ha import REPOSITORY, HaServer
from tests.harness.process import Child, end, spawn, wait_until

from .ingest import home_assistant, lateness

SETTLE_S = 20
MEASURABLE = 0.001
# What the printers are told to do, by the name of the line.
MODES: dict[str, dict[str, bool]] = {
    "idle": {"printing": False},
    "printing": {"printing": True},
    "unasked": {"all": True},
}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Fleet:
    """The printers' process, and where they are."""

    process: Child
    file: Path
    ports: list[int]

    def control(self, **order: Any) -> None:
        """Have them do something, see `moonrakers.Fleet.control`."""
        url = f"http://127.0.0.1:{self.ports[-1]}/control"
        headers = {"Content-Type": "application/json"}
        body = json.dumps(order).encode()
        request = urllib.request.Request(url, data=body, headers=headers)
        urllib.request.urlopen(request, timeout=30).close()

    def counts(self) -> dict[str, int]:
        """Return what they have counted."""
        url = f"http://127.0.0.1:{self.ports[-1]}/control"
        with urllib.request.urlopen(url, timeout=30) as answer:
            counts: dict[str, int] = json.load(answer)
        return counts


@contextmanager
def fleet(folder: Path, count: int) -> Generator[Fleet]:
    """Run so many printers."""
    with serving(folder, "moonrakers", str(count)) as fleet:
        yield fleet


@contextmanager
def serving(folder: Path, module: str, *arguments: str) -> Generator[Fleet]:
    """Run printers in a process of their own."""
    file = folder / "ports.json"
    file.unlink(missing_ok=True)
    process = run_module(folder, module, str(file), *arguments)
    try:
        wait_until("the printers", file.exists, process)
        yield Fleet(process, file, json.loads(file.read_text()))
    finally:
        end(process)


def run_module(folder: Path, module: str, *arguments: str) -> Child:
    """Run a module beside this one in a process of its own."""
    command = [sys.executable, "-m", f"scripts.bench.{module}", *arguments]
    return spawn(command, folder / f"{module}.log", cwd=REPOSITORY)


def add_printers(ha: HaServer, ports: list[int]) -> None:
    """Add the printers as a user does."""
    entry_id = ha.entries("printmux")[0]["entry_id"]
    for port in ports:
        host = {"url": f"http://127.0.0.1:{port}"}
        result = ha.subflow(entry_id, "printer", host)
        if result["type"] != "create_entry":
            raise RuntimeError(f"not added: {result}")


def leave_beds(ha: HaServer) -> None:
    """Have no printer wait for a hand that clears its bed."""
    ha.stop()
    file = ha.config / ".storage/core.config_entries"
    stored = json.loads(file.read_text())
    for entry in stored["data"]["entries"]:
        for subentry in entry["subentries"]:
            if subentry["subentry_type"] == "printer":
                subentry["data"]["bed_clear"] = "auto"
    file.write_text(json.dumps(stored))
    ha.start()


def processor_s(pid: int) -> float:
    """Return the processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def database(ha: HaServer) -> tuple[int, int]:
    """Return the rows of states in the recorder's database, and its bytes."""
    file = ha.config / "home-assistant_v2.db"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        (rows,) = connection.execute("select count(*) from states").fetchone()
        (pages,) = connection.execute("pragma page_count").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    return rows, pages * size


@dataclass(frozen=True)
class Figures:
    """What was measured in one stretch of time, per second where it says so."""

    share: float
    peer: float
    late: dict[str, Any]
    states: float
    bytes: float
    pushes: float

    def show(self, name: str, empty: float = 0.0) -> None:
        """Print it in one line, the share without that of an empty house too."""
        ours = self.share - empty
        ratio = f"{ours / self.peer:4.1f}" if self.peer > MEASURABLE else "   -"
        print(
            f"{name:9} core {self.share:5.1%}  for printers {ours:5.1%}"
            f"  bare client {self.peer:5.1%}  ratio {ratio}"
            f"  late p99 {self.late['p99']:.1f} max {self.late['max']:.1f} ms"
            f"  states {self.states:.0f}/s  database {self.bytes / 1000:.1f} kB/s"
            f"  pushes {self.pushes:.0f}/s",
            flush=True,
        )


def measure(ha: HaServer, peer: Child, house: Fleet, seconds: float) -> Figures:
    """Let time pass and return what it took."""
    pids = (ha.pid, peer.pid)
    lateness(ha.url)
    began, before = time.monotonic(), [processor_s(pid) for pid in pids]
    rows, size = database(ha)
    pushes = house.counts()["pushes"]
    time.sleep(seconds)
    took = time.monotonic() - began
    ours, theirs = (
        (processor_s(pid) - earlier) / took
        for pid, earlier in zip(pids, before, strict=True)
    )
    late = lateness(ha.url)
    pushes = house.counts()["pushes"] - pushes
    rows_now, size_now = database(ha)
    return Figures(
        share=ours,
        peer=theirs,
        late=late,
        states=(rows_now - rows) / took,
        bytes=(size_now - size) / took,
        pushes=pushes / took,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--printers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with fleet(folder, given.printers) as house, home_assistant(folder) as (ha, _):
            peer = run_module(folder, "moonrakers", "--read", str(house.file))
            try:
                time.sleep(SETTLE_S)
                empty = measure(ha, peer, house, given.seconds)
                empty.show("none")
                add_printers(ha, house.ports[:-1])
                for mode, orders in MODES.items():
                    house.control(**orders)
                    time.sleep(SETTLE_S)
                    figures = measure(ha, peer, house, given.seconds)
                    figures.show(mode, empty.share)
            finally:
                end(peer)


if __name__ == "__main__":
    main()
