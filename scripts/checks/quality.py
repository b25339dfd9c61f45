"""Checks of quality_scale.yaml, and of what of it can be seen in the code."""

import ast
from collections.abc import Iterator
import re

import yaml

from .common import PLATFORMS, QUALITY, Integration

RULES = {
    "bronze": """action-setup appropriate-polling brands common-modules config-flow
        config-flow-test-coverage dependency-transparency docs-actions docs-conditions
        docs-high-level-description docs-installation-instructions
        docs-removal-instructions docs-triggers entity-event-setup entity-unique-id
        has-entity-name runtime-data test-before-configure test-before-setup
        unique-config-entry""",
    "silver": """action-exceptions config-entry-unloading
        docs-configuration-parameters docs-installation-parameters entity-unavailable
        integration-owner log-when-unavailable parallel-updates
        reauthentication-flow test-coverage""",
    "gold": """devices diagnostics discovery discovery-update-info docs-data-update
        docs-examples docs-known-limitations docs-supported-devices
        docs-supported-functions docs-troubleshooting docs-use-cases dynamic-devices
        entity-category entity-device-class entity-disabled-by-default
        entity-translations exception-translations icon-translations
        reconfiguration-flow repair-issues stale-devices""",
    "platinum": "async-dependency inject-websession strict-typing",
}
FIRST_REFRESH = re.compile(r"first_refresh|ConfigEntry(NotReady|AuthFailed|Error)")
UNIQUE = ("_abort_if_unique_id_configured", "_async_abort_entries_match")


def check_quality_scale(integration: Integration) -> None:
    """Check quality_scale.yaml."""
    file, error = integration.path / "quality_scale.yaml", integration.found.error
    if not file.exists():
        return
    rules = (yaml.safe_load(file.read_text("utf-8")) or {}).get("rules", {})
    every = [rule for tier in QUALITY for rule in RULES[tier].split()]
    for rule in sorted(rules.keys() - set(every)):
        error("quality_scale", f"there is no rule {rule}")
    status: dict[str, str] = {}
    for rule in every:
        value = rules.get(rule, "todo")
        comment = isinstance(value, dict) and value.get("comment")
        status[rule] = value["status"] if isinstance(value, dict) else value
        if rule not in rules:
            error("quality_scale", f"{rule} is missing")
        if status[rule] not in ("done", "exempt", "todo"):
            error("quality_scale", f"{rule} is {status[rule]!r}")
        if status[rule] == "exempt" and not comment:
            error("quality_scale", f"{rule} is exempt without a comment")
    declared = integration.manifest.get("quality_scale")
    if declared in QUALITY:
        for tier in QUALITY[: QUALITY.index(declared) + 1]:
            for rule in RULES[tier].split():
                if status[rule] == "todo":
                    error("quality_scale", f"{declared} needs {rule}")
    faults = (*_find_flow_faults(integration), *_find_code_faults(integration))
    for rule, fault in faults:
        if status[rule] == "done":
            error("quality_scale", f"{rule}: {fault}")


def _find_flow_faults(integration: Integration) -> Iterator[tuple[str, str]]:
    """Yield the rules about flows that the code breaks."""
    flow = integration.source("config_flow")
    every = "\n".join(
        ast.unparse(module)
        for file, module in integration.modules.items()
        if "flow" in file.stem
    )
    if not flow:
        yield "config-flow", "there is no config_flow.py"
    # A printer's wrong key may also be mended by a repair.
    if "def async_step_reauth" not in every and not integration.module("repairs"):
        yield "reauthentication-flow", "there is neither a flow nor a repair"
    if "def async_step_reconfigure" not in every:
        yield "reconfiguration-flow", "there is no async_step_reconfigure"
    single = integration.manifest.get("single_config_entry")
    if not single and not any(text in every for text in (*UNIQUE, "single_instance")):
        yield "unique-config-entry", "the flow refuses no second entry"


def _find_code_faults(integration: Integration) -> Iterator[tuple[str, str]]:
    """Yield the rules about modules that the code breaks."""
    setup = _unparse_function(integration, "async_setup_entry")
    # The set-up may be spread over modules that __init__.py calls.
    every = "\n".join(ast.unparse(module) for module in integration.modules.values())
    if ".runtime_data = " not in every:
        yield "runtime-data", "the set-up does not set it"
    if not FIRST_REFRESH.search(every):
        yield "test-before-setup", "the set-up neither raises nor refreshes"
    if not _unparse_function(integration, "async_unload_entry"):
        yield "config-entry-unloading", "there is no async_unload_entry"
    if "services.async_register" in setup:
        yield "action-setup", "async_setup_entry registers an action"
    if not integration.module("diagnostics"):
        yield "diagnostics", "there is no diagnostics.py"
    for name in sorted(PLATFORMS):
        text = integration.source(name)
        if text and not re.search(r"^PARALLEL_UPDATES\b", text, re.MULTILINE):
            yield "parallel-updates", f"{name}.py does not set PARALLEL_UPDATES"
    for name in ("__init__", "diagnostics", *sorted(PLATFORMS)):
        for entry in re.findall(
            r"^async def \w+_(?:entry|diagnostics)\(\w+[^,]*, \w+(?:: ([\w.]+))?",
            integration.source(name),
            re.MULTILINE,
        ):
            if not re.fullmatch(r"[A-Z]\w*ConfigEntry", entry):
                yield "strict-typing", f"{name}.py takes an untyped entry"


def _unparse_function(integration: Integration, name: str) -> str:
    """Return the code of an async function of __init__.py."""
    module = integration.module("__init__")
    for node in module.body if module else ():
        if isinstance(node, ast.AsyncFunctionDef) and node.name == name:
            return ast.unparse(node)
    return ""
