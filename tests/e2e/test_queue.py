"""The queue on the real thing: two Moonrakers and an OctoPrint, whose beds fill up."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug

from .house import E2EHouse, Job, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

SUN = "input_boolean.sun"
EMPTY = "input_boolean.empty"
YAML = "input_boolean:\n  sun:\n  empty:\n"
LONG_S = 12.0


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house where prints stay on the bed, as they do by default."""
    enable_socket()
    folder = tmp_path_factory.mktemp("queue")
    with open_house(folder, moonraker=2, octoprint=1, extra_yaml=YAML) as shop:
        for index in range(3):
            configure(shop, index, bed_clear="ask")
        for name in shop.names:
            shop.ha.wait_for_state(f"sensor.{slug(name)}_status", "idle")
        yield shop


def configure(shop: E2EHouse, index: int, **bed: Any) -> None:
    """Say what has to be true of a printer's bed."""
    printer = shop.bed.printers[index]
    subentries = shop.ha.subentries(shop.entry_id)
    ids = {s["title"]: s["subentry_id"] for s in subentries}
    form = {"url": printer["url"], "name": shop.names[index], "bed": bed}
    shop.ha.subflow(shop.entry_id, "printer", form, subentry_id=ids[shop.names[index]])


def dispatch(shop: E2EHouse, seconds: float = 1, **order: Any) -> Job:
    """Send a new print; return its job."""
    job = shop.upload(shop.gcode(seconds))
    shop.ha.action("printmux.dispatch", {"job_id": job["id"], "start": True, **order})
    return job


def clear(shop: E2EHouse, *names: str) -> None:
    """Say that beds are clear."""
    shop.ha.action("printmux.confirm_bed_cleared", {"printers": list(names)})


def waits_for(shop: E2EHouse, job: Job, reason: str) -> None:
    """Wait until all of a job that waits waits for that."""
    shop.wait(
        job["id"],
        lambda job: (
            all(t["waiting_for"] in (reason, None) for t in job["targets"])
            and any(t["waiting_for"] == reason for t in job["targets"])
        ),
    )


def test_copies_for_any_printer(shop: E2EHouse) -> None:
    """Four copies: three printers print at once, the fourth waits for a clear bed."""
    job = dispatch(shop, any_printer=True, copies=4)
    shop.wait(
        job["id"],
        lambda job: [t["state"] for t in job["targets"]].count("completed") == 3,
        limit=90,
    )
    waits_for(shop, job, "bed")
    targets = shop.job(job["id"])["targets"]
    done = {t["printer_name"] for t in targets if t["state"] == "completed"}
    assert done == set(shop.names)
    clear(shop, shop.names[2])
    shop.wait_state(job["id"], "completed")
    last = shop.job(job["id"])["targets"][-1]
    assert last["printer_name"] == shop.names[2]
    assert f"{shop.names[2]} is free" in last["why"]
    shop.check_files(shop.job(job["id"]))
    clear(shop, *shop.names)


def test_queue_outlives_home_assistant(shop: E2EHouse) -> None:
    """Order, holds and beds are the same after a SIGKILL."""
    name = shop.names[0]
    running = dispatch(shop, LONG_S, printers=[name])
    shop.wait_targets(running["id"], "printing")
    first, second, third = (dispatch(shop, printers=[name]) for _ in range(3))
    shop.ha.action("printmux.move_in_queue", {"job_id": third["id"], "position": 1})
    shop.ha.action("printmux.hold_job", {"job_id": first["id"]})
    shop.ha.kill9()
    shop.ha.start()
    waits_for(shop, first, "hold")
    places = {
        job["id"]: job["targets"][0]["position"]
        for job in shop.jobs()
        if job["targets"][0]["position"]
    }
    assert places == {third["id"]: 1, first["id"]: 2, second["id"]: 3}
    shop.wait_state(running["id"], "completed")
    waits_for(shop, third, "bed")
    clear(shop, name)
    shop.wait_state(third["id"], "completed")
    clear(shop, name)
    shop.wait_state(second["id"], "completed")
    clear(shop, name)
    shop.ha.action("printmux.release_job", {"job_id": first["id"]})
    shop.wait_state(first["id"], "completed")
    clear(shop, name)


def test_sun_and_sensor(shop: E2EHouse) -> None:
    """A print waits for the sun; a sensor then says that its bed is empty."""
    name = shop.names[1]
    configure(shop, 1, bed_clear="ask", bed_sensor=EMPTY)
    shop.ha.wait_for_state(f"sensor.{slug(name)}_status", "idle")
    job = dispatch(shop, printers=[name], start_when=SUN)
    waits_for(shop, job, "entity")
    other = dispatch(shop, printers=[name])
    shop.wait_state(other["id"], "completed")
    shop.ha.action("input_boolean.turn_on", {"entity_id": SUN})
    waits_for(shop, job, "bed")
    shop.ha.action("input_boolean.turn_on", {"entity_id": EMPTY})
    shop.wait_state(job["id"], "completed")


def test_starts_are_staggered(shop: E2EHouse) -> None:
    """Two printers on one breaker do not begin at the same time."""
    for index in range(2):
        configure(shop, index, bed_clear="auto")
    shop.ha.options(shop.entry_id, {"stagger_seconds": 5, "advertise": False})
    for name in shop.names[:2]:
        shop.ha.wait_for_state(f"binary_sensor.{slug(name)}_connectivity", "on")
    job = dispatch(shop, 3, printers=shop.names[:2])
    seen = shop.wait_state(job["id"], "completed")
    assert any("uploaded (power)" in line for line in seen), seen
    begun = [begin_of(shop, target) for target in shop.job(job["id"])["targets"]]
    assert abs(begun[0] - begun[1]) >= 4.5


def begin_of(shop: E2EHouse, target: dict[str, Any]) -> float:
    """Return when a print began, by the printer's own record."""
    index = shop.names.index(target["printer_name"])
    record = shop.bed.call(index, "/server/history/list?limit=50")
    jobs = record["result"]["jobs"]
    return next(
        float(job["start_time"])
        for job in jobs
        if job["filename"] == target["remote_name"]
    )
