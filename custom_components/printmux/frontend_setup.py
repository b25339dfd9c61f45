"""The built card and panel: served to browsers, and shown while the hub is set up.

Without Home Assistant's frontend there is nobody to show them to, and all else works.
"""

import hashlib
from pathlib import Path

from homeassistant.components import frontend, panel_custom
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN, LOGGER
from .hub import PrintMuxConfigEntry

BUNDLE = Path(__file__).parent / "frontend"
BUNDLE_URL: HassKey[str] = HassKey(f"{DOMAIN}_bundle_url")
PANEL_PATH = DOMAIN


async def async_serve_bundle(hass: HomeAssistant) -> None:
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


async def async_show_frontend(hass: HomeAssistant, entry: PrintMuxConfigEntry) -> None:
    """Offer the card and the panel until the entry is unloaded."""
    if (url := hass.data.get(BUNDLE_URL)) is None:
        return
    card = f"{url}/card.js"
    frontend.add_extra_js_url(hass, card)
    entry.async_on_unload(lambda: frontend.remove_extra_js_url(hass, card))
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
    )
    entry.async_on_unload(lambda: _remove_panel(hass))


@callback
def _remove_panel(hass: HomeAssistant) -> None:
    """Take the panel away; somebody may have been faster."""
    frontend.async_remove_panel(hass, PANEL_PATH, warn_if_unknown=False)


def digest_folder(folder: Path) -> str:
    """Return a short digest of all files below a folder, their names included."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:12]
