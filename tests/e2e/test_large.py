"""Large uploads through a real Home Assistant."""

from concurrent.futures import ThreadPoolExecutor
import hashlib
from pathlib import Path
import subprocess

import pytest

from .house import QUIET, E2EHouse

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

MB = 1000**2
LARGE = 2500 * MB
LIMIT_MB = 3000
GROWTH = 32 * 1024**2


def curl(house: E2EHouse, path: Path) -> str:
    """Upload with libcurl as slicers do; return status and sent bytes."""
    done = subprocess.run(
        [
            *("curl", "--silent", "--output", "/dev/null", "--max-time", "300"),
            *("--write-out", "%{http_code}", "--header", f"X-Api-Key: {house.key}"),
            *("--form", f"file=@{path}", f"{house.ha.url}/api/files/local"),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def write(path: Path, size: int, mark: int) -> str:
    """Write a file of that size; return its SHA-256."""
    block = f"; {mark} ".encode() + b"G1 X1 Y1 E1\n" * 100_000
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for at in range(0, size, len(block)):
            piece = block[: size - at]
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def test_eight_at_once_all_intact(house: E2EHouse, tmp_path: Path) -> None:
    """Parallel uploads do not mix."""
    paths = [tmp_path / f"part {mark}.gcode" for mark in range(8)]
    wanted = {path.name: write(path, 100 * MB, mark) for mark, path in enumerate(paths)}
    with ThreadPoolExecutor(8) as executor:
        answers = list(executor.map(lambda path: curl(house, path), paths))
    assert answers == ["201"] * 8
    stored = {job["name"]: job["sha256"] for job in house.jobs()}
    assert wanted.items() <= stored.items()
    for digest in wanted.values():
        kept = house.ha.config / "printmux/files" / digest[:2] / f"{digest}.gcode"
        with kept.open("rb") as file:
            assert hashlib.file_digest(file, "sha256").hexdigest() == digest


def test_2500_mb_in_constant_memory(house: E2EHouse, tmp_path: Path) -> None:
    """More than 31 bits of length, byte for byte, without growing by the file."""
    house.ha.options(house.entry_id, {**QUIET, "max_upload_mb": LIMIT_MB})
    path = tmp_path / "large.gcode"
    digest = write(path, LARGE, 9)
    before = house.ha.memory()
    assert curl(house, path) == "201"
    grown = house.ha.memory() - before
    job = house.jobs()[0]
    assert (job["size"], job["sha256"]) == (LARGE, digest)
    assert grown < GROWTH
    house.ha.action("printmux.delete_job", {"job_id": job["id"]})


def test_one_byte_over_the_limit(house: E2EHouse, tmp_path: Path) -> None:
    """A file that is too large is refused, and the slicer hears why."""
    house.ha.options(house.entry_id, {**QUIET, "max_upload_mb": 1})
    path = tmp_path / "over.gcode"
    write(path, 1024**2 + 1, 10)
    assert curl(house, path) == "413"
    assert house.jobs()[0]["name"] != path.name
    assert not list((house.ha.config / ".cache/printmux").iterdir())
