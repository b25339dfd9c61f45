"""Texts of notifications are in the language of the server."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.texts import async_text
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .texts import TEXTS

KEY = "component.printmux.common.print_request"


@pytest.mark.parametrize("key", TEXTS["common"])
async def test_english(hass: HomeAssistant, hub: MockConfigEntry, key: str) -> None:
    """Each text is there, and takes its placeholders."""
    names = {"app": "App", "address": "Here", "job": "Job {x}", "page": "/there"}
    text = async_text(hass, key, **names)
    assert text == TEXTS["common"][key].format(**names)
    assert "](/there)" in text


async def test_another_language(
    hass: HomeAssistant, hub: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A translation is used, English where there is none."""
    hass.config.language = "fi"
    loaded = await async_get_translations(hass, "fi", "common", ["printmux"])
    assert loaded[KEY] == TEXTS["common"]["print_request"]
    assert async_text(hass, "print_request", job="x", page="y").startswith("`x`")
    monkeypatch.setattr(
        "custom_components.printmux.texts.async_get_cached_translations",
        lambda _hass, language, *_: {KEY: f"{language} {{job}}"},
    )
    assert async_text(hass, "print_request", job="x", page="y") == "fi x"
