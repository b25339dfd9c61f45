"""Home Assistant is killed at random moments: nothing is lost, nothing printed twice."""

from pathlib import Path

import pytest

from scripts.bench.crash import show, sweep

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

POINTS = 5


@pytest.mark.parametrize("seed", [6, 7])
def test_kills_lose_and_repeat_nothing(tmp_path: Path, seed: int) -> None:
    """PrintMux says after each kill what the printers have written down."""
    sights = sweep(tmp_path, range(POINTS), seed)
    show(sights)
    assert "completed" in {sight.outcome for sight in sights}
