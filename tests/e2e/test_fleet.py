"""Thirty printers of which some are bad: the others print as if those were not there."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_socket import enable_socket

from scripts.bench.fleet import MODES, Farm, farm
from tests.harness.process import wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

PRINTERS = 30
# These take what comes, or hang, and say nothing: no try of theirs is over soon.
QUIET = ("hang", "slow")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farm]:
    """Return a house with many printers."""
    enable_socket()
    with farm(tmp_path_factory.mktemp("farm"), PRINTERS) as house:
        yield house
        faults = house.ha.find_faults()
        assert not faults, "\n".join(faults)


@pytest.mark.parametrize("mode", ["one of each", "all slow"])
def test_bad_ones_hold_up_nobody(house: Farm, mode: str) -> None:
    """When all others have printed, the bad ones are at their first try, or say why not."""
    _, job = house.send(MODES[mode])
    kinds = dict(zip(house.addresses, MODES[mode], strict=False))
    try:
        states = [target["state"] for target in good_ones(job, kinds)]
        assert states == ["completed"] * (PRINTERS - len(kinds))
        for target in job["targets"]:
            if kinds.get(target["printer_name"]) in QUIET:
                assert target["state"] in ("pending", "uploading"), target
                assert target["attempts"] <= 1, target
                assert target["error_message"] is None, target
        # One that is tried again this moment says nothing.
        loud = [name for name, kind in kinds.items() if kind not in QUIET]
        wait_until("why", lambda: all(explains(house, job, name) for name in loud))
    finally:
        house.ha.action("printmux.cancel_job", {"job_id": job["id"]})


def good_ones(job: dict[str, Any], bad: dict[str, str]) -> list[dict[str, Any]]:
    """Return the targets of the good printers."""
    return [target for target in job["targets"] if target["printer_name"] not in bad]


def explains(house: Farm, job: dict[str, Any], name: str) -> bool:
    """Tell whether a printer has not taken the file, and it is said why."""
    targets = house.job(job["id"])["targets"]
    target = next(target for target in targets if target["printer_name"] == name)
    return target["state"] in ("pending", "failed") and bool(target["error_message"])
