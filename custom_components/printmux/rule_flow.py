"""Subentry flow for routing rules."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import voluptuous as vol

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_MODE, CONF_NAME
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .const import (
    CONF_FOLDER,
    CONF_JOB_TAGS,
    CONF_MATERIALS,
    CONF_MODELS,
    CONF_NAME_PREFIX,
    CONF_ONLY_WHEN_ASKED,
    CONF_ORDER,
    CONF_PRINTERS,
    CONF_SLICER_KEYS,
    CONF_SPREAD,
    CONF_TAGS,
    SUBENTRY_PRINTER,
    SUBENTRY_SLICER_KEY,
)
from .jobs.rules import DEFAULT_ORDER, Mode, Spread
from .printer_facts import USUAL_MATERIALS

# What a rule keeps in place of a printer or key that is gone: without it the rule would
# name none any more, which means all.
REMOVED = "removed"
# Fields that name subentries of a type.
NAMED = {CONF_PRINTERS: SUBENTRY_PRINTER, CONF_SLICER_KEYS: SUBENTRY_SLICER_KEY}


class RuleFlow(ConfigSubentryFlow):
    """Adds a routing rule, or changes one."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which jobs the rule is about, and what becomes of them."""
        if user_input is None:
            return self.async_show_form(step_id="user", data_schema=self._schema({}))
        name = user_input.pop(CONF_NAME)
        return self.async_create_entry(title=name, data=user_input)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change anything."""
        rule = self._get_reconfigure_subentry()
        if user_input is not None:
            name = user_input.pop(CONF_NAME)
            return self.async_update_and_abort(
                self._get_entry(), rule, title=name, data=user_input
            )
        known = {**rule.data, CONF_NAME: rule.title}
        for field, kind in NAMED.items():
            present = self._titles(kind)
            ids = [key if key in present else REMOVED for key in known.get(field, ())]
            known[field] = list(dict.fromkeys(ids))
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(self._schema(known), known),
        )

    def _titles(self, kind: str) -> dict[str, str]:
        """Return the printers, or the keys, that there are."""
        subentries = self._get_entry().get_subentries_of_type(kind)
        return {subentry.subentry_id: subentry.title for subentry in subentries}

    def _schema(self, known: Mapping[str, Any]) -> vol.Schema:
        """Return the form; it offers what is there, and what the rule has lost."""
        named: dict[str, SelectSelector] = {}
        for field, kind in NAMED.items():
            titles = self._titles(kind)
            if REMOVED in known.get(field, ()):
                titles[REMOVED] = REMOVED
            named[field] = _choose(titles)
        printers = self._get_entry().get_subentries_of_type(SUBENTRY_PRINTER)
        tags = {tag for printer in printers for tag in printer.data.get(CONF_TAGS, ())}
        return vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Optional(CONF_SLICER_KEYS): named[CONF_SLICER_KEYS],
                vol.Optional(CONF_FOLDER): TextSelector(),
                vol.Optional(CONF_NAME_PREFIX): TextSelector(),
                vol.Optional(CONF_JOB_TAGS): _write(),
                vol.Optional(CONF_MODELS): _write(),
                vol.Optional(CONF_MATERIALS): _write(*USUAL_MATERIALS),
                vol.Optional(CONF_ONLY_WHEN_ASKED, default=False): BooleanSelector(),
                vol.Optional(CONF_MODE, default=Mode.ASK.value): _one_of(Mode),
                vol.Optional(CONF_PRINTERS): named[CONF_PRINTERS],
                vol.Optional(CONF_TAGS): _write(*sorted(tags)),
                vol.Optional(CONF_SPREAD, default=Spread.ALL.value): _one_of(Spread),
                vol.Optional(CONF_ORDER, default=DEFAULT_ORDER): NumberSelector(
                    NumberSelectorConfig(min=0, max=1000, mode=NumberSelectorMode.BOX)
                ),
            }
        )


def _choose(titles: Mapping[str, str]) -> SelectSelector:
    """Return a field to choose some of what is there."""
    options = [SelectOptionDict(value=key, label=name) for key, name in titles.items()]
    return SelectSelector(
        SelectSelectorConfig(
            options=options,
            multiple=True,
            mode=SelectSelectorMode.DROPDOWN,
            translation_key="rule_choice",
        )
    )


def _write(*options: str) -> SelectSelector:
    """Return a field for words, those that are offered or others."""
    return SelectSelector(
        SelectSelectorConfig(
            options=list(options),
            multiple=True,
            custom_value=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def _one_of(choices: type[StrEnum]) -> SelectSelector:
    """Return a field to choose one of the values of a type."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[choice.value for choice in choices],
            translation_key=f"rule_{choices.__name__.lower()}",
        )
    )
