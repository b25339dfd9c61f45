"""Pages that look."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant

from .viewer import Viewer

type Look = Callable[..., Coroutine[Any, Any, Viewer]]


@pytest.fixture
def look(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Look:
    """Return what opens a view, as an administrator unless a token is given."""
    return partial(Viewer.open, hass, hass_ws_client)
