"""How fast uploads come in: a real Home Assistant beside its peers.

    python -m scripts.bench.ingest [--sizes 100 500] [--rounds 5]

The peers are a blocking socket thread that hashes (SHA-256 and SHA-1), writes and
syncs as PrintMux does, and the real Moonraker and OctoPrint of the testbed, which do
not sync; OctoPrint does not hash either. All receive the same form over loopback and
write to the same disk. Rounds alternate; medians are printed.
"""

import argparse
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
import hashlib
import json
import os
from pathlib import Path
import random
import shutil
import socket
from statistics import median
import tempfile
import threading
import time
from typing import Any
import urllib.request

from custom_components.printmux.jobs.spool import BATCH, SYNC_STEP
from tests.harness.ha import COMPONENT, HaServer
from tests.harness.process import find_port
from tests.testbed import Printer, Testbed

from . import late_loop

MB = 1000**2
REST_S = 1.0
BOUNDARY = "------------------------9ef538f7b7efc26d"
HEAD = (
    f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
    'name="file"; filename="bench.gcode"\r\n'
    "Content-Type: application/octet-stream\r\n\r\n"
).encode()
TAIL = f"\r\n--{BOUNDARY}--\r\n".encode()


@dataclass(frozen=True)
class Upload:
    """One measured upload: seconds in all, and from the last byte to the answer."""

    total: float
    answer: float


@dataclass
class Figures:
    """What the rounds of one size gave."""

    ours: list[Upload] = field(default_factory=list)
    peers: dict[str, list[Upload]] = field(default_factory=dict)
    p99: list[float] = field(default_factory=list)
    worst: list[float] = field(default_factory=list)
    grown: list[int] = field(default_factory=list)


def make_file(folder: Path, size: int, mark: int) -> Path:
    """Make a file of G-code-like bytes that no other round has sent."""
    block = random.Random(mark).randbytes(BATCH // 2).hex().encode()
    path = folder / f"{size}-{mark}.gcode"
    with path.open("wb") as file:
        for at in range(0, size, len(block)):
            file.write(block[: size - at])
        file.flush()
        os.fsync(file.fileno())
    return path


def send(port: int, key: str, path: Path) -> Upload:
    """Upload a file as libcurl does, from the page cache."""
    # Whoever comes right after another gets memory that the machine still has at hand.
    time.sleep(REST_S)
    size = path.stat().st_size
    request = (
        f"POST /api/files/local HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"X-Api-Key: {key}\r\nContent-Length: {len(HEAD) + size + len(TAIL)}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port)) as link, path.open("rb") as file:
        start = time.perf_counter()
        link.sendall(request.encode() + HEAD)
        link.sendfile(file)
        link.sendall(TAIL)
        sent = time.perf_counter()
        answer = link.recv(65536)
        end = time.perf_counter()
    if b" 201 " not in answer[:20]:
        raise RuntimeError(answer.decode(errors="replace"))
    return Upload(end - start, end - sent)


class Floor:
    """A blocking server: one thread that receives, hashes, writes and syncs."""

    def __init__(self, folder: Path) -> None:
        """Listen."""
        self.folder = folder
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        """Take one upload after the other."""
        while True:
            link, _ = self.listener.accept()
            with link:
                self._take(link)

    def _take(self, link: socket.socket) -> None:
        """Receive one body; the form around the file is a part of it here."""
        buffer = memoryview(bytearray(BATCH))
        got = link.recv_into(buffer)
        head = bytes(buffer[:got])
        start = head.index(b"\r\n\r\n") + 4
        length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        hashes = hashlib.sha256(), hashlib.sha1(usedforsecurity=False)
        part = self.folder / "floor.part"
        with part.open("wb", buffering=0) as file:
            chunk, left, unsynced = buffer[start:got], length, 0
            while True:
                for digest in hashes:
                    digest.update(chunk)
                file.write(chunk)
                left -= len(chunk)
                unsynced += len(chunk)
                if unsynced >= SYNC_STEP or not left:
                    os.fdatasync(file.fileno())
                    unsynced = 0
                if not left:
                    break
                chunk = buffer[: link.recv_into(buffer)]
        link.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
        part.unlink()


def lateness(url: str) -> dict[str, Any]:
    """Return the lateness of HA's loop since the last call, in milliseconds."""
    with urllib.request.urlopen(f"{url}/api/{late_loop.DOMAIN}", timeout=30) as answer:
        figures: dict[str, Any] = json.load(answer)
    return figures


def reset_peak(pid: int) -> int:
    """Forget the memory peak of a process; return its memory in kB."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return status(pid, "VmRSS")


def status(pid: int, name: str) -> int:
    """Return a size in kB from a process's status."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


@contextmanager
def home_assistant(folder: Path) -> Generator[tuple[HaServer, str]]:
    """Run a Home Assistant with PrintMux and the ticker; yield it and a slicer key."""
    with ticking(folder / "config") as ha:
        result: dict[str, Any] = ha.flow("printmux", {"advertise": False})
        yield ha, result["description_placeholders"]["api_key"]


def ticking(
    config: Path, extra: str = "", component: Path | None = COMPONENT
) -> HaServer:
    """Return a Home Assistant with the ticker, and with PrintMux if not told otherwise."""
    ticker = config / "custom_components" / late_loop.DOMAIN
    ticker.mkdir(parents=True)
    shutil.copy(late_loop.__file__, ticker / "__init__.py")
    (ticker / "manifest.json").write_text(json.dumps(late_loop.MANIFEST))
    return HaServer(
        config,
        port=find_port(),
        component=component,
        extra_yaml=f"{late_loop.DOMAIN}:\n{extra}",
        level="warning",
    )


def drop(printer: Printer) -> None:
    """Delete what was sent to a printer: OctoPrint would look through it for long."""
    for stored in Path(printer["data"]).glob("*/bench.gcode"):
        stored.unlink()


def measure_peers(bed: Testbed, floor: Floor, path: Path, into: Figures) -> None:
    """Send one file to all others, and drop it there."""
    into.peers.setdefault("floor", []).append(send(floor.port, "", path))
    for printer in bed.printers:
        upload = send(printer["port"], printer["api_key"], path)
        into.peers.setdefault(printer["kind"], []).append(upload)
        drop(printer)


def measure(ha: HaServer, key: str, path: Path, into: Figures) -> None:
    """Send one file to PrintMux."""
    before = reset_peak(ha.pid)
    lateness(ha.url)
    into.ours.append(send(ha.port, key, path))
    late = lateness(ha.url)
    into.p99.append(late["p99"])
    into.worst.append(late["max"])
    into.grown.append(status(ha.pid, "VmHWM") - before)
    # Virtual machines are slow at giving out memory: both reuse what they had.
    for stored in (ha.config / "printmux/files").glob("??/*"):
        stored.unlink()


def report(size: int, figures: Figures) -> None:
    """Print the medians of one size."""
    ours = median(upload.total for upload in figures.ours)
    answer = median(upload.answer for upload in figures.ours) * 1000
    print(
        f"{size // MB:5d} MB  PrintMux {ours:.3f} s"
        f"  sent to 201 {answer:.0f} ms"
        f"  loop p99 {median(figures.p99):.1f} max {max(figures.worst):.1f} ms"
        f"  memory +{max(figures.grown) / 1024:.0f} MiB"
    )
    for name, uploads in figures.peers.items():
        theirs = median(upload.total for upload in uploads)
        print(
            f"          {name:10} {theirs:.3f} s  PrintMux takes {ours / theirs:.2f}x"
        )


def main() -> None:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 500])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = Floor(folder)
        with (
            Testbed(moonraker=1, octoprint=1, auth="key", klippy=False) as bed,
            home_assistant(folder) as (ha, key),
        ):
            mark = 0
            for size in given.sizes:
                figures = Figures()
                for _ in range(given.rounds):
                    mark += 1
                    path = make_file(folder, size * MB, mark)
                    measure_peers(bed, floor, path, figures)
                    measure(ha, key, path, figures)
                    path.unlink()
                report(size * MB, figures)


if __name__ == "__main__":
    main()
