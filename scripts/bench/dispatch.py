"""How long it takes from a dispatch until the printer says that it prints.

    python -m scripts.bench.dispatch [--rounds 7]

The peer uploads and starts the same file directly, as a script with curl would. Both
go to the same real Moonraker with a Klipper host; rounds alternate, medians are
printed. The printer is idle for two seconds before each.
"""

import argparse
from collections.abc import Callable
import json
from pathlib import Path
from statistics import median
import tempfile
import time
import urllib.request

from tests.harness.ha import HaServer
from tests.harness.process import find_port
from tests.harness.slicer import upload
from tests.testbed import Printer, Testbed

IDLE_S = 2.0
LIMIT_S = 30.0


def ask(printer: Printer, path: str, method: str = "GET", data: bytes = b"") -> object:
    """Ask Moonraker."""
    headers = {"X-Api-Key": printer["api_key"], "Content-Type": "application/json"}
    request = urllib.request.Request(
        printer["url"] + path, data=data or None, headers=headers, method=method
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["result"]


def state(printer: Printer) -> str:
    """Return what print_stats says."""
    result = ask(printer, "/printer/objects/query?print_stats=state")
    assert isinstance(result, dict)
    words: str = result["status"]["print_stats"]["state"]
    return words


def until_printing(printer: Printer, begin: Callable[[], None]) -> float:
    """Return the seconds from the beginning until the printer prints."""
    start = time.perf_counter()
    begin()
    while state(printer) != "printing":
        if time.perf_counter() > start + LIMIT_S:
            raise RuntimeError("the print did not start")
        time.sleep(0.005)
    return time.perf_counter() - start


def clear(printer: Printer) -> None:
    """Cancel the print and let the printer rest."""
    ask(printer, "/printer/print/cancel", "POST")
    while state(printer) == "printing":
        time.sleep(0.05)
    time.sleep(IDLE_S)


def print_directly(printer: Printer, path: Path) -> None:
    """Upload and start as a script would."""
    status, _ = upload(printer["url"], printer["api_key"], path)
    if status != 201:
        raise RuntimeError(f"Moonraker answered {status}")
    body = json.dumps({"filename": path.name}).encode()
    ask(printer, "/printer/print/start", "POST", body)


def measure(
    ha: HaServer, key: str, printer: Printer, path: Path
) -> tuple[float, float]:
    """Return the seconds directly, and through a dispatch."""
    direct = until_printing(printer, lambda: print_directly(printer, path))
    clear(printer)
    upload(ha.url, key, path)
    ha.wait_for_state("sensor.printmux_jobs_awaiting_selection", "1")
    time.sleep(IDLE_S)
    data = {"any_printer": True, "start": True}
    ours = until_printing(printer, lambda: ha.action("printmux.dispatch", data))
    clear(printer)
    return direct, ours


def main() -> None:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        Testbed(moonraker=1, octoprint=0, auth="key") as bed,
        HaServer(Path(name) / "ha", port=find_port(), level="warning") as ha,
    ):
        printer = bed.printers[0]
        entry = ha.flow("printmux", {"advertise": False})
        entry_id = ha.entries("printmux")[0]["entry_id"]
        host = {"url": printer["url"], "api_key": printer["api_key"]}
        ha.subflow(entry_id, "printer", host)
        key = entry["description_placeholders"]["api_key"]
        for kb in (10, 1000):
            path = Path(name) / f"bench {kb}.gcode"
            path.write_text("G4 P100\n" * (kb * 1000 // 8))
            rounds = [measure(ha, key, printer, path) for _ in range(given.rounds)]
            direct, ours = (median(times) for times in zip(*rounds, strict=True))
            print(
                f"{kb:5d} kB  directly {direct * 1000:.0f} ms"
                f"  dispatched {ours * 1000:.0f} ms"
                f"  ratio {ours / direct:.2f}  over {(ours - direct) * 1000:.0f} ms"
            )


if __name__ == "__main__":
    main()
