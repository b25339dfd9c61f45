"""Two Moonrakers on one machine share its temporary folder, and mix up no uploads."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import random

import pytest
from pytest_socket import enable_socket

from tests.harness.ha import HaServer
from tests.harness.process import find_port
from tests.testbed import Testbed

from .house import E2EHouse

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

ROUNDS = 20
MB = 1000**2


@pytest.fixture
def house(tmp_path: Path) -> Iterator[E2EHouse]:
    """Return a house whose Moonrakers name their temporary files in one folder."""
    enable_socket()
    with (
        Testbed(2, 0, "key", klippy=False, shared_tmp=True) as bed,
        HaServer(tmp_path / "ha", port=find_port()) as ha,
    ):
        house = E2EHouse(ha, bed, tmp_path)
        house.set_up()
        yield house


def write(path: Path, mark: int) -> Path:
    """Write a few MB that no other file has, of a length that no other file has."""
    noise = random.Random(mark)
    line = noise.randbytes(60).hex()
    path.write_text(f"; {mark} {line}\n" * (noise.randint(1 * MB, 4 * MB) // len(line)))
    return path


def test_files_at_once_do_not_mix(house: E2EHouse, tmp_path: Path) -> None:
    """Different files go to both at the same moment, over and over: each arrives whole."""
    paths = [write(tmp_path / f"part {mark}.gcode", mark) for mark in range(2 * ROUNDS)]
    jobs = [house.upload(path, "moonraker") for path in paths]

    def send(number: int) -> None:
        where = {"printers": [house.names[number % 2]]}
        house.ha.action("printmux.dispatch", {**where, "job_id": jobs[number]["id"]})

    with ThreadPoolExecutor(len(jobs)) as pool:
        list(pool.map(send, range(len(jobs))))
    for job in jobs:
        house.wait_state(job["id"], "completed", "failed", limit=200)
    for job in jobs:
        done = house.job(job["id"])
        (target,) = done["targets"]
        assert (target["state"], target["attempts"]) == ("uploaded", 1), target
        house.check_files(done)
