"""Fix flows of the repair issues."""

from collections.abc import Callable
from typing import Any, override

import voluptuous as vol

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .const import CONF_OWN_PORT, CONF_VERIFY_SSL, DOMAIN
from .host_check import HostCheckError, async_check_host
from .hub import PrintMuxData
from .issues import APP_KEY_ISSUE, KEY_ISSUE, PORT_ISSUE, REFUSED_ISSUE
from .slicer.appkeys import DESK, AppKeyDesk, AppKeyRequest
from .slicer.failures import FAILURES
from .slicer.own_port import async_can_listen
from .vault import async_open_vault

KEY_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_API_KEY): TextSelector(
            TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
        )
    }
)
PORT_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_OWN_PORT): NumberSelector(
            NumberSelectorConfig(min=0, max=65535, mode=NumberSelectorMode.BOX)
        )
    }
)


class PrinterKeyRepairFlow(RepairsFlow):
    """Asks for the API key of a printer again, and tries it."""

    def __init__(self, entry_id: str, subentry_id: str) -> None:
        """Take whose key it is."""
        self._entry_id = entry_id
        self._subentry_id = subentry_id

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_api_key()

    async def async_step_api_key(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask for the key."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or self._subentry_id not in entry.subentries:
            return self.async_abort(reason="printer_gone")
        printer = entry.subentries[self._subentry_id]
        errors: dict[str, str] = {}
        words = ""
        if user_input is not None:
            try:
                await self._async_save(entry, printer, user_input[CONF_API_KEY].strip())
            except HostCheckError as err:
                errors, words = {"base": err.key}, err.words
            else:
                return self.async_create_entry(data={})
        return self.async_show_form(
            step_id="api_key",
            data_schema=KEY_SCHEMA,
            errors=errors,
            description_placeholders={"printer": printer.title, "error": words},
        )

    async def _async_save(
        self, entry: ConfigEntry[Any], printer: ConfigSubentry, api_key: str
    ) -> None:
        """Save the key if the host accepts it. Raises HostCheckError."""
        data = printer.data
        await async_check_host(
            self.hass, data[CONF_URL], api_key, data[CONF_VERIFY_SSL]
        )
        vault = await async_open_vault(self.hass)
        self.hass.config_entries.async_update_subentry(
            entry, printer, data={**data, CONF_API_KEY: vault.encrypt(api_key)}
        )


class AppKeyRepairFlow(RepairsFlow):
    """Asks whether a client may have a slicer key."""

    def __init__(self, request_id: str) -> None:
        """Take which request it is."""
        self._request_id = request_id

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Name the client and let the user choose."""
        desk = self.hass.data.get(DESK)
        request = desk.async_find(self._request_id) if desk else None
        if request is None:
            return self.async_abort(reason="request_ended")
        return self.async_show_menu(
            step_id="init",
            menu_options=["allow", "refuse"],
            description_placeholders={"app": request.app, "address": request.address},
        )

    async def async_step_allow(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Make a slicer key for the client."""
        return self._answer(AppKeyDesk.async_allow)

    async def async_step_refuse(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Send the client away."""
        return self._answer(AppKeyDesk.async_refuse)

    def _answer(
        self, answer: Callable[[AppKeyDesk, AppKeyRequest], None]
    ) -> RepairsFlowResult:
        """Answer the client if it still waits."""
        desk = self.hass.data.get(DESK)
        request = desk.async_find(self._request_id) if desk else None
        if desk is None or request is None:
            return self.async_abort(reason="request_ended")
        answer(desk, request)
        return self.async_create_entry(data={})


class RefusedRepairFlow(ConfirmRepairFlow):
    """Says what to do about a wrong key; the client's refusals count anew."""

    def __init__(self, address: str) -> None:
        """Take whose key it is."""
        self._address = address

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Forget the refusals once the user has read it."""
        failures = self.hass.data.get(FAILURES)
        if user_input is not None and failures is not None:
            failures.async_forget(self._address)
        return await super().async_step_confirm(user_input)


class PortRepairFlow(RepairsFlow):
    """Asks for another port for slicers, and tries it."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_port()

    async def async_step_port(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask for the port; the update listener moves there, and ends the issue."""
        entries = self.hass.config_entries.async_loaded_entries(DOMAIN)
        if not entries:
            return self.async_abort(reason="not_loaded")
        options = entries[0].options
        errors: dict[str, str] = {}
        if user_input is not None:
            port = int(user_input[CONF_OWN_PORT])
            if not port or await async_can_listen(self.hass, port):
                data: PrintMuxData = entries[0].runtime_data
                # The port may be free by now: then no option changes.
                await data.own_port.async_apply(port)
                self.hass.config_entries.async_update_entry(
                    entries[0], options={**options, CONF_OWN_PORT: port}
                )
                return self.async_create_entry(data={})
            errors[CONF_OWN_PORT] = "port_taken"
        return self.async_show_form(
            step_id="port",
            data_schema=self.add_suggested_values_to_schema(
                PORT_SCHEMA, user_input or options
            ),
            errors=errors,
            description_placeholders=self._placeholders(),
        )

    def _placeholders(self) -> dict[str, str] | None:
        """Return what the issue says, if it is still there."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return issue.translation_placeholders if issue else None


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Return the flow that fixes an issue."""
    if issue_id.startswith(KEY_ISSUE) and data is not None:
        return PrinterKeyRepairFlow(str(data["entry_id"]), str(data["subentry_id"]))
    if issue_id.startswith(APP_KEY_ISSUE) and data is not None:
        return AppKeyRepairFlow(str(data["request_id"]))
    if issue_id == PORT_ISSUE:
        return PortRepairFlow()
    if issue_id.startswith(REFUSED_ISSUE) and data is not None:
        return RefusedRepairFlow(str(data["address"]))
    return ConfirmRepairFlow()
