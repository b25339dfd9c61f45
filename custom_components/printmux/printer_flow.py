"""Subentry flow for printers: ask the host who it is, then save."""

from collections.abc import Mapping
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

from .bed import BED
from .const import CONF_ENABLED, CONF_HOST_ID, CONF_TAGS, CONF_VERIFY_SSL
from .form_section import FormError, section_data, section_fields, section_values
from .host_check import HostCheckError, async_check_host
from .power import POWER_FIELDS, power_data
from .printer_entry import (
    HOST_KEYS,
    Place,
    async_host_data,
    async_stored_key,
    find_printer,
    free_name,
    printers_of,
)
from .printer_facts import LOADED, MACHINE
from .printers.detect import normalise_url
from .printers.driver import HostInfo

HOST_FIELDS = {
    vol.Required(CONF_URL): TextSelector(TextSelectorConfig(type=TextSelectorType.URL)),
    vol.Optional(CONF_API_KEY): TextSelector(
        TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
    ),
    vol.Optional(CONF_VERIFY_SSL, default=True): BooleanSelector(),
}
# The parts of the form that are collapsed at first.
SECTIONS = (MACHINE, LOADED, BED)


class PrinterFlow(ConfigSubentryFlow):
    """Adds a printer, or changes one; it is saved only once its host has answered."""

    def __init__(self) -> None:
        """Know nothing of the host yet."""
        self._info: HostInfo | None = None
        self._data: dict[str, Any] = {}
        self._errors: dict[str, str] = {}
        self._words = ""
        self._changes: dict[str, Any] = {}
        self._settings: dict[str, Any] = {}

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
        """Offer the name from the host, and all that the user may say of the printer."""
        assert self._info is not None
        if user_input is None or not self._read_settings(user_input, {}):
            fields = self._detail_fields(free_name(self._others(), self._info.name))
            return self._show("details", fields, user_input or {})
        return self.async_create_entry(
            title=free_name(
                self._others(), user_input[CONF_NAME].strip() or self._info.name
            ),
            data={**self._data, **self._settings},
            unique_id=self._unique_id(self._info),
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change anything; a blank key keeps the one that is known."""
        printer = self._get_reconfigure_subentry()
        fields = self._reconfigure_fields(printer.title)
        if user_input is None:
            shown = section_values(SECTIONS, printer.data)
            known = {**printer.data, **shown, CONF_API_KEY: ""}
            return self._show("reconfigure", fields, self._changes or known)
        self._changes = user_input
        if not self._read_settings(user_input, printer.data):
            return self._show("reconfigure", fields, user_input)
        if await self._async_keeps_host(user_input):
            # It may be off now: nobody has to answer for a new name.
            self._data = {
                name: printer.data[name] for name in HOST_KEYS if name in printer.data
            }
            return self._update(printer.unique_id or printer.data[CONF_URL])
        self._info = await self._async_ask_host(user_input)
        if self._info is None:
            return self._show("reconfigure", fields, user_input)
        if self._is_known(self._info):
            return self.async_abort(reason="already_configured")
        known_id = printer.data.get(CONF_HOST_ID)
        if known_id and self._info.unique_id not in (None, known_id):
            return await self.async_step_wrong_printer()
        if self._info.unique_id is None:
            self._data[CONF_HOST_ID] = known_id
        return self._update(self._data[CONF_HOST_ID] or self._data[CONF_URL])

    async def async_step_wrong_printer(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say that another machine answers, and let the user decide."""
        assert self._info is not None
        return self.async_show_menu(
            step_id="wrong_printer",
            menu_options=["replace", "reconfigure"],
            description_placeholders={
                "printer": self._get_reconfigure_subentry().title,
                "name": self._info.name,
                "url": self._data[CONF_URL],
            },
        )

    async def async_step_replace(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Go on with the other machine in the printer's place."""
        assert self._info is not None
        return self._update(self._unique_id(self._info))

    async def _async_keeps_host(self, user_input: Mapping[str, Any]) -> bool:
        """Tell whether the form leaves address, key and check as they are.

        A key that can't be read is no key to go on with, unless it is not needed.
        """
        known = self._get_reconfigure_subentry().data
        if user_input[CONF_ENABLED] and known.get(CONF_API_KEY):
            if await self._async_known_key() is None:
                return False
        try:
            url = normalise_url(user_input[CONF_URL])
        except ValueError:
            return False
        return (url, user_input[CONF_VERIFY_SSL], "") == (
            known[CONF_URL],
            known[CONF_VERIFY_SSL],
            (user_input.get(CONF_API_KEY) or "").strip(),
        )

    def _update(self, unique_id: str) -> SubentryFlowResult:
        """Save what the form says about the host that has answered."""
        name = self._changes[CONF_NAME].strip()
        name = name or self._get_reconfigure_subentry().title
        return self.async_update_and_abort(
            self._get_entry(),
            self._get_reconfigure_subentry(),
            title=free_name(self._others(), name),
            data={
                **self._data,
                **self._settings,
                CONF_ENABLED: self._changes[CONF_ENABLED],
            },
            unique_id=unique_id,
        )

    def _read_settings(
        self, user_input: Mapping[str, Any], known: Mapping[str, Any]
    ) -> bool:
        """Note what to store beside the host; False after noting an error."""
        self._errors, self._words = {}, ""
        try:
            parts = section_data(SECTIONS, user_input, known)
        except FormError as err:
            self._errors, self._words = {"base": err.key}, err.words
            return False
        tags = _clean(user_input[CONF_TAGS])
        self._settings = {CONF_TAGS: tags, **power_data(user_input), **parts}
        return True

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
        place = Place(
            url=url,
            verify_ssl=user_input[CONF_VERIFY_SSL],
            api_key=(user_input.get(CONF_API_KEY) or "").strip()
            or await self._async_known_key(),
        )
        try:
            info = await async_check_host(
                self.hass, url, place.api_key, place.verify_ssl
            )
        except HostCheckError as err:
            self._errors, self._words = {"base": err.key}, err.words
            return None
        self._data = await async_host_data(self.hass, place, info)
        return info

    async def _async_known_key(self) -> str | None:
        """Return the key that a blank field stands for."""
        if self.source != SOURCE_RECONFIGURE:
            return None
        return await async_stored_key(self.hass, self._get_reconfigure_subentry().data)

    def _others(self) -> list[ConfigSubentry]:
        """Return the printers that this flow is not about."""
        own = ""
        if self.source == SOURCE_RECONFIGURE:
            own = self._get_reconfigure_subentry().subentry_id
        return printers_of(self._get_entry(), own)

    def _unique_id(self, info: HostInfo) -> str:
        """Return the host's identity, or its address where it has none."""
        return info.unique_id or str(self._data[CONF_URL])

    def _is_known(self, info: HostInfo) -> bool:
        """Tell whether another printer is that host."""
        found = find_printer(
            self._others(), self._unique_id(info), self._data[CONF_URL]
        )
        return found is not None

    def _reconfigure_fields(self, name: str) -> dict[Any, Any]:
        """Return all that can be changed of a printer."""
        return {
            **HOST_FIELDS,
            **self._detail_fields(name),
            vol.Optional(CONF_ENABLED, default=True): BooleanSelector(),
        }

    def _detail_fields(self, name: str) -> dict[Any, Any]:
        """Return the fields for name and tags, with the tags that are in use."""
        printers = printers_of(self._get_entry())
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
            **section_fields(SECTIONS),
        }


def _clean(tags: list[str]) -> list[str]:
    """Return the tags without blanks and doubles."""
    return list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
