"""Checks of services.yaml, icons.json and brand/."""

import ast
import importlib.util
import json
from pathlib import Path
import struct
from typing import Any

import voluptuous as vol
import yaml

from homeassistant.helpers import service as ha_service

from .common import Integration, list_leaves, load_json

BRAND_SIZES = {
    "icon.png": (256, 256),
    "icon@2x.png": (512, 512),
    "logo.png": (128, 256),
    "logo@2x.png": (256, 512),
}


def check_services(integration: Integration) -> None:
    """Check services.yaml, and the texts and icons that go with it."""
    file, found = integration.path / "services.yaml", integration.found
    code = (ast.unparse(module) for module in integration.modules.values())
    if not file.exists():
        if any("services.async_register" in text for text in code):
            found.error("services.yaml", "is missing")
        return
    services: dict[str, Any] = yaml.safe_load(file.read_text("utf-8")) or {}
    try:
        ha_service._SERVICES_SCHEMA(services)  # noqa: SLF001 - HA's own schema
    except vol.Invalid as err:
        found.error("services.yaml", str(err))
    texts = integration.strings.get("services", {})
    icons = load_json(integration.path / "icons.json", found).get("services", {})
    for name, service in services.items():
        text = texts.get(name, {})
        if not {"name", "description"} <= text.keys():
            found.error("en.json", f"service {name} has no name or no description")
        if "service" not in icons.get(name, {}):
            found.error("icons.json", f"service {name} has no icon")
        _check_service_fields(integration, name, service or {}, text)
    for name in sorted(texts.keys() - services.keys()):
        found.error("en.json", f"service {name} does not exist")


def _check_service_fields(
    integration: Integration, name: str, service: dict[str, Any], text: dict[str, Any]
) -> None:
    """Check that the fields and sections of an action have texts."""
    error = integration.found.error
    for field, config in (service.get("fields") or {}).items():
        inner = (config or {}).get("fields")
        if inner is not None and field not in text.get("sections", {}):
            error("en.json", f"service {name} section {field} has no name")
        for part in inner if inner is not None else (field,):
            words = text.get("fields", {}).get(part, {})
            if not {"name", "description"} <= words.keys():
                error("en.json", f"service {name} field {part} has no text")


def list_known_icons() -> set[str]:
    """Return the names that the frontend has an icon for."""
    spec = importlib.util.find_spec("hass_frontend")
    if spec is None or not spec.submodule_search_locations:
        return set()
    folder = Path(spec.submodule_search_locations[0])
    icons = json.loads((folder / "static/mdi/iconList.json").read_text("utf-8"))
    return {icon["name"] for icon in icons}


def check_icons(integration: Integration) -> None:
    """Check icons.json."""
    file, error = integration.path / "icons.json", integration.found.error
    if not file.exists():
        return
    icons = load_json(file, integration.found)
    known = list_known_icons()
    for path, icon in list_leaves(icons):
        if not isinstance(icon, str) or not icon.startswith("mdi:"):
            error("icons.json", f"{'.'.join(path)} is no mdi icon")
        elif known and icon.removeprefix("mdi:") not in known:
            error("icons.json", f"there is no icon {icon}")
    texts = integration.strings.get("entity", {})
    for platform, entities in icons.get("entity", {}).items():
        for key, entity in entities.items():
            if "default" not in entity and "range" not in entity:
                error("icons.json", f"{platform}.{key} has no default")
            if key not in texts.get(platform, {}):
                error("icons.json", f"{platform}.{key} is not in en.json")


def check_brand(integration: Integration) -> None:
    """Check brand/ (Home Assistant 2026.3 and later, and HACS)."""
    directory, error = integration.path / "brand", integration.found.error
    if not (directory / "icon.png").exists():
        error("brand", "icon.png is missing")
    for file in directory.glob("*"):
        size = BRAND_SIZES.get(file.name.removeprefix("dark_"))
        if size is None:
            error("brand", f"{file.name} is served to nobody")
            continue
        head = file.read_bytes()[:24]
        if head[:8] != b"\x89PNG\r\n\x1a\n":
            error("brand", f"{file.name} is no PNG")
            continue
        width, height = struct.unpack(">II", head[16:24])
        if not size[0] <= min(width, height) <= size[1]:
            error("brand", f"{file.name} is {width}x{height}")
