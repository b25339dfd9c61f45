"""Rules on the real thing: two Moonrakers, a file of a real slicer, a restart."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug

from .house import SAMPLES, E2EHouse, Job, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

# Some 33 s of PLA.
NUT = SAMPLES / "ps296_tiny_nut_100pct.gcode"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house with two Moonrakers; the first of them is loaded with PETG."""
    enable_socket()
    folder = tmp_path_factory.mktemp("shop")
    with open_house(folder, moonraker=2, octoprint=0) as shop:
        loaded = {"url": shop.bed.printers[0]["url"], "tags": ["PETG"]}
        printer = printers(shop)[shop.names[0]]
        shop.ha.subflow(shop.entry_id, "printer", loaded, subentry_id=printer)
        for name in shop.names:
            shop.ha.wait_for_state(f"sensor.{slug(name)}_status", "idle")
        yield shop


def printers(shop: E2EHouse) -> dict[str, str]:
    """Return the ids of the printers by name."""
    return {
        subentry["title"]: subentry["subentry_id"]
        for subentry in shop.ha.subentries(shop.entry_id)
        if subentry["subentry_type"] == "printer"
    }


def add_rule(shop: E2EHouse, name: str, **data: Any) -> None:
    """Add a rule as a user does."""
    shop.ha.subflow(shop.entry_id, "rule", {"name": name, **data})


def routed(shop: E2EHouse, job: Job) -> Job:
    """Return a job once it was sent somewhere."""
    shop.wait(job["id"], lambda job: bool(job["targets"]))
    return shop.job(job["id"])


def test_material(shop: E2EHouse) -> None:
    """What is sliced for PLA is printed where no other material is loaded."""
    if not NUT.exists():
        pytest.skip("the sample files are not beside this checkout")
    first, second = shop.names
    add_rule(shop, "Flexible", materials=["TPU"], mode="print", order=1)
    add_rule(shop, "Plastic", materials=["PLA"], mode="print", spread="first_free")
    job = routed(shop, shop.upload(NUT))
    (target,) = job["targets"]
    assert target["printer_name"] == second
    assert target["why"].startswith(f'Rule "Plastic"\n{second} is free')
    assert f"{first} does not fit: Sliced for PLA, PETG is loaded" in target["why"]
    seen = shop.wait_state(job["id"], "completed", "failed", "cancelled", limit=300)
    assert seen[-1].startswith("completed"), seen
    assert any(f"{second} printing" in line for line in seen)
    shop.check_files(shop.job(job["id"]))


def test_turns(shop: E2EHouse) -> None:
    """Each printer in turn, over a restart of Home Assistant."""
    data = {"mode": "upload", "spread": "round_robin", "order": 0}
    add_rule(shop, "Turns", job_tags=["turns"], **data)
    went: list[str] = []
    for _ in range(3):
        path = shop.gcode()
        path = path.rename(path.with_stem(f"{path.stem} #turns"))
        job = routed(shop, shop.upload(path))
        (target,) = job["targets"]
        assert target["why"].startswith('Rule "Turns": it is ')
        went.append(target["printer_name"])
        shop.wait_state(job["id"], "completed")
        if len(went) == 1:
            shop.ha.restart()
    first, second = sorted(shop.names, key=str.casefold)
    assert went == [first, second, first]


def test_nothing_fits(shop: E2EHouse) -> None:
    """What fits nowhere waits for the user, with the reasons."""
    flexible = SAMPLES / "ps296_tpu_absE_nofill.gcode"
    if not flexible.exists():
        pytest.skip("the sample files are not beside this checkout")
    job = shop.upload(flexible)
    shop.wait(job["id"], lambda job: bool(job["why"]))
    job = shop.job(job["id"])
    assert job["state"] == "awaiting_selection"
    assert not job["targets"]
    assert job["why"].startswith('Rule "Flexible": no printer fits (')
    assert all(name in job["why"] for name in shop.names)
