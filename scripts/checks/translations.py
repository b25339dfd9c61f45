"""Checks of translations/*.json, and that all that the code names has a text."""

import ast
from pathlib import Path
import re
from typing import Any

from .common import PLATFORMS, Findings, Integration, list_leaves, load_json

ROOTS = {
    "common",
    "conditions",
    "config",
    "config_panel",
    "config_subentries",
    "conversation",
    "device",
    "device_automation",
    "entity",
    "entity_component",
    "exceptions",
    "issues",
    "options",
    "selector",
    "services",
    "system_health",
    "title",
    "triggers",
}
KEY = re.compile(r"^(?!.+[_-]{2})(?![_-])[a-z0-9-_]+(?<![_-])$")
PLACEHOLDER = re.compile(r"{(\w+)}")
BAD_TEXT = {
    r"\[%key:": "refers to another key: only core's build resolves that",
    r"</?\w+[^>]*>": "has HTML",
    r"'{\w+}'": "has a placeholder in single quotes",
    r"^\s|\s$": "starts or ends with a space",
}


def check_translations(integration: Integration) -> None:
    """Check the texts of every language against the English ones."""
    found = integration.found
    if (integration.path / "strings.json").exists():
        found.warn("strings.json", "is read by nobody in a custom integration")
    english = dict(list_leaves(integration.strings))
    for file in sorted((integration.path / "translations").glob("*.json")):
        tree = load_json(file, found)
        for root in sorted(set(tree) - ROOTS):
            found.error(file.name, f"unknown category {root}")
        texts = dict(list_leaves(tree))
        for path, value in texts.items():
            for fault in _find_faults(path, value, english):
                found.error(f"{file.name} {'.'.join(path)}", fault)
        if missing := english.keys() - texts.keys():
            found.error(file.name, f"{len(missing)} texts are not translated")
    _check_fields(integration)


def _find_faults(
    path: tuple[str, ...], value: Any, english: dict[tuple[str, ...], Any]
) -> list[str]:
    """Return what is wrong with one text."""
    if not isinstance(value, str):
        return ["is no text"]
    faults = [text for sign, text in BAD_TEXT.items() if re.search(sign, value)]
    if path not in english:
        faults.append("is not in en.json")
    elif {*PLACEHOLDER.findall(value)} != {*PLACEHOLDER.findall(english[path])}:
        faults.append("has other placeholders than en.json")
    if path[0] == "entity" and not all(KEY.match(part) for part in path[1:]):
        faults.append("has a key that is not [a-z0-9_-]")
    return faults


def _check_fields(integration: Integration) -> None:
    """Check that the fields of the flows are described."""
    strings, found = integration.strings, integration.found
    subflows = strings.get("config_subentries", {})
    flows = {"config": strings.get("config", {}), "options": strings.get("options", {})}
    for kind, flow in {**flows, **subflows}.items():
        for step, texts in flow.get("step", {}).items():
            for part in (texts, *texts.get("sections", {}).values()):
                _check_descriptions(found, f"{kind} step {step}", part)


def _check_descriptions(found: Findings, where: str, texts: dict[str, Any]) -> None:
    """Check that the fields of a form, or of a section, are described."""
    data, described = texts.get("data", {}), texts.get("data_description", {})
    for key in sorted(data.keys() - described.keys()):
        found.error("en.json", f"{where}: {key} has no description")
    for key in sorted(described.keys() - data.keys()):
        found.error("en.json", f"{where}: {key} is described but not a field")


def check_keys_in_code(integration: Integration) -> None:
    """Check that what the code names is translated."""
    for file, module in integration.modules.items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                _check_call(integration, file, node)


def _check_call(integration: Integration, file: Path, node: ast.Call) -> None:
    """Check a call that names a translation."""
    given = {word.arg: word.value for word in node.keywords if word.arg}
    key_node = given.get("translation_key")
    if not isinstance(key_node, ast.Constant):
        return
    key = str(key_node.value)
    strings, found = integration.strings, integration.found
    where = f"{file.name}:{node.lineno}"
    callee = ast.unparse(node.func).rsplit(".", 1)[-1]
    if callee == "async_create_issue":
        if key not in strings.get("issues", {}):
            found.error(where, f"issue {key} has no translation")
    elif "translation_domain" in given:
        text = strings.get("exceptions", {}).get(key, {}).get("message")
        if text is None:
            found.error(where, f"exception {key} has no translation")
        elif _lacks_placeholders(text, given.get("translation_placeholders")):
            found.error(where, f"exception {key} lacks placeholders")
    elif callee.endswith("Description") and file.stem in PLATFORMS:
        entity = strings.get("entity", {}).get(file.stem, {})
        if key not in entity and "device_class" not in given:
            found.error(where, f"entity {file.stem}.{key} has no name")


def _lacks_placeholders(text: str, given: ast.expr | None) -> bool:
    """Tell whether a text has placeholders that the call does not fill."""
    if given is not None and not isinstance(given, ast.Dict):
        return False
    keys = given.keys if given else []
    names = {key.value for key in keys if isinstance(key, ast.Constant)}
    return len(names) == len(keys) and bool({*PLACEHOLDER.findall(text)} - names)
