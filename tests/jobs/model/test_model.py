"""No sequence of orders, faults and restarts gets the engine to break a promise."""

from functools import partial
from pathlib import Path
from typing import Any, cast

from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.slicer.fuzz.profile import examples

from .clock import EPOCH, Clock
from .machine import Engine


def test_any_sequence(tmp_path: Path) -> None:
    """Whatever happens, nothing is lost, printed twice, or left for ever."""
    with freeze_time(EPOCH, ignore=["hypothesis"]) as frozen:
        assert isinstance(frozen, FrozenDateTimeFactory)
        clock = Clock(frozen)
        run_state_machine_as_test(
            # Hypothesis' own types know of no machine that is made with arguments.
            cast(Any, partial(Engine, tmp_path, clock)),
            settings=settings(
                examples(20), stateful_step_count=40, report_multiple_bugs=False
            ),
        )
