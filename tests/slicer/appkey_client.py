"""What a client of the application keys sends, and what its user is asked."""

import json
from typing import Any

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.slicer.appkeys import DESK, AppKeyDesk, AppKeyRequest
from homeassistant.components.persistent_notification import DOMAIN as NOTIFICATIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import Hub
from .wire import Answer, Wire

PROBE = "/plugin/appkeys/probe"
REQUEST = "/plugin/appkeys/request"


async def send(wire: Wire, body: bytes, **headers: str) -> Answer:
    """Send a request for a key, as Cura does but for the body."""
    given: dict[str, str | None] = {
        "X_Api_Key": None,
        "Content_Type": "application/json",
        **headers,
    }
    return await wire.ask("POST", REQUEST, body, **given)


async def ask(wire: Wire, app: Any = "Cura", **headers: str) -> Answer:
    """Ask for a key."""
    return await send(wire, json.dumps({"app": app}).encode(), **headers)


async def poll(wire: Wire, token: str) -> Answer:
    """Ask for the answer, with the empty type that Cura sends."""
    path = f"{REQUEST}/{token}"
    return await wire.ask("GET", path, X_Api_Key=None, Content_Type="")


async def opened(wire: Wire, app: str = "Cura", **headers: str) -> str:
    """Ask for a key; return the token to poll with."""
    answer = await ask(wire, app, **headers)
    assert answer.status == 201
    token: str = answer.json["app_token"]
    return token


def titles(hub: Hub) -> list[str]:
    """Return the titles of the keys that were added."""
    return [key.title for key in hub.entry.subentries.values()][len(hub.keys) :]


def issues(hass: HomeAssistant) -> list[ir.IssueEntry]:
    """Return the issues of PrintMux."""
    everything = ir.async_get(hass).issues.values()
    return [issue for issue in everything if issue.domain == DOMAIN]


def notices(hass: HomeAssistant) -> list[dict[str, Any]]:
    """Return the persistent notifications."""
    return list(hass.data.get(NOTIFICATIONS, {}).values())


def waiting(hass: HomeAssistant) -> tuple[AppKeyDesk, AppKeyRequest]:
    """Return the only request, found as the fix flow finds it."""
    (issue,) = issues(hass)
    assert issue.data is not None
    request = hass.data[DESK].async_find(str(issue.data["request_id"]))
    assert request is not None
    return hass.data[DESK], request
