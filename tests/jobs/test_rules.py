"""Test what routing rules are about: each condition, and which rule comes first."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.printmux.jobs.clock import utc_now
from custom_components.printmux.jobs.models import Job, JobState
from custom_components.printmux.jobs.rules import (
    Mode,
    Rule,
    Spread,
    first_match,
    matches,
)

NOW = utc_now()
JOB = Job(
    id="job",
    name="Bracket [PETG, 0.6] #draft.gcode",
    folder="Kunden/Müller/[high flow]",
    size=1,
    sha256="0",
    extension=".gcode",
    state=JobState.AWAITING_SELECTION,
    source="moonraker",
    key_id="laptop",
    start_requested=False,
    plate_index=None,
    created_at=NOW,
    updated_at=NOW,
    details={
        "printer_model": "Original Prusa MK4",
        "filament_type": ["PETG", "PLA", "TPU"],
        "filament_length_mm": [100.0, 0.0, 5.0],
    },
)


def rule(**conditions: Any) -> Rule:
    """Return a rule as its subentry has it."""
    return Rule.from_data(
        conditions.pop("id", "1"),
        conditions.pop("name", "Test"),
        {"mode": "print", "spread": "all", **conditions},
    )


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, True),
        ({"slicer_keys": ["laptop", "other"]}, True),
        ({"slicer_keys": ["other"]}, False),
        ({"slicer_keys": ["removed"]}, False),
        ({"folder": "Kunden"}, True),
        ({"folder": "/kunden/MU\u0308LLER/"}, True),
        ({"folder": "Kunden\\Müller"}, True),
        ({"folder": "Kund"}, False),
        ({"folder": "Müller"}, False),
        ({"folder": "Kunden/Müller/[high flow]/deeper"}, False),
        ({"name_prefix": "bracket"}, True),
        ({"name_prefix": "racket"}, False),
        ({"job_tags": ["petg"]}, True),
        ({"job_tags": ["[PETG]", "x"]}, True),
        ({"job_tags": ["#Draft"]}, True),
        ({"job_tags": ["0.6"]}, True),
        ({"job_tags": ["high flow"]}, True),
        ({"job_tags": ["flow"]}, True),
        ({"job_tags": ["Bracket"]}, False),
        ({"job_tags": ["draft.gcode"]}, False),
        ({"job_tags": ["#"]}, False),
        ({"models": ["prusa mk4"]}, True),
        ({"models": ["MK3", "MK4"]}, True),
        ({"models": ["MK4S"]}, False),
        ({"materials": ["petg"]}, True),
        ({"materials": ["TPU"]}, True),
        ({"materials": ["PLA"]}, False),
        ({"only_when_asked": True}, False),
        ({"only_when_asked": False}, True),
        ({"folder": "Kunden", "materials": ["PETG"], "models": ["MK4"]}, True),
        ({"folder": "Kunden", "materials": ["PLA"], "models": ["MK4"]}, False),
    ],
    ids=str,
)
def test_conditions(conditions: dict[str, Any], expected: bool) -> None:
    """All conditions that are given must hold, and of a list one value."""
    assert matches(rule(**conditions), JOB) is expected


@pytest.mark.parametrize(
    ("conditions", "changes", "expected"),
    [
        ({"only_when_asked": True}, {"start_requested": True}, True),
        ({"slicer_keys": ["laptop"]}, {"key_id": None}, False),
        ({"folder": "Kunden"}, {"folder": ""}, False),
        ({"models": ["MK4"]}, {"details": {}}, False),
        ({"materials": ["PLA"]}, {"details": {}}, False),
        ({"materials": ["PLA"]}, {"details": {"filament_type": "PLA+"}}, True),
        ({"materials": ["PLA"]}, {"details": {"filament_type": "PLA-CF"}}, False),
        ({}, {"key_id": None, "details": {}}, True),
    ],
    ids=str,
)
def test_other_jobs(
    conditions: dict[str, Any], changes: dict[str, Any], expected: bool
) -> None:
    """What a job does not say meets no condition."""
    assert matches(rule(**conditions), replace(JOB, **changes)) is expected


def test_first_match() -> None:
    """The lowest order counts, then the name; rules about other jobs do not."""
    rules = [
        rule(id="1", name="beta", order=5),
        rule(id="2", name="Alpha", order=5),
        rule(id="3", name="AA"),
        rule(id="4", name="none", order=0, materials=["ABS"]),
    ]
    found = first_match(rules, JOB)
    assert found is not None
    assert found.id == "2"
    assert first_match(rules[3:], JOB) is None


def test_from_data() -> None:
    """A rule is what its form says, and asks about nothing by default."""
    found = Rule.from_data(
        "id",
        "Name",
        {
            "mode": "upload",
            "spread": "round_robin",
            "printers": ["one"],
            "tags": ["Workshop"],
            "order": 3.0,
            "only_when_asked": True,
        },
    )
    assert found == Rule(
        id="id",
        name="Name",
        mode=Mode.UPLOAD,
        spread=Spread.ROUND_ROBIN,
        printers=frozenset({"one"}),
        tags=frozenset({"Workshop"}),
        order=3,
        only_when_asked=True,
    )
