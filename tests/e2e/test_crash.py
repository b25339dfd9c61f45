"""Home Assistant is killed at random moments: nothing is lost, nothing printed twice."""

from pathlib import Path

import pytest

from scripts.bench.crash import show, sweep

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

POINTS = 7
SEED = 6


def test_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    """PrintMux says after each kill what the printers have written down."""
    sights = sweep(tmp_path, range(POINTS), SEED)
    show(sights)
    assert "completed" in {sight.outcome for sight in sights}
