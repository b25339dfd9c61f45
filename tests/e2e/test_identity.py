"""Printers stay themselves: with other keys, at other addresses, under other names."""

from collections.abc import Iterator
import shutil
from typing import Any

import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug
from tests.harness.process import find_port, wait_until
from tests.testbed.servers import MoonrakerServer

from .house import E2EHouse, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

FIRST, SECOND, OCTOPRINT = 0, 1, 2
FIXES = "/api/repairs/issues/fix"
KEY_ISSUE, STRANGER_ISSUE = "printer_key_refused", "printer_stranger"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house with printers that have all printed; Moonraker trusts it.

    As at most people's: a wrong key is refused all the same.
    """
    enable_socket()
    folder = tmp_path_factory.mktemp("house")
    with open_house(folder, moonraker=2, auth="trusted") as house:
        for index in (FIRST, SECOND, OCTOPRINT):
            print_on(house, index)
        yield house


def dispatch(house: E2EHouse, index: int) -> str:
    """Have something printed on one printer; return the id of the job."""
    job = house.upload(house.gcode(1))
    house.ha.action(
        "printmux.dispatch",
        {"job_id": job["id"], "printers": [house.names[index]], "start": True},
        response=True,
    )
    job_id: str = job["id"]
    return job_id


def await_print(house: E2EHouse, job_id: str) -> dict[str, Any]:
    """Return the only target of a job, once it is printed where it was to be."""
    house.wait_targets(job_id, "completed", limit=180)
    job = house.job(job_id)
    house.check_files(job)
    (target,) = job["targets"]
    return dict(target)


def print_on(house: E2EHouse, index: int) -> dict[str, Any]:
    """Print something on one printer; return the target."""
    return await_print(house, dispatch(house, index))


def status(house: E2EHouse, index: int) -> str:
    """Return the entity that tells how a printer is."""
    return f"sensor.{slug(house.names[index])}_status"


def await_ready(house: E2EHouse, index: int) -> None:
    """Wait until a printer has nothing to do; its last print may lie there."""
    house.ha.wait_for_state(
        status(house, index), lambda state: state in ("idle", "finished"), limit=90
    )


def what_lasts(house: E2EHouse) -> dict[str, Any]:
    """Return the ids of devices and entities, and the jobs with their targets."""
    devices = house.ha.ws({"type": "config/device_registry/list"})
    entities = house.ha.ws({"type": "config/entity_registry/list"})
    return {
        "devices": {
            device["id"]: device["identifiers"]
            for device in devices
            if any(domain == "printmux" for domain, _ in device["identifiers"])
        },
        "entities": {
            entity["id"]: (
                entity["entity_id"],
                entity["unique_id"],
                entity["device_id"],
            )
            for entity in entities
            if entity["platform"] == "printmux"
        },
        "jobs": {
            job["id"]: [
                (target["id"], target["printer"], target["state"])
                for target in job["targets"]
            ]
            for job in house.jobs()
        },
    }


def printer(house: E2EHouse, index: int) -> dict[str, Any]:
    """Return the subentry of a printer."""
    found: dict[str, Any] = next(
        subentry
        for subentry in house.ha.subentries(house.entry_id)
        if subentry["title"] == house.names[index]
    )
    return found


def printer_device(house: E2EHouse, index: int) -> str:
    """Return the id of a printer's device."""
    printer_id = printer(house, index)["subentry_id"]
    (found,) = (
        device
        for device, identifiers in what_lasts(house)["devices"].items()
        if identifiers == [["printmux", printer_id]]
    )
    return str(found)


def issues(house: E2EHouse) -> dict[str, str]:
    """Return the ids of what is to be repaired, by what it is."""
    found = house.ha.ws({"type": "repairs/list_issues"})["issues"]
    return {
        issue["translation_key"]: issue["issue_id"]
        for issue in found
        if issue["domain"] == "printmux"
    }


def await_issue(house: E2EHouse, what: str, index: int) -> str:
    """Return the id of the only issue, once it is there; it is about that printer."""
    wait_until(what, lambda: what in issues(house), limit=90)
    ((found, issue_id),) = issues(house).items()
    assert found == what
    assert issue_id.endswith(printer(house, index)["subentry_id"])
    return issue_id


def fix(house: E2EHouse, issue_id: str, *steps: dict[str, Any]) -> dict[str, Any]:
    """Go through the fix of an issue; return what comes last."""
    body = {"handler": "printmux", "issue_id": issue_id}
    result: dict[str, Any] = house.ha.request("POST", FIXES, body)
    for step in steps:
        path = f"{FIXES}/{result['flow_id']}"
        result = house.ha.request("POST", path, step)
    return result


def give_key(house: E2EHouse, index: int, key: str, *before: dict[str, Any]) -> None:
    """Repair a printer that refuses its key: a wrong one is not taken."""
    issue_id = await_issue(house, KEY_ISSUE, index)
    assert house.ha.state(status(house, index)) == "offline"
    result = fix(house, issue_id, *before, {"api_key": "wrong"})
    assert result["errors"] == {"base": "invalid_auth"}
    result = fix(house, issue_id, *before, {"api_key": key})
    assert result["type"] == "create_entry"
    await_ready(house, index)
    assert not issues(house)


def moonraker(house: E2EHouse, index: int) -> MoonrakerServer:
    """Return a server that is a Moonraker."""
    server = house.bed.servers[index]
    assert isinstance(server, MoonrakerServer)
    return server


@pytest.mark.parametrize("restart", [False, True])
def test_moonraker_gets_another_key(house: E2EHouse, restart: bool) -> None:
    """Its websocket stays open with the old one: that is found all the same."""
    before = what_lasts(house)
    server = moonraker(house, FIRST)
    old = server.key
    new = house.bed.call(FIRST, "/access/api_key", {})["result"]
    assert new != old
    server.key = new
    if restart:
        house.bed.restart_printer(FIRST)
    give_key(house, FIRST, new)
    assert what_lasts(house) == before
    print_on(house, FIRST)


def test_octoprint_key_is_revoked(house: E2EHouse) -> None:
    """Its push socket goes on for a while; nobody waits for its end."""
    before = what_lasts(house)
    server = house.bed.servers[OCTOPRINT]
    # What one who is logged in there does: a new key ends the old one.
    answer = house.bed.call(OCTOPRINT, "/api/access/users/testbed/apikey", {})
    server.key = answer["apikey"]
    give_key(house, OCTOPRINT, server.key, {"next_step_id": "api_key"})
    assert what_lasts(house) == before
    print_on(house, OCTOPRINT)


def move(house: E2EHouse, index: int, port: int) -> None:
    """Let a Moonraker that is stopped listen on another port from now on."""
    server = moonraker(house, index)
    config = server.data / "config/moonraker.conf"
    text = config.read_text().replace(f"port: {server.port}", f"port: {port}")
    config.write_text(text)
    server.url = server.url.replace(str(server.port), str(port))
    server.port = port


def test_two_printers_swap_addresses(house: E2EHouse) -> None:
    """Each is found where the other was, and gets its own jobs only."""
    before = what_lasts(house)
    ports = [moonraker(house, index).port for index in (FIRST, SECOND)]
    for index in (FIRST, SECOND):
        house.bed.stop_printer(index)
    for index, port in zip((FIRST, SECOND), reversed(ports), strict=True):
        move(house, index, port)
    job_id = dispatch(house, FIRST)
    for index in (FIRST, SECOND):
        house.bed.start_printer(index)
    target = await_print(house, job_id)
    other = moonraker(house, SECOND).data / "gcodes"
    assert not (other / target["remote_name"]).exists()
    for index in (FIRST, SECOND):
        await_ready(house, index)
    assert not issues(house)
    after = what_lasts(house)
    assert after["jobs"].pop(job_id)
    assert after == before


def test_host_is_set_up_anew(house: E2EHouse) -> None:
    """One with another identity gets nothing until the user says that it is the same."""
    before = what_lasts(house)
    server = moonraker(house, SECOND)
    house.bed.stop_printer(SECOND)
    (server.data / ".moonraker.uuid").unlink()
    shutil.rmtree(server.data / "database")
    server.key = ""
    house.bed.start_printer(SECOND)
    assert server.key
    issue_id = await_issue(house, STRANGER_ISSUE, SECOND)
    state = house.ha.states()[status(house, SECOND)]
    assert state["state"] == "offline"
    assert state["attributes"]["message"].startswith("Another printer (")
    job_id = dispatch(house, SECOND)
    house.wait(job_id, lambda job: job["targets"][0]["waiting_for"] == "offline")
    (target,) = house.job(job_id)["targets"]
    assert target["error_message"] == state["attributes"]["message"]
    assert not (server.data / "gcodes" / target["remote_name"]).exists()
    result = fix(house, issue_id)
    assert result["menu_options"] == ["address", "accept"]
    fix(house, issue_id, {"next_step_id": "accept"})
    # Its old key went with its old identity.
    give_key(house, SECOND, server.key)
    await_print(house, job_id)
    after = what_lasts(house)
    assert after["jobs"].pop(job_id)
    assert after == before


def test_reconfigured(house: E2EHouse) -> None:
    """Another address and another name change no id, and no history."""
    before = what_lasts(house)
    device_id = printer_device(house, FIRST)
    house.bed.stop_printer(FIRST)
    move(house, FIRST, find_port())
    house.bed.start_printer(FIRST)
    house.ha.subflow(
        house.entry_id,
        "printer",
        {
            "url": moonraker(house, FIRST).url,
            "name": "Voron in the cellar",
            "tags": ["cellar"],
        },
        subentry_id=printer(house, FIRST)["subentry_id"],
    )
    # Its entities have kept the ids that they got by its old name.
    await_ready(house, FIRST)
    house.names[FIRST] = "Voron in the cellar"
    assert what_lasts(house) == before
    assert print_on(house, FIRST)["printer"] == device_id
