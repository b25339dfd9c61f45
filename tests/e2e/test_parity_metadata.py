"""Real sliced files on a real Moonraker and here: equal metadata, equal pictures."""

from http import HTTPStatus
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote
import urllib.request

import pytest

from custom_components.printmux.gcode.images import measure
from tests.harness.process import wait_until
from tests.harness.slicer import upload

from .house import E2EHouse

SAMPLES = Path(__file__).parents[3] / "shared/samples"
FILES = [
    path
    for folder in ("own", "public")
    for path in sorted((SAMPLES / folder).glob("*.gcode"))
    # A cut file has lost what its head tells of; an empty one is refused here.
    if "empty" not in path.name and path.stat().st_size < 4 * 1024**2
]
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.usefixtures("socket_enabled"),
    pytest.mark.skipif(not FILES, reason="no samples here"),
]
# Each server's own, and what it counts from its own clock.
OWN = {"uuid", "modified", "print_start_time", "job_id"}

# Values of the real server that are not those of the file, and why.
LIFT = "the highest lift, not the highest layer"
PLATE = "the temperature of another plate than the one in use"
ALONE = "CuraEngine's sign for not computed"
DIFFERENCES = {
    **{
        (f"{name}.gcode", "object_height"): LIFT
        for name in (
            *("ps296_tiny_nut_100pct", "ps296_tpu_absE_nofill", "orca231_calicat"),
            *("ps280_benchy2c_idex", "ps281_testfile", "s3d412_duet"),
            *("superslicer25913_benchy2c_idex", "orca230_thumbs_small"),
            *("ps211_fdn_filename", "ps233_sample", "ps296_spiral_vase"),
        )
    },
    **{
        ("curaengine413_ender3_box.gcode", key): ALONE
        for key in ("first_layer_height", "estimated_time", "filament_total")
    },
    ("bambu010602.gcode", "first_layer_bed_temp"): PLATE,
    ("bambu02030151_cli_20mm.gcode", "first_layer_bed_temp"): PLATE,
    ("orca231_calicat.gcode", "layer_count"): "what the start script says",
    ("kisslicer_torus.gcode", "slicer_version"): "with the end of the line",
    ("cura450_ultimaker3_griffin.gcode", "slicer_version"): "the line after it",
    ("s3d400_bamarillo.gcode", "first_layer_bed_temp"): "of the nozzle",
}
# QOI is for the screens of printers: where there is another picture, or a larger QOI,
# that alone is listed here.
SCREENS = {
    "ps281_mini_cube.gcode": {(16, 16)},
    "ps281_testfile.gcode": {(16, 16), (313, 173), (440, 240), (480, 240)},
}


def ask(server: tuple[str, str], path: str) -> tuple[bytes, str]:
    """Return body and type of an answer that goes well."""
    request = urllib.request.Request(server[0] + path, headers={"X-Api-Key": server[1]})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == HTTPStatus.OK
        return answer.read(), answer.headers.get_content_type()


def read_metadata(server: tuple[str, str], path: Path) -> dict[str, Any]:
    """Upload a file, and return what the server tells of it when it has looked."""
    assert upload(*server, path)[0] == HTTPStatus.CREATED
    where = f"/server/files/metadata?filename={quote(path.name)}"
    found: dict[str, Any] = {}

    def looked() -> bool:
        """Tell whether the server has read the file."""
        found.update(json.loads(ask(server, where)[0])["result"])
        return bool(found["slicer"] != "Unknown")

    wait_until("metadata", looked)
    return found


@pytest.fixture(scope="module")
def servers(house: E2EHouse) -> list[tuple[str, str]]:
    """Return address and key of the real server and ours."""
    printer = next(p for p in house.bed.printers if p["kind"] == "moonraker")
    return [(printer["url"], printer["api_key"]), (house.ha.url, house.key)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_metadata(servers: list[tuple[str, str]], path: Path) -> None:
    """Whatever is told of a file differs only where the list says why."""
    real, ours = (read_metadata(server, path) for server in servers)
    different = {
        key
        for key, value in real.items()
        if key not in OWN | {"thumbnails"}
        and not equal(value, ours.get(key))
        and (path.name, key) not in DIFFERENCES
    }
    assert {key: (real[key], ours.get(key)) for key in different} == {}
    listed = {key for name, key in DIFFERENCES if name == path.name}
    assert not any(equal(real.get(key), ours.get(key)) for key in listed)


def equal(one: Any, other: Any) -> bool:
    """Tell whether two values are the same but for the last digits of a sum."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return one == pytest.approx(other, abs=1e-4)
    return bool(one == other)


@pytest.mark.parametrize("path", FILES[:8] + FILES[-8:], ids=lambda path: path.name)
def test_pictures(servers: list[tuple[str, str]], path: Path) -> None:
    """The same pictures are listed, and what is not made anew has the same bytes."""
    real, ours = (read_metadata(server, path) for server in servers)
    pictures = real.get("thumbnails", [])
    hidden = SCREENS.get(path.name, set())
    shown = [one for one in pictures if (one["width"], one["height"]) not in hidden]
    assert len(shown) == len(pictures) - len(hidden)
    assert ours.get("thumbnails", []) == shown
    for thumbnail in shown:
        where = f"/server/files/gcodes/{quote(thumbnail['relative_path'])}"
        (one, media), (other, our_media) = (ask(server, where) for server in servers)
        assert our_media == media
        assert measure(one) == measure(other)
        assert len(other) == thumbnail["size"]
