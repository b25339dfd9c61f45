"""Ids."""

from unittest.mock import patch

from custom_components.printmux.jobs.ids import IdMaker
from homeassistant.util.ulid import ulid_to_bytes


def test_ids_sort_in_order() -> None:
    """Also those of one millisecond, and when the clock goes back."""
    make = IdMaker()
    ids = [make() for _ in range(1000)]
    with patch("time.time_ns", return_value=0):
        ids += [make() for _ in range(10)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert len(ulid_to_bytes(ids[0])) == 16
