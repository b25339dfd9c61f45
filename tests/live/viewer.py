"""A page that looks: it subscribes and merges what it is told."""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.printmux.phrases import restore
from homeassistant.core import HomeAssistant

# Only ever waited for in full by a test that fails.
PATIENCE_S = 30


def english(words: Any) -> str:
    """Return words that were told as data."""
    return str(restore(None, words))


class Viewer:
    """One subscription, on a connection of its own."""

    def __init__(self, client: MockHAClientWebSocket) -> None:
        """Know of nothing yet."""
        self.client = client
        self.can: dict[str, bool] = {}
        self.records: dict[str, dict[str, Any]] = {}
        # What was told since `forget`.
        self.deltas: list[dict[str, Any]] = []
        self.gone = False
        self._subscription = 0

    @classmethod
    async def open(
        cls,
        hass: HomeAssistant,
        connect: WebSocketGenerator,
        token: str | None = None,
        **view: str,
    ) -> Self:
        """Subscribe, and take the snapshot."""
        viewer = cls(await (connect(hass, token) if token else connect(hass)))
        assert (await viewer.ask("subscribe", **view))["success"]
        await viewer.until(lambda: bool(viewer.can))
        return viewer

    async def ask(self, command: str, **data: Any) -> dict[str, Any]:
        """Send a command of ours, and return its answer."""
        await self.client.send_json_auto_id({"type": f"printmux/{command}", **data})
        async with asyncio.timeout(PATIENCE_S):
            answer: dict[str, Any] = await self.client.receive_json()
            while answer["type"] != "result":
                self._take(answer["event"])
                answer = await self.client.receive_json()
        return answer

    async def until(self, seen: Callable[[], bool]) -> None:
        """Take what is told until something is seen."""
        async with asyncio.timeout(PATIENCE_S):
            while not seen():
                message = await self.client.receive_json()
                assert message["type"] == "event", message
                self._take(message["event"])

    def forget(self) -> None:
        """Forget which changes were told."""
        self.deltas.clear()

    def told(self, record_id: str) -> list[set[str]]:
        """Return the fields of a record that were told, change by change."""
        return [
            set(delta["changed"][record_id])
            for delta in self.deltas
            if record_id in delta["changed"]
        ]

    def _take(self, event: dict[str, Any]) -> None:
        """Merge an event into what is known, as a page does."""
        match event["type"]:
            case "snapshot":
                self.can = event["can"]
                found = (event.get(kind, {}) for kind in ("jobs", "printers"))
                self.records = {"hub": event["hub"]}
                for records in found:
                    self.records |= records
            case "delta":
                self.deltas.append(event)
                for key, changed in event["changed"].items():
                    self.records[key] = {**self.records.get(key, {}), **changed}
                for key in event["removed"]:
                    del self.records[key]
            case _:
                assert event == {"type": "gone"}
                self.gone = True
