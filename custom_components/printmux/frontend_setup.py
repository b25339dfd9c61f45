"""The built card and panel: served to browsers, and shown from the hub's set-up on.

They stay while the hub is reloaded: whoever looks at the panel would be sent away from
it. Without Home Assistant's frontend there is nobody to show them to.
"""

from collections.abc import Callable
from functools import partial
import hashlib
from pathlib import Path

from homeassistant.components import frontend, panel_custom
from homeassistant.components.http import StaticPathConfig
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN, LOGGER

BUNDLE = Path(__file__).parent / "frontend"
BUNDLE_URL: HassKey[str] = HassKey(f"{DOMAIN}_bundle_url")
PANEL_PATH = DOMAIN
# What takes away what is shown.
SHOWN: HassKey[list[Callable[[], None]]] = HassKey(f"{DOMAIN}_frontend_shown")


async def async_setup_frontend(hass: HomeAssistant) -> None:
    """Serve the files, once in the life of Home Assistant: that can't be undone.

    Browsers keep them for long: what is new after an update has another URL.
    """
    if frontend.DOMAIN not in hass.config.components:
        return
    digest = await hass.async_add_executor_job(digest_folder, BUNDLE)
    url = f"/{DOMAIN}_frontend/{digest}"
    await hass.http.async_register_static_paths(
        [StaticPathConfig(url, str(BUNDLE), cache_headers=True)]
    )
    hass.data[BUNDLE_URL] = url
    async_dispatcher_connect(
        hass, SIGNAL_CONFIG_ENTRY_CHANGED, partial(_async_take_change, hass)
    )


async def async_show_frontend(hass: HomeAssistant) -> None:
    """Offer the card and the panel until the hub is removed or disabled."""
    if (url := hass.data.get(BUNDLE_URL)) is None or SHOWN in hass.data:
        return
    hass.data[SHOWN] = shown = []
    card = f"{url}/card.js"
    frontend.add_extra_js_url(hass, card)
    shown.append(partial(frontend.remove_extra_js_url, hass, card))
    if frontend.async_panel_exists(hass, PANEL_PATH):
        LOGGER.warning("There is another panel at /%s: it stays", PANEL_PATH)
        return
    await panel_custom.async_register_panel(
        hass,
        frontend_url_path=PANEL_PATH,
        webcomponent_name=f"{DOMAIN}-panel",
        sidebar_title="PrintMux",
        sidebar_icon="mdi:printer-3d",
        module_url=f"{url}/panel.js",
        config_panel_domain=DOMAIN,
        handle_safe_area=True,
    )
    shown.append(
        partial(frontend.async_remove_panel, hass, PANEL_PATH, warn_if_unknown=False)
    )


@callback
def _async_take_change(
    hass: HomeAssistant, change: ConfigEntryChange, entry: ConfigEntry
) -> None:
    """Take the card and the panel away with the hub."""
    gone = change is ConfigEntryChange.REMOVED or entry.disabled_by
    if gone and entry.domain == DOMAIN:
        for take_away in hass.data.pop(SHOWN, ()):
            take_away()


def digest_folder(folder: Path) -> str:
    """Return a short digest of all files below a folder, their names included."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:12]
