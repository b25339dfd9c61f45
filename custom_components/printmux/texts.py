"""Texts that Home Assistant's pages show as they are, in the server's language."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.translation import async_get_cached_translations

from .const import DOMAIN


@callback
def async_text(hass: HomeAssistant, key: str, **placeholders: str) -> str:
    """Return a text of the category `common`.

    Home Assistant loads the language before the set-up and when it is changed,
    with English where a text is not translated.
    """
    texts = async_get_cached_translations(hass, hass.config.language, "common", DOMAIN)
    text = texts.get(f"component.{DOMAIN}.common.{key}", key)
    return text.format(**placeholders)
