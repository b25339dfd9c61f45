"""Fifty printers of which some are bad: the others print as if those were not there."""

from collections.abc import Iterator

import pytest
from pytest_socket import enable_socket

from scripts.bench.fleet import MODES, Farm, farm

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

PRINTERS = 50
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
    names = list(house.addresses)
    targets = {target["printer_name"]: target for target in job["targets"]}
    for name, kind in zip(names, MODES[mode], strict=False):
        target = targets[name]
        if kind in QUIET:
            assert target["state"] in ("pending", "uploading"), target
            assert (target["attempts"] <= 1, target["error_message"]) == (True, None)
        else:
            assert target["state"] in ("pending", "failed"), target
            assert target["error_message"], target
    assert [targets[name]["state"] for name in names[len(MODES[mode]) :]] == [
        "completed"
    ] * (PRINTERS - len(MODES[mode]))
    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
