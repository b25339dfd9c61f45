"""Finds whatever PrintMux shows that has no text, or one with other placeholders."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import wraps
import json
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from custom_components.printmux.const import DOMAIN
from homeassistant.components.repairs import RepairsFlow
from homeassistant.config_entries import (
    ConfigFlow,
    ConfigSubentryFlow,
    ConfigSubentryFlowManager,
    OptionsFlow,
)
from homeassistant.data_entry_flow import (
    FlowHandler,
    FlowManager,
    FlowResultType,
    section,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.entity import Entity

TEXTS = json.loads(
    Path("custom_components/printmux/translations/en.json").read_text(encoding="utf-8")
)


class Texts:
    """Looks texts up and notes which are missing."""

    def __init__(self) -> None:
        """Begin with none missing."""
        self.missing: list[str] = []

    def check(
        self, path: str, placeholders: Mapping[str, object] | None = None
    ) -> None:
        """Note a text that is not there, or wants a placeholder that is not."""
        text: Any = TEXTS
        for part in path.split("."):
            text = text.get(part) if isinstance(text, dict) else None
        if not isinstance(text, str):
            self.missing.append(path)
            return
        for _, name, _, _ in Formatter().parse(text):
            if name is not None and name not in (placeholders or {}):
                self.missing.append(f"{path}: {{{name}}}")

    def check_flow(self, root: str, result: Mapping[str, Any]) -> None:
        """Check all that a step of a flow shows."""
        placeholders = result.get("description_placeholders")
        match result["type"]:
            case FlowResultType.ABORT if not result.get("translation_domain"):
                self.check(f"{root}.abort.{result['reason']}", placeholders)
            case FlowResultType.CREATE_ENTRY:
                if description := result.get("description"):
                    self.check(f"{root}.create_entry.{description}", placeholders)
            case FlowResultType.MENU:
                step = f"{root}.step.{result['step_id']}"
                # The frontend fills in the description alone.
                self.check(f"{step}.title")
                self.check(f"{step}.description", placeholders)
                for option in result["menu_options"]:
                    self.check(f"{step}.menu_options.{option}")
            case FlowResultType.SHOW_PROGRESS:
                self.check(f"{root}.step.{result['step_id']}.title", placeholders)
                self.check(f"{root}.progress.{result['progress_action']}", placeholders)
            case FlowResultType.FORM:
                self._check_form(f"{root}.step.{result['step_id']}", result)
                for error in (result.get("errors") or {}).values():
                    self.check(f"{root}.error.{error}", placeholders)

    def _check_form(self, step: str, result: Mapping[str, Any]) -> None:
        """Check the title and the fields of a form."""
        placeholders = result.get("description_placeholders")
        self.check(f"{step}.title", placeholders)
        if result.get("context", {}).get("confirm_only"):
            self.check(f"{step}.description", placeholders)
        schema = result.get("data_schema")
        self._check_fields(step, schema.schema if schema else {})

    def _check_fields(self, where: str, fields: Mapping[Any, Any]) -> None:
        """Check the fields of a form, and those in its sections."""
        for field, kind in fields.items():
            if isinstance(kind, section):
                part = f"{where}.sections.{field}"
                self.check(f"{part}.name")
                self._check_fields(part, kind.schema.schema)
                continue
            self.check(f"{where}.data.{field}")
            self.check(f"{where}.data_description.{field}")


def _flow_root(
    manager: FlowManager[Any, Any, Any], flow: FlowHandler[Any, Any, Any]
) -> str | None:
    """Return where the texts of a flow stand, None when it is not ours."""
    if not type(flow).__module__.startswith(f"custom_components.{DOMAIN}"):
        return None
    match flow:
        case ConfigFlow():
            return "config"
        case OptionsFlow():
            return "options"
        case ConfigSubentryFlow():
            assert isinstance(manager, ConfigSubentryFlowManager)
            return f"config_subentries.{flow.handler[1]}"
        case RepairsFlow():
            issue = ir.async_get(flow.hass).async_get_issue(DOMAIN, flow.issue_id)
            return f"issues.{issue.translation_key}.fix_flow" if issue else None
    return None


def watch_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Look at flows, errors, issues and entities from now on; returns what misses."""
    texts = Texts()
    _watch_flows(monkeypatch, texts)
    _watch(monkeypatch, HomeAssistantError, "__init__", _error_checker(texts))
    _watch(monkeypatch, ir.IssueRegistry, "async_get_or_create", _issue_checker(texts))
    _watch(monkeypatch, Entity, "add_to_platform_start", _entity_checker(texts))
    return texts.missing


def _watch(
    monkeypatch: pytest.MonkeyPatch, owner: type, name: str, check: Callable[..., None]
) -> None:
    """Let a method tell what it is called with."""
    original = getattr(owner, name)

    @wraps(original)
    def watched(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        check(*args, **kwargs)
        return result

    monkeypatch.setattr(owner, name, watched)


def _watch_flows(monkeypatch: pytest.MonkeyPatch, texts: Texts) -> None:
    """Look at each result of a flow's step."""
    name = "_async_handle_step"
    original = getattr(FlowManager, name)

    @wraps(original)
    async def watched(
        manager: FlowManager[Any, Any, Any],
        flow: FlowHandler[Any, Any, Any],
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        root = _flow_root(manager, flow)
        result = await original(manager, flow, *args, **kwargs)
        if root is not None:
            texts.check_flow(root, result)
        return result

    monkeypatch.setattr(FlowManager, name, watched)


def _error_checker(texts: Texts) -> Callable[..., None]:
    """Return what checks the message of an error."""

    def check(
        *_: object,
        translation_domain: str | None = None,
        translation_key: str | None = None,
        translation_placeholders: Mapping[str, str] | None = None,
        **__: object,
    ) -> None:
        if translation_domain == DOMAIN:
            path = f"exceptions.{translation_key}.message"
            texts.check(path, translation_placeholders)

    return check


def _issue_checker(texts: Texts) -> Callable[..., None]:
    """Return what checks the title of an issue."""

    def check(
        _: object,
        domain: str,
        __: str,
        *,
        translation_key: str | None = None,
        translation_placeholders: Mapping[str, str] | None = None,
        **___: object,
    ) -> None:
        if domain == DOMAIN:
            path = f"issues.{translation_key}.title"
            texts.check(path, translation_placeholders)

    return check


def _entity_checker(texts: Texts) -> Callable[..., None]:
    """Return what checks the name of an entity."""

    def check(entity: Entity, *_: object) -> None:
        if entity.platform.platform_name != DOMAIN or not entity.has_entity_name:
            return
        # Cameras have the names that their host gives them.
        if getattr(entity, "_attr_name", None) is None:
            key = f"{entity.platform.domain}.{entity.translation_key}"
            texts.check(f"entity.{key}.name", entity.translation_placeholders)

    return check


@contextmanager
def check_texts() -> Generator[None]:
    """Fail when something without a text was shown meanwhile."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        missing = watch_texts(monkeypatch)
        yield
    assert not missing
