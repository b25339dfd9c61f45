"""How fast a slicer's connection test is answered while the house is busy.

    python -m scripts.bench.answers [--rounds 3]

Each round sends 500 MB to a real Home Assistant while a job of 100 MB goes from it to
three real printers; meanwhile both connection tests are asked on new connections. The
peers are the real Moonraker and OctoPrint, asked while they take 500 MB themselves.
"""

import argparse
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
import tempfile
import time
import urllib.request

from tests.e2e.house import E2EHouse
from tests.harness.ha import HaServer
from tests.harness.process import find_port
from tests.testbed import Printer, Testbed

from .ingest import MB, drop, make_file, send

TESTS = {"moonraker": "/server/info", "octoprint": "/api/version"}
PAUSE_S = 0.005
LARGE, JOB = 500 * MB, 100 * MB


def ask(port: int, key: str, path: str) -> float:
    """Return the milliseconds that one connection test takes."""
    url = f"http://127.0.0.1:{port}{path}"
    start = time.perf_counter()
    request = urllib.request.Request(url, headers={"X-Api-Key": key})
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()
    return (time.perf_counter() - start) * 1000


def ask_while(
    work: Iterable[Future[object]], port: int, key: str, paths: Iterable[str]
) -> list[float]:
    """Ask one test after the other until all work is done."""
    times = []
    while not all(future.done() for future in work):
        times += [ask(port, key, path) for path in paths]
        time.sleep(PAUSE_S)
    for future in work:
        future.result()
    return times


def report(name: str, times: list[float]) -> None:
    """Print the distribution of some answers."""
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    print(
        f"{name:10} {len(ordered):5d} answers  median {ordered[len(ordered) // 2]:.1f}"
        f"  p99 {p99:.1f}  max {ordered[-1]:.1f} ms"
    )


def measure(house: E2EHouse, job: Path, large: Path) -> list[float]:
    """Return the milliseconds of each answer in one round."""
    send(house.ha.port, house.key, job)
    data = {"printers": house.names, "start": False}
    dispatched = house.ha.action("printmux.dispatch", data, response=True)
    with ThreadPoolExecutor() as pool:
        work: list[Future[object]] = [
            pool.submit(house.wait_targets, dispatched["job_id"], "uploaded"),
            pool.submit(send, house.ha.port, house.key, large),
        ]
        return ask_while(work, house.ha.port, house.key, TESTS.values())


def measure_peer(printer: Printer, large: Path) -> list[float]:
    """Return the milliseconds of each answer of a real server that takes a file."""
    port, key = printer["port"], printer["api_key"]
    with ThreadPoolExecutor() as pool:
        work: list[Future[object]] = [pool.submit(send, port, key, large)]
        times = ask_while(work, port, key, [TESTS[printer["kind"]]])
    drop(printer)
    return times


def main() -> None:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    times: dict[str, list[float]] = {}
    with (
        tempfile.TemporaryDirectory() as name,
        Testbed(moonraker=2, octoprint=1, auth="key") as bed,
        HaServer(Path(name) / "ha", port=find_port(), level="warning") as ha,
    ):
        folder = Path(name)
        house = E2EHouse(ha, bed, folder)
        house.set_up()
        for mark in range(given.rounds):
            job = make_file(folder, JOB, 2 * mark)
            large = make_file(folder, LARGE, 2 * mark + 1)
            times.setdefault("PrintMux", []).extend(measure(house, job, large))
            for printer in {
                printer["kind"]: printer for printer in bed.printers
            }.values():
                times.setdefault(printer["kind"], []).extend(
                    measure_peer(printer, large)
                )
            job.unlink()
            large.unlink()
    for who, answers in times.items():
        report(who, answers)


if __name__ == "__main__":
    main()
