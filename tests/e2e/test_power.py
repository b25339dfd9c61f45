"""A plug really gives a printer its power: on before a print, off once it is cold."""

from collections.abc import Iterator
from pathlib import Path
import threading
from typing import Any

import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug

from .house import E2EHouse, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

PLUG, MACHINE = "input_boolean.plug", "input_boolean.machine"
YAML = """
input_boolean:
  plug:
    initial: true
  machine:
    initial: true
"""


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
    """Return a house whose printers have plugs, which are on."""
    enable_socket()
    folder = tmp_path_factory.mktemp("house")
    with open_house(folder, extra_yaml=YAML) as house:
        configure(house, 0, {"power_switch": PLUG, "power_off_after": 1})
        configure(house, 1, {"power_switch": MACHINE})
        yield house


def configure(house: E2EHouse, index: int, power: dict[str, Any]) -> None:
    """Give a printer its plug, as a user does."""
    subentry_id = next(
        subentry["subentry_id"]
        for subentry in house.ha.subentries(house.entry_id)
        if subentry["title"] == house.names[index]
    )
    form = {"url": house.bed.printers[index]["url"], "name": house.names[index]}
    house.ha.subflow(
        house.entry_id, "printer", {**form, **power}, subentry_id=subentry_id
    )


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
    house.ha.action("printmux.dispatch", {"printers": house.names[:1], "start": True})
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
    house.ha.action("printmux.dispatch", {"printers": house.names[:1]})
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
    house.ha.action("printmux.dispatch", {"printers": house.names[:1], "start": True})
    house.wait_state(job["id"], "completed", limit=120)
    assert house.ha.state(PLUG) == "on"


def test_print_on_an_octoprint_without_its_machine(house: E2EHouse) -> None:
    """OctoPrint is told to connect: by itself it does that when it starts."""
    name = house.names[1]
    house.ha.action("input_boolean.turn_off", {"entity_id": MACHINE})
    house.bed.call(1, "/api/connection", {"command": "disconnect"})
    house.ha.wait_for_state(f"sensor.{slug(name)}_status", "offline")
    job = house.upload(house.gcode())
    house.ha.action("printmux.dispatch", {"printers": [name], "start": True})
    house.wait_state(job["id"], "completed")
    assert house.ha.state(MACHINE) == "on"
