"""How Home Assistant starts with many printers most of which are off.

    python -m scripts.bench.startup [--printers 100] [--off 80] [--minutes 3]

Home Assistant is started without printers, then with those of `moonrakers.py`: with all of
them on, and with most of them off: half of those refuse connections, a quarter resets them, a
quarter takes them and never answers. Set-up times are those Home Assistant tells itself;
processor times count from its first moment until it runs.
"""

import argparse
from collections import Counter
from pathlib import Path
import re
import tempfile
import time
from typing import Any

from tests.harness.ha import ABOUT_PRINTMUX, RECORD, HaServer
from tests.harness.process import find_port

from .live import add_printers, fleet, processor_s

LEVEL = re.compile(r"^\S+ \S+ ([A-Z]+) ")
# Home Assistant says that of every custom integration.
UNTESTED = "which has not been tested by Home Assistant"
# Every printer that is off has been lost, and told of, by then.
FIRST_MINUTE_S = 60


def restart(ha: HaServer) -> tuple[float, float, float, int]:
    """Start anew; return seconds of PrintMux, all, the processor, and a mark in the log."""
    ha.stop()
    mark = ha.mark_log()
    began = time.monotonic()
    ha.start()
    whole, busy = time.monotonic() - began, processor_s(ha.pid)
    infos: list[dict[str, Any]] = ha.ws({"type": "integration/setup_info"})
    seconds = sum(info["seconds"] for info in infos if info["domain"] == "printmux")
    return seconds, whole, busy, mark


def online(ha: HaServer) -> int:
    """Return how many printers are connected."""
    states = ha.states("binary_sensor.").items()
    return sum(
        state["state"] == "on"
        for entity_id, state in states
        if entity_id.endswith("_connectivity")
    )


def log_lines(ha: HaServer, mark: int) -> tuple[Counter[str], list[str]]:
    """Return how often PrintMux logged by level, and all that is worth a warning."""
    counts: Counter[str] = Counter()
    loud: list[str] = []
    for record in RECORD.split(ha.read_log()[mark:]):
        if not (level := LEVEL.match(record)) or UNTESTED in record:
            continue
        if re.search(ABOUT_PRINTMUX, record):
            counts[level[1]] += 1
        if level[1] not in ("DEBUG", "INFO"):
            loud.append(record.splitlines()[0])
    return counts, loud


def show_start(ha: HaServer, name: str, want_online: int) -> int:
    """Start anew and print how long that took; return a mark in the log."""
    seconds, whole, busy, mark = restart(ha)
    began = time.monotonic()
    while online(ha) < want_online and time.monotonic() < began + FIRST_MINUTE_S:
        time.sleep(0.2)
    print(
        f"{name}: PrintMux set up in {seconds:.2f} s, Home Assistant running after"
        f" {whole:.1f} s and {busy:.1f} s of processor time, {online(ha)} printers connected"
        f" {time.monotonic() - began:.1f} s later",
        flush=True,
    )
    return mark


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--printers", type=int, default=100)
    parser.add_argument("--off", type=int, default=80)
    parser.add_argument("--minutes", type=float, default=3)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        fleet(Path(name), given.printers) as house,
        HaServer(Path(name) / "config", port=find_port(), level="info") as ha,
    ):
        ha.flow("printmux", {"advertise": False})
        show_start(ha, "none", 0)
        add_printers(ha, house.ports[:-1])
        show_start(ha, "all on", given.printers)
        ha.stop()
        off = house.ports[: given.off]
        closed, reset, silent = off[::2], off[1::4], off[3::4]
        house.control(closed=closed, reset=reset, silent=silent)
        mark = show_start(ha, f"{len(off)} off", given.printers - len(off))
        time.sleep(FIRST_MINUTE_S)
        first = house.counts()
        time.sleep(given.minutes * 60)
        later = house.counts()
        for kind, ports in (("reset", reset), ("silent", silent)):
            tries = (later[kind] - first[kind]) / given.minutes / len(ports)
            print(
                f"{kind}: {first[kind] / len(ports):.1f} connections to each printer"
                f" in the first minute, then {tries:.2f} a minute"
            )
        counts, loud = log_lines(ha, mark)
        lost = len(re.findall(r" is offline: ", ha.read_log()[mark:]))
        print(
            f"log of PrintMux: {dict(counts)}, {lost} of these of lost printers;"
            f" warnings of anybody: {len(loud)}"
        )
        print("\n".join(loud[:20]))


if __name__ == "__main__":
    main()
