"""A plug really gives a printer its power: on before a print, off once it is cold."""

from collections.abc import Iterator
from pathlib import Path
import threading

import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug

from .house import E2EHouse, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

PLUG = "input_boolean.plug"
YAML = "input_boolean:\n  plug:\n    initial: true\n"


class Plug:
    """Starts and kills processes of the first printer as the plug is switched."""

    def __init__(self, house: E2EHouse) -> None:
        """Take the house, where all have power now."""
        self._house = house
        self._server = house.bed.servers[0]
        # What gets its power from the plug, in the order in which it boots.
        self.parts: tuple[str, ...] = ("board", "klippy", "moonraker")
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()
        self._thread.join()

    def _watch(self) -> None:
        """Follow the plug."""
        powered = True
        while not self._closed.wait(0.2):
            wanted = self._house.ha.state(PLUG) == "on"
            if wanted != powered:
                switch = self._server.launch_part if wanted else self._server.kill
                for part in self.parts:
                    switch(part)
            powered = wanted


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house with a printer behind a plug, which is on."""
    enable_socket()
    folder = tmp_path_factory.mktemp("house")
    with open_house(folder, octoprint=0, extra_yaml=YAML) as house:
        (printer,) = [
            subentry
            for subentry in house.ha.subentries(house.entry_id)
            if subentry["subentry_type"] == "printer"
        ]
        house.ha.subflow(
            house.entry_id,
            "printer",
            {
                "url": house.bed.printers[0]["url"],
                "name": house.names[0],
                "power_switch": PLUG,
                "power_off_after": 1,
                "power_off_below": 50,
            },
            subentry_id=printer["subentry_id"],
        )
        yield house


@pytest.fixture(scope="module")
def plug(house: E2EHouse) -> Iterator[Plug]:
    """Return what the plug does."""
    plug = Plug(house)
    yield plug
    plug.close()


def turn_off(house: E2EHouse, seen: str = "offline") -> None:
    """Take the power from the printer, and wait until that is seen."""
    house.ha.action("input_boolean.turn_off", {"entity_id": PLUG})
    house.ha.wait_for_state(f"sensor.{slug(house.names[0])}_status", seen)


def warm_print(house: E2EHouse) -> Path:
    """Make a print that leaves the nozzle warm."""
    path = house.gcode(4)
    path.write_text(f"M109 S120\n{path.read_text()}M104 S0\n")
    return path


def test_print_on_a_printer_without_power(house: E2EHouse, plug: Plug) -> None:
    """The plug goes on, the printer boots and prints; once it is cold it goes off."""
    turn_off(house)
    job = house.upload(warm_print(house))
    house.ha.action("printmux.dispatch", {"printers": house.names, "start": True})
    seen = house.wait_state(job["id"], "completed", limit=120)
    assert house.ha.state(PLUG) == "on"
    assert any(
        "pending (power)" in line or "pending (offline)" in line for line in seen
    )
    house.check_files(house.job(job["id"]))
    status = f"sensor.{slug(house.names[0])}_status"
    house.ha.wait_for_state(PLUG, "off", 150)
    house.ha.wait_for_state(status, "offline")


def test_upload_to_a_printer_without_power(house: E2EHouse, plug: Plug) -> None:
    """What is only sent needs the power too, and goes once the printer is there."""
    turn_off(house)
    job = house.upload(house.gcode())
    house.ha.action("printmux.dispatch", {"printers": house.names})
    house.ha.wait_for_state(f"sensor.{slug(house.names[0])}_status", "idle", 60)
    house.wait_state(job["id"], "completed")
    house.check_files(house.job(job["id"]))


def test_print_on_a_host_without_its_machine(house: E2EHouse, plug: Plug) -> None:
    """A host that has its own power finds the machine when that gets some."""
    status = f"sensor.{slug(house.names[0])}_status"
    house.ha.wait_for_state(status, "idle", 60)
    plug.parts = ("board",)
    turn_off(house, "error")
    job = house.upload(house.gcode())
    house.ha.action("printmux.dispatch", {"printers": house.names, "start": True})
    house.wait_state(job["id"], "completed", limit=120)
    assert house.ha.state(PLUG) == "on"
