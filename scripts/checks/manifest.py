"""Checks of manifest.json and of what the code imports."""

import ast
from typing import Any

from awesomeversion import (
    AwesomeVersion,
    AwesomeVersionException,
    AwesomeVersionStrategy,
)

from .common import CORE, PLATFORMS, QUALITY, Integration, list_leaves

KEYS: dict[str, type] = {
    "after_dependencies": list,
    "bluetooth": list,
    "codeowners": list,
    "config_flow": bool,
    "dependencies": list,
    "dhcp": list,
    "disabled": str,
    "documentation": str,
    "domain": str,
    "homekit": dict,
    "import_executor": bool,
    "integration_type": str,
    "iot_class": str,
    "issue_tracker": str,
    "loggers": list,
    "mqtt": list,
    "name": str,
    "preview_features": dict,
    "quality_scale": str,
    "requirements": list,
    "single_config_entry": bool,
    "ssdp": list,
    "usb": list,
    "version": str,
    "zeroconf": list,
}
REQUIRED = (  # hassfest's and HACS's together
    "domain",
    "name",
    "codeowners",
    "documentation",
    "iot_class",
    "issue_tracker",
    "version",
)
CHOICES = {
    "iot_class": {
        "assumed_state",
        "calculated",
        "cloud_polling",
        "cloud_push",
        "local_polling",
        "local_push",
    },
    "integration_type": {
        "device",
        "entity",
        "hardware",
        "helper",
        "hub",
        "service",
        "system",
    },
    "quality_scale": {*QUALITY, "custom"},
}
VERSIONS = [
    AwesomeVersionStrategy.CALVER,
    AwesomeVersionStrategy.SEMVER,
    AwesomeVersionStrategy.SIMPLEVER,
    AwesomeVersionStrategy.BUILDVER,
    AwesomeVersionStrategy.PEP440,
]
# Always there or harmless to import; all others have to be named.
FREE_COMPONENTS = PLATFORMS | {
    "automation",
    "default_config",
    "device_automation",
    "diagnostics",
    "frontend",
    "group",
    "homeassistant",
    "media_source",
    "mjpeg",
    "onboarding",
    "panel_custom",
    "persistent_notification",
    "person",
    "repairs",
    "script",
    "stream",
    "sun",
    "system_health",
    "system_log",
    "webhook",
    "websocket_api",
    "zone",
}


def check_manifest(integration: Integration) -> None:
    """Check manifest.json."""
    manifest, error = integration.manifest, integration.found.error
    for key in REQUIRED:
        if key not in manifest:
            error("manifest", f"{key} is missing")
    for key, value in manifest.items():
        if (kind := KEYS.get(key)) is None:
            error("manifest", f"unknown key {key}")
        elif not isinstance(value, kind):
            error("manifest", f"{key} is not a {kind.__name__}")
        elif key in CHOICES and value not in CHOICES[key]:
            error("manifest", f"{key} can't be {value!r}")
    order = {"domain": ".0", "name": ".1"}
    if list(manifest) != sorted(manifest, key=lambda key: order.get(key, key)):
        error("manifest", "keys are not sorted: domain, name, then the alphabet")
    domain = str(manifest.get("domain"))
    if domain != integration.path.name:
        error("manifest", "domain and directory differ")
    if (CORE / "components" / domain).exists():
        error("manifest", "domain is that of a built-in integration")
    flow = (integration.path / "config_flow.py").exists()
    if manifest.get("config_flow", False) is not flow:
        error("manifest", "config_flow does not agree with config_flow.py")
    _check_addresses(manifest, integration)
    _check_version(str(manifest.get("version")), integration)
    _check_requirements(manifest, integration)


def _check_addresses(manifest: dict[str, Any], integration: Integration) -> None:
    """Check the links and the code owners."""
    error = integration.found.error
    for key in ("documentation", "issue_tracker"):
        if not str(manifest.get(key, "")).startswith("https://"):
            error("manifest", f"{key} is no https address")
    if "home-assistant.io/integrations" in str(manifest.get("documentation")):
        error("manifest", "documentation is that of a built-in integration")
    if not all(str(owner).startswith("@") for owner in manifest.get("codeowners", [])):
        error("manifest", "a code owner does not start with @")


def _check_version(version: str, integration: Integration) -> None:
    """Check that Home Assistant can compare the version."""
    try:
        AwesomeVersion(version, ensure_strategy=VERSIONS)
    except AwesomeVersionException as err:
        integration.found.error("manifest", str(err))


def _check_requirements(manifest: dict[str, Any], integration: Integration) -> None:
    """Check the requirements and the zeroconf matchers."""
    found = integration.found
    for requirement in manifest.get("requirements", []):
        if "://" in requirement or " @ " in requirement:
            found.error("manifest", f"requirement {requirement} has an address")
        elif "==" not in requirement:
            found.warn("manifest", f"requirement {requirement} is not pinned")
    for entry in manifest.get("zeroconf", []):
        if any(
            str(value) != str(value).lower()
            for key, value in list_leaves(entry)
            if key and key[0] in ("name", "properties")
        ):
            found.error("manifest", "zeroconf matchers are lower case")


def check_dependencies(integration: Integration) -> None:
    """Check that every built-in integration that is used is named."""
    manifest = integration.manifest
    named = {*manifest.get("dependencies", ()), *manifest.get("after_dependencies", ())}
    for name in sorted(named):
        if not (CORE / "components" / name).exists():
            integration.found.error("dependencies", f"there is no integration {name}")
    for file, module in integration.modules.items():
        used = {
            name.split(".")[2]
            for node in ast.walk(module)
            for name in _list_imports(node)
            if name.startswith("homeassistant.components.")
        }
        for name in sorted(used - named - FREE_COMPONENTS):
            text = f"{file.name} uses {name}, which the manifest does not name"
            integration.found.error("dependencies", text)


def _list_imports(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        if node.module == "homeassistant.components":
            return [f"{node.module}.{alias.name}" for alias in node.names]
        return [node.module]
    return []
