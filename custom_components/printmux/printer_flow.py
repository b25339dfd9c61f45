"""Subentry flow for printers: ask the host who it is, then save."""

from collections.abc import Mapping
from itertools import count
from typing import Any

import voluptuous as vol

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_API_KEY, CONF_NAME, CONF_URL
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .const import (
    CONF_HOST_ID,
    CONF_KIND,
    CONF_SOFTWARE,
    CONF_TAGS,
    CONF_VERIFY_SSL,
    SUBENTRY_PRINTER,
)
from .host_check import HostCheckError, async_check_host
from .power import POWER_FIELDS, power_data
from .printers.detect import normalise_url
from .printers.driver import HostInfo
from .vault import VaultError, async_open_vault

HOST_FIELDS = {
    vol.Required(CONF_URL): TextSelector(TextSelectorConfig(type=TextSelectorType.URL)),
    vol.Optional(CONF_API_KEY): TextSelector(
        TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
    ),
    vol.Optional(CONF_VERIFY_SSL, default=True): BooleanSelector(),
}


class PrinterFlow(ConfigSubentryFlow):
    """Adds a printer, or changes one; it is saved only once its host has answered."""

    def __init__(self) -> None:
        """Know nothing of the host yet."""
        self._info: HostInfo | None = None
        self._data: dict[str, Any] = {}
        self._errors: dict[str, str] = {}
        self._words = ""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the address and find out who answers there."""
        if user_input is not None:
            self._info = await self._async_ask_host(user_input)
            if self._info is not None:
                if self._is_known(self._info):
                    return self.async_abort(reason="already_configured")
                return await self.async_step_details()
        return self._show("user", HOST_FIELDS, user_input or {})

    async def async_step_details(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer the name from the host, and tags."""
        assert self._info is not None
        if user_input is None:
            fields = self._detail_fields(self._unused(self._info.name))
            return self._show("details", fields, {})
        return self.async_create_entry(
            title=self._unused(user_input[CONF_NAME].strip() or self._info.name),
            data={**self._data, **_settings(user_input)},
            unique_id=self._unique_id(self._info),
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change anything; a blank key keeps the one that is known."""
        printer = self._get_reconfigure_subentry()
        fields = {**HOST_FIELDS, **self._detail_fields(printer.title)}
        if user_input is None:
            known = {**printer.data, CONF_API_KEY: ""}
            return self._show("reconfigure", fields, known)
        self._info = await self._async_ask_host(user_input)
        if self._info is None:
            return self._show("reconfigure", fields, user_input)
        if self._is_known(self._info):
            return self.async_abort(reason="already_configured")
        return self.async_update_and_abort(
            self._get_entry(),
            printer,
            title=self._unused(user_input[CONF_NAME].strip() or self._info.name),
            data={**self._data, **_settings(user_input)},
            unique_id=self._unique_id(self._info),
        )

    def _show(
        self, step_id: str, fields: Mapping[Any, Any], values: Mapping[str, Any]
    ) -> SubentryFlowResult:
        """Show a form with the errors of the last try."""
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(
                vol.Schema(dict(fields)), values
            ),
            errors=self._errors,
            description_placeholders={"error": self._words},
        )

    async def _async_ask_host(self, user_input: Mapping[str, Any]) -> HostInfo | None:
        """Return who answers, and note what to save; None after noting an error."""
        self._errors, self._words = {}, ""
        try:
            url = normalise_url(user_input[CONF_URL])
        except ValueError as err:
            self._errors, self._words = {CONF_URL: "invalid_url"}, str(err)
            return None
        api_key = (user_input.get(CONF_API_KEY) or "").strip()
        api_key = api_key or await self._async_known_key()
        verify_ssl = user_input[CONF_VERIFY_SSL]
        try:
            info = await async_check_host(self.hass, url, api_key or None, verify_ssl)
        except HostCheckError as err:
            self._errors, self._words = {"base": err.key}, err.words
            return None
        self._data = {
            CONF_URL: url,
            CONF_VERIFY_SSL: verify_ssl,
            CONF_KIND: info.kind,
            CONF_HOST_ID: info.unique_id,
            CONF_SOFTWARE: info.software,
        }
        if api_key:
            vault = await async_open_vault(self.hass)
            self._data[CONF_API_KEY] = vault.encrypt(api_key)
        return info

    async def _async_known_key(self) -> str:
        """Return the key that a blank field stands for."""
        if self.source != SOURCE_RECONFIGURE:
            return ""
        token = self._get_reconfigure_subentry().data.get(CONF_API_KEY)
        if not token:
            return ""
        vault = await async_open_vault(self.hass)
        try:
            return vault.decrypt(token)
        except VaultError:
            return ""

    def _others(self) -> list[ConfigSubentry]:
        """Return the printers that this flow is not about."""
        own = ""
        if self.source == SOURCE_RECONFIGURE:
            own = self._get_reconfigure_subentry().subentry_id
        printers = self._get_entry().get_subentries_of_type(SUBENTRY_PRINTER)
        return [printer for printer in printers if printer.subentry_id != own]

    def _unique_id(self, info: HostInfo) -> str:
        """Return the host's identity, or its address where it has none."""
        return info.unique_id or str(self._data[CONF_URL])

    def _is_known(self, info: HostInfo) -> bool:
        """Tell whether another printer is that host."""
        unique_id = self._unique_id(info)
        return any(
            other.unique_id == unique_id or other.data[CONF_URL] == self._data[CONF_URL]
            for other in self._others()
        )

    def _unused(self, name: str) -> str:
        """Return the name, with a number if another printer has it."""
        taken = {other.title for other in self._others()}
        if name not in taken:
            return name
        return next(
            numbered for n in count(2) if (numbered := f"{name} {n}") not in taken
        )

    def _detail_fields(self, name: str) -> dict[Any, Any]:
        """Return the fields for name and tags, with the tags that are in use."""
        printers = self._get_entry().get_subentries_of_type(SUBENTRY_PRINTER)
        tags = {tag for printer in printers for tag in printer.data.get(CONF_TAGS, ())}
        return {
            vol.Optional(CONF_NAME, default=name): TextSelector(),
            vol.Optional(CONF_TAGS, default=list): SelectSelector(
                SelectSelectorConfig(
                    options=sorted(tags),
                    multiple=True,
                    custom_value=True,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            **POWER_FIELDS,
        }


def _settings(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to store of the fields that are not about the host."""
    return {CONF_TAGS: _clean(user_input[CONF_TAGS]), **power_data(user_input)}


def _clean(tags: list[str]) -> list[str]:
    """Return the tags without blanks and doubles."""
    return list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
