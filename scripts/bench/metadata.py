"""What we read in sliced files, beside what the real hosts read in them.

    python -m scripts.bench.metadata FOLDER...

For each file time and memory of our reading, and of all the analysis, with the pictures
made, the time and the longest piece of it that holds up other threads; then the time of Moonraker's metadata script (less that of its start) and
of OctoPrint's analysis, each with the fields in which it differs from us. The hosts are
those of the testbed; they take text only.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
import json
from pathlib import Path
import re
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from typing import Any

import yaml

from custom_components.printmux.gcode.reader import read_details
from custom_components.printmux.jobs.analysis import analyse, without_raw
from custom_components.printmux.jobs.ids import new_id
from custom_components.printmux.jobs.models import Job, JobState
from custom_components.printmux.slicer.moonraker_metadata import metadata
from tests.testbed.servers import VENVS

MIB = 1024**2
ROUNDS = 5
TICK_S = 0.001
SUFFIXES = (".gcode.3mf", ".gcode", ".bgcode", ".3mf", ".ufp")
MOONRAKER = (
    *(VENVS / "moonraker/bin/python", "-m"),
    "moonraker.components.file_manager.metadata",
)
OCTOPRINT = (VENVS / "octoprint/bin/octoprint", "analysis", "gcode", "--max-t", "32")
DONE = re.compile(r"DONE:([\d.]+)s")
# Each server's own, and what is made anew.
OWN = {
    *("size", "modified", "uuid", "job_id", "print_start_time", "file_processors"),
    "thumbnails",
}
# OctoPrint rounds to one decimal.
TOLERANCE = 0.051


def suffix_of(path: Path) -> str | None:
    """Return the suffix under which PrintMux would keep a file, None if it takes none."""
    return next((s for s in SUFFIXES if path.name.lower().endswith(s)), None)


def milliseconds(work: Any, *arguments: Any) -> float:
    """Return how long a call takes, in the median of some."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work(*arguments)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def longest_hold(work: Callable[[], object]) -> float:
    """Return the milliseconds that a call holds the GIL at most in one piece.

    Other threads may have it at any moment meanwhile, and one asks for it all the time.
    The best of some: other programs can only make it longer.
    """
    waits = []
    turns = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    for _ in range(ROUNDS):
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(work)
            longest = 0.0
            while not running.done():
                start = time.perf_counter()
                time.sleep(TICK_S)
                longest = max(longest, time.perf_counter() - start - TICK_S)
            running.result()
        waits.append(longest)
    sys.setswitchinterval(turns)
    return min(waits) * 1000


def peak(path: Path, suffix: str) -> float:
    """Return the MiB that our reading takes."""
    tracemalloc.start()
    try:
        read_details(path, suffix)
        return tracemalloc.get_traced_memory()[1] / MIB
    finally:
        tracemalloc.stop()


def run(*command: str | Path) -> tuple[str, float]:
    """Return a program's output, empty if it fails, and the milliseconds it takes."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    elapsed = (time.perf_counter() - start) * 1000
    return "" if done.returncode else done.stdout.decode("utf-8", "replace"), elapsed


@cache
def start_of_moonraker() -> float:
    """Return how long Moonraker's script takes to start."""
    return statistics.median(run(*MOONRAKER, "--help")[1] for _ in range(ROUNDS))


def ask_moonraker(path: Path) -> tuple[dict[str, Any], float]:
    """Return what Moonraker tells of a file, and in how many milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        # It makes pictures beside the file.
        (Path(folder) / path.name).symlink_to(path)
        told, elapsed = run(*MOONRAKER, "-p", folder, "-f", path.name)
    found = json.loads(told)["metadata"] if told else {}
    return found, max(0, elapsed - start_of_moonraker())


def ask_octoprint(path: Path) -> tuple[dict[str, Any], float]:
    """Return what OctoPrint tells of a file, by our names, and in how many ms."""
    told, elapsed = run(*OCTOPRINT, path)
    _, _, results = told.partition("RESULTS:\n")
    found = yaml.safe_load(results) if results else None
    if not isinstance(found, dict):
        return {}, elapsed
    if done := DONE.search(told):
        elapsed = float(done[1]) * 1000
    return {
        "estimated_time_s": round(found["total_time"] * 60),
        "filament_length_mm": round(sum(found["extrusion_length"]), 1),
        "object_height": found["printing_area"]["maxZ"],
    }, elapsed


def as_job(path: Path, suffix: str) -> Job:
    """Return a job with all that we know of a file."""
    now = datetime.now(UTC)
    return Job(
        id=new_id(),
        name=path.name,
        folder="",
        size=path.stat().st_size,
        sha256="",
        extension=suffix,
        state=JobState.AWAITING_SELECTION,
        source="moonraker",
        key_id=None,
        start_requested=False,
        plate_index=None,
        created_at=now,
        updated_at=now,
        details=without_raw(analyse(path, suffix, None)),
    )


def differences(real: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    """Yield each field in which we say something else, or nothing."""
    for name, value in real.items():
        own = ours.get(name)
        if name in OWN or value == own:
            continue
        if not isinstance(value, int | float) or not isinstance(own, int | float):
            yield f"{name}: {value!r}, we {own!r}"
        elif abs(value - own) > TOLERANCE:
            yield f"{name}: {value}, we {own}"


def compare(path: Path, suffix: str) -> None:
    """Print a file's costs, and what is told differently."""
    job = as_job(path, suffix)
    reading = milliseconds(read_details, path, suffix)
    whole = milliseconds(analyse, path, suffix, None)
    hold = longest_hold(lambda: analyse(path, suffix, None))
    print(f"{path.name}  {job.size / MIB:.1f} MiB")
    print(f"  ours      {reading:6.1f} ms {peak(path, suffix):4.1f} MiB", end="")
    print(f", with pictures {whole:5.1f} ms, holds the GIL {hold:3.1f} ms", end="")
    print(f"  {job.details.get('problem', '')}")
    if suffix != ".gcode":
        return
    told, elapsed = ask_moonraker(path)
    print(f"  Moonraker {elapsed:6.1f} ms")
    for line in differences(told, metadata(job)):
        print(f"    {line}")
    told, elapsed = ask_octoprint(path)
    print(f"  OctoPrint {elapsed:6.1f} ms")
    length = job.details.get("filament_length_mm")
    total = sum(length) if isinstance(length, list) else length
    for line in differences(told, {**job.details, "filament_length_mm": total}):
        print(f"    {line}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare all files of some folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args(arguments).folders:
        for path in sorted(folder.iterdir()):
            if (suffix := suffix_of(path)) is not None:
                compare(path.resolve(), suffix)


if __name__ == "__main__":
    main()
