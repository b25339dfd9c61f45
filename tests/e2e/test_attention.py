"""What nobody saw, and what users say: settled, cancelled and retried on real printers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
import time
from typing import Any

from playwright.sync_api import Page, expect
import pytest
from pytest_socket import enable_socket

from scripts.bench.witness import Witness
from scripts.demo_texts import slug
from tests.harness.browser import browse
from tests.harness.client import HaError
from tests.harness.process import wait_until
from tests.testbed.servers import call

from .house import E2EHouse, Job, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

LARGE = 160 * 1024**2
FIX = "/api/repairs/issues/fix"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a running house with a Moonraker and two OctoPrints."""
    enable_socket()
    with open_house(tmp_path_factory.mktemp("house"), octoprint=2) as house:
        yield house


def dispatch(house: E2EHouse, job: Job, *printers: int, start: bool = True) -> None:
    """Send a job to printers by their numbers."""
    names = [house.names[number] for number in printers]
    data = {"job_id": job["id"], "printers": names, "start": start}
    house.ha.action("printmux.dispatch", data)


@contextmanager
def busy_klipper(house: E2EHouse, number: int, seconds: int) -> Iterator[None]:
    """Have a Klipper run something from its console first, and wait for that."""
    printer = house.bed.printers[number]
    url = f"{printer['url']}/printer/gcode/script"
    script = {"script": f"G4 P{seconds * 1000}"}
    with ThreadPoolExecutor(1) as executor:
        done = executor.submit(call, url, printer["api_key"], script, limit=90)
        yield
        done.result()


def targets_of(house: E2EHouse, job: Job) -> dict[str, Any]:
    """Return the targets of a job by their printers."""
    targets = house.job(job["id"])["targets"]
    return {target["printer_name"]: target for target in targets}


def prints_of(house: E2EHouse, number: int, name: str) -> tuple[int, int]:
    """Return how often a printer began a file, and how often it was over."""
    printers = dict(zip(house.names, house.bed.printers, strict=True))
    begun, over = Witness(printers).prints(house.names[number])
    return begun[name], over[name]


def questions(house: E2EHouse) -> dict[str, dict[str, Any]]:
    """Return the issues that ask about prints, by what they ask about."""
    issues = house.ha.ws({"type": "repairs/list_issues"})["issues"]
    return {
        issue["translation_placeholders"]["printer"]: issue
        for issue in issues
        if issue["translation_key"] == "print_unsettled"
    }


def lose(house: E2EHouse, *printers: int) -> Job:
    """Cut the power of Home Assistant and of OctoPrints in mid-print.

    OctoPrint writes down how a print has ended, and nothing before.
    """
    job = house.upload(house.gcode(30))
    dispatch(house, job, *printers)
    house.wait_targets(job["id"], "printing")
    house.ha.kill9()
    for number in printers:
        house.bed.kill_printer(number)
    for number in printers:
        house.bed.start_printer(number)
    house.ha.start()
    house.wait_targets(job["id"], "needs_attention", limit=120)
    return job


def show_dialog(house: E2EHouse, pictures: Path, printer: str) -> list[str]:
    """Open the question in a browser; return the answers that it offers."""
    answers: list[str] = []

    def work(page: Page) -> None:
        page.get_by_text(f"on {printer}?").first.click()
        menu = page.locator("step-flow-menu, ha-dialog")
        expect(menu.get_by_text("Did it print?").first).to_be_visible()
        for text in ("Yes, it has printed", "No, print it again"):
            expect(page.get_by_text(text).first).to_be_visible()
            answers.append(text)
        time.sleep(1)
        page.screenshot(path=pictures / "did_it_print.png")

    browse(house.ha.url, "/config/repairs", work, token=house.ha.token)
    return answers


def answer(house: E2EHouse, issue: dict[str, Any], step: str) -> dict[str, Any]:
    """Answer a question as the dialog does; return what it says."""
    data = {"handler": "printmux", "issue_id": issue["issue_id"]}
    menu = house.ha.request("POST", FIX, data)
    assert menu["menu_options"] == ["printed", "print_again", "not_printed"]
    path = f"{FIX}/{menu['flow_id']}"
    result: dict[str, Any] = house.ha.request("POST", path, {"next_step_id": step})
    return result


def test_power_cut_while_printing(house: E2EHouse, pictures: Path) -> None:
    """The user is asked about each printer, and each answer does what it says."""
    _, first, second = house.names
    job = lose(house, 1, 2)
    before = targets_of(house, job)
    for number, name in ((1, first), (2, second)):
        assert prints_of(house, number, before[name]["remote_name"]) == (1, 0)
        assert "printmux.confirm_print" in before[name]["error_message"]
    assert set(questions(house)) == {first, second}
    assert show_dialog(house, pictures, second)
    # Another job is not held up by the question.
    other = house.upload(house.gcode(2))
    dispatch(house, other, 1)
    house.wait_state(other["id"], "completed")
    with pytest.raises(HaError):
        house.ha.action(
            "printmux.confirm_print", {"job_id": job["id"], "outcome": "printed"}
        )
    done = answer(house, questions(house)[first], "print_again")
    assert done["type"] == "create_entry"
    assert set(questions(house)) == {second}
    response = house.ha.action(
        "printmux.confirm_print",
        {
            "job_id": job["id"],
            "target_id": before[second]["id"],
            "outcome": "not_printed",
        },
        response=True,
    )
    assert [target["state"] for target in response["targets"]] == ["failed"]
    assert not questions(house)
    house.wait_state(job["id"], "failed")
    after = targets_of(house, job)
    assert after[first]["state"] == "completed"
    assert prints_of(house, 1, before[first]["remote_name"]) == (1, 0)
    assert prints_of(house, 1, after[first]["remote_name"]) == (1, 1)
    house.ha.action("printmux.retry", {"job_id": job["id"]})
    house.wait_state(job["id"], "completed")
    after = targets_of(house, job)
    assert prints_of(house, 2, after[second]["remote_name"]) == (1, 1)


def test_cancel_while_printing(house: E2EHouse) -> None:
    """One target first, then the rest; each printer has stopped by its own word."""
    job = house.upload(house.gcode(60))
    dispatch(house, job, 0, 1, 2)
    house.wait_targets(job["id"], "printing")
    targets = targets_of(house, job)
    first, _, last = house.names
    ids = [targets[first]["id"]]
    house.ha.action("printmux.cancel_job", {"job_id": job["id"], "target_ids": ids})
    states = {name: one["state"] for name, one in targets_of(house, job).items()}
    assert states[first] == "cancelled"
    assert set(states.values()) == {"cancelled", "printing"}
    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
    assert house.job(job["id"])["state"] == "cancelled"
    for number, name in enumerate(house.names):
        house.ha.wait_for_state(f"sensor.{slug(name)}_status", "cancelled")
        assert prints_of(house, number, targets[name]["remote_name"])[0] == 1
    ended = targets_of(house, job)
    assert all(one["started_at"] and one["ended_at"] for one in ended.values())
    assert ended[last]["progress"] < 1


def test_cancel_while_uploading(house: E2EHouse) -> None:
    """The transfer is broken off, and nothing of it stays on the printers."""
    path = house.gcode()
    with path.open("a") as file:
        file.write("; a long comment that nobody reads\n" * (LARGE // 35))
    job = house.upload(path)
    dispatch(house, job, 0, 2, start=False)
    house.wait(
        job["id"],
        lambda job: any(one["state"] == "uploading" for one in job["targets"]),
    )
    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
    done = house.job(job["id"])
    assert done["state"] == "cancelled"
    assert {one["state"] for one in done["targets"]} == {"cancelled"}
    assert all(one["ended_at"] for one in done["targets"])
    files = house.remote_files(done)
    wait_until("the files to go", lambda: not any(file.exists() for file in files))


def test_cancel_while_starting(house: E2EHouse) -> None:
    """Klipper does something else first: what was cancelled is not printed after it."""
    job = house.upload(house.gcode(2))
    with busy_klipper(house, 0, 25):
        dispatch(house, job, 0)
        house.wait_targets(job["id"], "starting")
        house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
        (target,) = house.job(job["id"])["targets"]
        assert target["state"] == "cancelled"
    other = house.upload(house.gcode(2))
    dispatch(house, other, 0)
    house.wait_state(other["id"], "completed")
    assert prints_of(house, 0, target["remote_name"]) == (0, 0)


def test_retry_of_what_failed(house: E2EHouse) -> None:
    """One of three printers dies in mid-print: only that one prints again."""
    dead = house.names[0]
    job = house.upload(house.gcode(12))
    dispatch(house, job, 0, 1, 2)
    house.wait_targets(job["id"], "printing")
    house.bed.kill_printer(0, "klippy")
    house.wait(job["id"], lambda job: job["targets"][0]["waiting_for"] == "offline")
    house.bed.start_printer(0, "klippy")
    house.wait_state(job["id"], "failed")
    before = targets_of(house, job)
    states = {name: one["state"] for name, one in before.items()}
    assert states == {
        name: "failed" if name == dead else "completed" for name in house.names
    }
    assert before[dead]["error_message"]
    assert before[dead]["started_at"] < before[dead]["ended_at"]
    house.ha.action("printmux.retry", {"job_id": job["id"]})
    house.wait_state(job["id"], "completed")
    after = targets_of(house, job)
    for number, name in enumerate(house.names):
        assert (after[name] == before[name]) is (name != dead)
        assert prints_of(house, number, after[name]["remote_name"]) == (1, 1)
