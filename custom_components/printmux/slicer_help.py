"""What the user has to type into each slicer, ready to copy."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.network import NoURLAvailableError, get_url

FALLBACK_URL = "http://homeassistant.local:8123"


def slicer_placeholders(hass: HomeAssistant, api_key: str) -> dict[str, str]:
    """Return the placeholders of the texts that show a new key, the only time."""
    url = _slicer_url(hass)
    return {
        "api_key": api_key,
        "url": url,
        # Cura's Moonraker plugin asks nothing of an address without a slash at its end.
        "cura_url": f"{url}/",
    }


def _slicer_url(hass: HomeAssistant) -> str:
    """Return the address the user's browser uses now, else the one HA knows."""
    for current in (True, False):
        try:
            return get_url(
                hass,
                require_current_request=current,
                prefer_external=False,
                allow_cloud=False,
            )
        except NoURLAvailableError:
            continue
    return FALLBACK_URL
