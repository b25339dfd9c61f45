"""Test the making sure of who answers while a printer is followed."""

import asyncio
from typing import override
from unittest.mock import MagicMock

import pytest

from custom_components.printmux.printers import recognition
from custom_components.printmux.printers.recognition import Recognition
from tests.conftest import FakeDriver


async def test_ended_while_another_host_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever ends it at that moment hears no more of the other host."""
    monkeypatch.setattr(recognition, "ASK_S", 0.0)

    class Swapped(FakeDriver):
        """Another host answers, and its printer is given up for that."""

        @override
        async def identity(self) -> str | None:
            """End the following once it has begun."""
            if self.host.looks == 0:
                return "host"
            following.cancel()
            return "other"

    driver = Swapped(MagicMock(), "http://printer1.local")
    known = Recognition(driver, "host", None)
    following = asyncio.create_task(known.follow(lambda status: None))
    await asyncio.wait([following])
    assert following.cancelled()
