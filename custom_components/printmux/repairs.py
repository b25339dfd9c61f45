"""Fix flows of the repair issues."""

from collections.abc import Callable
from typing import Any, override

import voluptuous as vol

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.components.repairs.models import RepairsFlowContext
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
)

from .app_key_steps import AppKeySteps
from .const import CONF_HOST_ID, CONF_KIND, CONF_OWN_PORT, CONF_VERIFY_SSL, DOMAIN
from .host_check import HostCheckError, async_check_host
from .hub import PrintMuxData
from .issues import APP_KEY_ISSUE, KEY_ISSUE, PORT_ISSUE, REFUSED_ISSUE
from .printer_entry import Place
from .slicer.appkeys import DESK, AppKeyDesk, AppKeyRequest
from .slicer.failures import FAILURES
from .slicer.own_port import async_can_listen
from .vault import async_open_vault

PORT_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_OWN_PORT): NumberSelector(
            NumberSelectorConfig(min=0, max=65535, mode=NumberSelectorMode.BOX)
        )
    }
)


class PrinterKeyRepairFlow(
    AppKeySteps[RepairsFlowContext, RepairsFlowResult, str], RepairsFlow
):
    """Gets another API key of a printer, and tries it."""

    def __init__(self, entry_id: str, subentry_id: str) -> None:
        """Take whose key it is."""
        self._entry_id = entry_id
        self._subentry_id = subentry_id

    @property
    def _printer(self) -> ConfigSubentry:
        """Return the printer. Raises AbortFlow when it was removed."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or self._subentry_id not in entry.subentries:
            raise AbortFlow("printer_gone")
        return entry.subentries[self._subentry_id]

    @property
    @override
    def place(self) -> Place:
        """Return where the host is."""
        data = self._printer.data
        return Place(url=data[CONF_URL], verify_ssl=data[CONF_VERIFY_SSL])

    @property
    @override
    def kind(self) -> str:
        """Return what the host speaks."""
        return str(self._printer.data[CONF_KIND])

    @property
    @override
    def placeholders(self) -> dict[str, str]:
        """Return what the texts name."""
        return {"printer": self._printer.title}

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_key()

    @override
    async def async_take_key(self, api_key: str) -> RepairsFlowResult:
        """Save the key if the printer's own host accepts it. Raises HostCheckError."""
        place = self.place
        info = await async_check_host(self.hass, place.url, api_key, place.verify_ssl)
        printer = self._printer
        known = printer.data.get(CONF_HOST_ID)
        if known and info.unique_id not in (None, known):
            raise HostCheckError("wrong_printer", info.name)
        vault = await async_open_vault(self.hass)
        entry = self.hass.config_entries.async_get_known_entry(self._entry_id)
        self.hass.config_entries.async_update_subentry(
            entry,
            self._printer,
            data={**self._printer.data, CONF_API_KEY: vault.encrypt(api_key)},
        )
        return self.async_create_entry(data={})


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
