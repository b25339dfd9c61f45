"""How fast one file goes out to many printers.

    python -m scripts.bench.fanout [--sinks 16] [--size 100] [--rounds 5]

The printers are those of `sinks.py`, each a host of its own: 127.0.0.2 and on. The peer is
a bare aiohttp client that sends the same file to all of them at once, over the same
connections, and checks nothing. Rounds alternate: the peer, a dispatch, a dispatch while
one printer takes a kilobyte a second, and, where that can be had (as root), a dispatch of
a file that nobody has read yet from a disk of 40 MB a second.
`sent` is the time until the last good printer has the file, `checked` until each copy has
been compared as well. Medians are printed, of lateness and memory the worst.
"""

import argparse
import asyncio
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
import tempfile
import time

from aiohttp import ClientSession, FormData, TCPConnector

from tests.harness.ha import HaServer
from tests.harness.slicer import upload

from .fleet import add_sinks
from .ingest import MB, home_assistant, lateness, make_file, reset_peak, status
from .live import Fleet, processor_s, serving
from .slow_disk import drop_cached, slow_reads

DISK_MB_S = 40
REST_S = 2.0
LIMIT_S = 120.0
# Each look is work for Home Assistant too.
LOOK_S = 0.2


@dataclass
class Figures:
    """What the rounds of one kind gave."""

    sent: list[float] = field(default_factory=list)
    checked: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    worst: list[float] = field(default_factory=list)
    grown: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)

    def show(self, name: str, bare: float) -> None:
        """Print a line."""
        sent = median(self.sent)
        print(
            f"{name:10} sent {sent:.2f} s  {sent / bare:.2f}x  checked"
            f" {median(self.checked):.2f} s  loop p99 {max(self.p99):.1f}"
            f" max {max(self.worst):.1f} ms  memory +{max(self.grown):.0f} MiB"
            f"  processor {median(self.busy):.2f} s"
        )


async def _post(session: ClientSession, url: str, path: Path) -> None:
    """Send the file to one printer."""
    form = FormData()
    form.add_field("root", "gcodes")
    with path.open("rb") as file:
        form.add_field("file", file, filename=path.name)
        async with session.post(f"{url}/server/files/upload", data=form) as answer:
            answer.raise_for_status()


async def _post_all(urls: list[str], path: Path) -> None:
    """Send the file to all printers."""
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        await asyncio.gather(*(_post(session, url, path) for url in urls))


def last_stored(sinks: Fleet, but: str = "") -> float:
    """Return when the last printer had its file, leaving one out."""
    stored = sinks.counts()
    return max(at for address, at in stored.items() if address != but)


def send_bare(sinks: Fleet, addresses: list[str], path: Path) -> float:
    """Return how long a bare client takes."""
    time.sleep(REST_S)
    urls = [f"http://{address}:{sinks.ports[0]}" for address in addresses]
    began = time.monotonic()
    asyncio.run(_post_all(urls, path))
    return last_stored(sinks) - began


def send_ours(
    ha: HaServer, sinks: Fleet, job_id: str, into: Figures, slow: str = ""
) -> None:
    """Dispatch the job to all printers; `slow` is the address of a bad one."""
    sinks.control(bad={slow: "slow"} if slow else {})
    time.sleep(REST_S)
    before = reset_peak(ha.pid)
    lateness(ha.url)
    busy = processor_s(ha.pid)
    began = time.monotonic()
    names = [entry["title"] for entry in printers(ha)]
    data = {"job_id": job_id, "printers": names}
    told = ha.action("printmux.dispatch", data, response=True)["targets"]
    ids = {target["id"] for target in told}
    while states(ha, ids).count("uploaded") < len(names) - bool(slow):
        if time.monotonic() > began + LIMIT_S:
            raise RuntimeError(f"not sent: {states(ha, ids)}")
        time.sleep(LOOK_S)
    into.checked.append(time.monotonic() - began)
    into.busy.append(processor_s(ha.pid) - busy)
    into.sent.append(last_stored(sinks, slow) - began)
    late = lateness(ha.url)
    into.p99.append(late["p99"])
    into.worst.append(late["max"])
    into.grown.append((status(ha.pid, "VmHWM") - before) / 1024)
    if slow:
        ha.action("printmux.cancel_job", {"job_id": job_id})


def printers(ha: HaServer) -> list[dict[str, str]]:
    """Return the printers' subentries."""
    entry_id = ha.entries("printmux")[0]["entry_id"]
    return [
        entry
        for entry in ha.subentries(entry_id)
        if entry["subentry_type"] == "printer"
    ]


def states(ha: HaServer, ids: set[str]) -> list[str]:
    """Return the states of some targets of the only job."""
    (job,) = ha.action("printmux.list_jobs", {}, response=True)["jobs"]
    return [target["state"] for target in job["targets"] if target["id"] in ids]


def main() -> None:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sinks", type=int, default=16)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    bare: list[float] = []
    busy: list[float] = []
    figures = {name: Figures() for name in ("dispatched", "one slow", "slow disk")}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        path = make_file(folder, given.size * MB, 1)
        options = (str(given.sinks), "--source", str(path))
        sinks = stack.enter_context(serving(folder, "sinks", *options))
        ha, key = stack.enter_context(home_assistant(folder))
        addresses = list(add_sinks(ha, sinks, given.sinks).values())
        upload(ha.url, key, path)
        ha.wait_for_state("sensor.printmux_jobs_awaiting_selection", "1")
        (job,) = ha.action("printmux.list_jobs", {}, response=True)["jobs"]
        stored = ha.config / f"printmux/files/{job['sha256'][:2]}/{job['sha256']}.gcode"
        for _ in range(given.rounds):
            before = time.process_time()
            bare.append(send_bare(sinks, addresses, path))
            busy.append(time.process_time() - before)
            send_ours(ha, sinks, job["id"], figures["dispatched"])
            send_ours(ha, sinks, job["id"], figures["one slow"], addresses[0])
            with suppress(PermissionError), slow_reads(ha.pid, stored, DISK_MB_S):
                drop_cached(stored)
                send_ours(ha, sinks, job["id"], figures["slow disk"])
    print(f"bare       sent {median(bare):.2f} s  processor {median(busy):.2f} s")
    for name, kind in figures.items():
        if kind.sent:
            kind.show(name, median(bare))


if __name__ == "__main__":
    main()
