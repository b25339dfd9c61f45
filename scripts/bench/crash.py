"""Home Assistant is killed time and again while jobs go to real printers.

    python -m scripts.bench.crash [--points 200] [--seed N] [--folder DIR]

At each point slicers upload, somebody dispatches, and Home Assistant gets SIGKILL at a
random moment: half of them anywhere in the length of a whole run, half of them in a phase
that is waited for. Sometimes the next kill comes before all is at rest, or while Home
Assistant starts. Then what PrintMux says is held against what two Moonrakers with Klipper
and one OctoPrint have written down: nothing that was accepted is lost, each copy that was
asked for was printed exactly once, what could not be decided is shown and was printed at
most once, no printer stays reserved.

With `--folder` it goes on where an earlier call has ended. What breaks a promise ends it
with status 1, and stays in that folder: Home Assistant with its log and database, and the
printers.
"""

import argparse
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict
import json
from pathlib import Path
import random
import shutil
import sys
import tempfile
import time
import traceback

from tests.e2e.house import E2EHouse
from tests.harness.client import HaError
from tests.harness.ha import HaServer
from tests.harness.process import ProcessError, find_port
from tests.testbed import Testbed

from .crash_sweep import Sight, Sweep, Violation

POINTS = 200
FAULTS = (Violation, HaError, ProcessError)


def sweep(folder: Path, points: range, seed: int) -> list[Sight]:
    """Kill a new house at those points; raises one of FAULTS when a promise is broken.

    All of it lies in `folder`, and stays there.
    """
    with ExitStack() as stack:
        bed = Testbed(2, 1, "key", folder=folder / "printers")
        ha = HaServer(folder / "ha", port=find_port())
        stack.enter_context(bed)
        stack.enter_context(ha)
        house = E2EHouse(ha, bed, folder)
        house.set_up()
        killer = Sweep(house, seed)
        killer.measure()
        print(f"a whole run takes {killer.whole:.1f} s", flush=True)
        for point in points:
            began = time.monotonic()
            killer.run(point, last=point == points[-1])
            hit = Counter(one.phase for one in killer.sights if one.point == point)
            seconds = time.monotonic() - began
            print(f"point {point}: {seconds:.0f} s, hit {dict(hit)}", flush=True)
        killer.finish()
        if faults := ha.find_faults():
            raise Violation("\n".join(faults))
        return killer.sights


def show(sights: list[Sight]) -> None:
    """Print what was hit in which phase, and what came of it."""
    outcomes = sorted({sight.outcome for sight in sights})
    print(f"{'':12}{'points':>8}" + "".join(f"{name:>17}" for name in outcomes))
    for phase in sorted({sight.phase for sight in sights}):
        rows = [sight for sight in sights if sight.phase == phase]
        counts = Counter(sight.outcome for sight in rows)
        points = len({sight.point for sight in rows})
        line = "".join(f"{counts[name]:17}" for name in outcomes)
        print(f"{phase:12}{points:8}{line}")
    unsure = [sight for sight in sights if sight.outcome == "needs_attention"]
    where = Counter(sight.printer for sight in unsure)
    print(f"needs_attention: {len(unsure)} of {len(sights)}, on {dict(where)}")


def main() -> None:
    """Run what is left of the points, in pieces, each with a house of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=POINTS)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--piece", type=int, default=50)
    given = parser.parse_args()
    folder: Path = given.folder or Path(tempfile.mkdtemp(prefix="crash-"))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"sights-{given.seed}.jsonl"
    print(f"seed {given.seed}, folder {folder}", flush=True)
    while (done := _read(file))[0] < given.points:
        points = range(done[0], min(given.points, done[0] + given.piece))
        piece = folder / f"{given.seed}-{points.start}"
        # Left by a call that was ended.
        shutil.rmtree(piece, ignore_errors=True)
        piece.mkdir()
        try:
            sights = sweep(piece, points, given.seed)
        except FAULTS:
            traceback.print_exc()
            sys.exit(f"seed {given.seed}: see {piece}")
        with file.open("a") as out:
            line = {"points": points.stop, "sights": [asdict(one) for one in sights]}
            out.write(json.dumps(line) + "\n")
        shutil.rmtree(piece)
    show(done[1])


def _read(file: Path) -> tuple[int, list[Sight]]:
    """Return how many points are done, and what was seen at them."""
    done, sights = 0, list[Sight]()
    if file.exists():
        for line in map(json.loads, file.read_text().splitlines()):
            done = line["points"]
            sights += [Sight(**one) for one in line["sights"]]
    return done, sights


if __name__ == "__main__":
    main()
