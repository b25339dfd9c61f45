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
from homeassistant.const import CONF_API_KEY, CONF_NAME, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .app_key_steps import AppKeySteps
from .const import CONF_HOST_ID, CONF_KIND, CONF_OWN_PORT, CONF_VERIFY_SSL, DOMAIN
from .host_check import HostCheckError, async_check_host
from .issues import (
    APP_KEY_ISSUE,
    KEY_ISSUE,
    PORT_ISSUE,
    PRINT_ISSUE,
    REFUSED_ISSUE,
    STRANGER_ISSUE,
)
from .jobs.models import Answer
from .loaded import find_loaded_entry
from .printer_entry import Place, async_stored_key, find_printer, printers_of
from .printers.detect import normalise_url
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


ADDRESS_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_URL): TextSelector(
            TextSelectorConfig(type=TextSelectorType.URL)
        )
    }
)


class PrinterRepairFlow(RepairsFlow):
    """Repairs one printer."""

    def __init__(self, entry_id: str, subentry_id: str) -> None:
        """Take which printer it is."""
        self._entry_id = entry_id
        self._subentry_id = subentry_id

    @property
    def printer(self) -> ConfigSubentry:
        """Return the printer. Raises AbortFlow when it was removed."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or self._subentry_id not in entry.subentries:
            raise AbortFlow("printer_gone")
        return entry.subentries[self._subentry_id]

    async def async_check(self, url: str, api_key: str | None) -> None:
        """Raise HostCheckError unless the printer's own host is there, and takes the key."""
        data = self.printer.data
        info = await async_check_host(self.hass, url, api_key, data[CONF_VERIFY_SSL])
        known = data.get(CONF_HOST_ID)
        if known and info.unique_id not in (None, known):
            raise HostCheckError("wrong_printer", info.name)

    def finish(self, unique_id: str | None = None, **changes: str) -> RepairsFlowResult:
        """Change what is stored of the printer; the update listener goes on with it."""
        printer = self.printer
        self.hass.config_entries.async_update_subentry(
            self.hass.config_entries.async_get_known_entry(self._entry_id),
            printer,
            data={**printer.data, **changes},
            unique_id=unique_id or printer.unique_id,
        )
        return self.async_create_entry(data={})


class PrinterKeyRepairFlow(
    AppKeySteps[RepairsFlowContext, RepairsFlowResult, str], PrinterRepairFlow
):
    """Gets another API key of a printer, and tries it."""

    @property
    @override
    def place(self) -> Place:
        """Return where the host is."""
        data = self.printer.data
        return Place(url=data[CONF_URL], verify_ssl=data[CONF_VERIFY_SSL])

    @property
    @override
    def kind(self) -> str:
        """Return what the host speaks."""
        return str(self.printer.data[CONF_KIND])

    @property
    @override
    def placeholders(self) -> dict[str, str]:
        """Return what the texts name."""
        return {"printer": self.printer.title}

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_key()

    @override
    async def async_take_key(self, api_key: str) -> RepairsFlowResult:
        """Save the key if the printer's own host accepts it. Raises HostCheckError."""
        await self.async_check(self.place.url, api_key)
        vault = await async_open_vault(self.hass)
        return self.finish(**{CONF_API_KEY: vault.encrypt(api_key)})


class StrangerRepairFlow(PrinterRepairFlow):
    """Finds out where a printer is, at whose address another host answers."""

    def __init__(
        self, entry_id: str, subentry_id: str, identity: str, name: str
    ) -> None:
        """Take which printer it is, and who answers."""
        super().__init__(entry_id, subentry_id)
        self._identity = identity
        self._name = name

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Let the user choose; what is another printer of ours can't be this one."""
        entry = self.hass.config_entries.async_get_known_entry(self._entry_id)
        if find_printer(printers_of(entry, self._subentry_id), self._identity):
            return await self.async_step_address()
        return self.async_show_menu(
            step_id="init",
            menu_options=["address", "accept"],
            description_placeholders=self._texts(),
        )

    async def async_step_address(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask where the printer is, and whether it is there."""
        errors: dict[str, str] = {}
        words = ""
        if user_input is not None:
            try:
                url = normalise_url(user_input[CONF_URL])
                await self.async_check(
                    url, await async_stored_key(self.hass, self.printer.data)
                )
                return self.finish(**{CONF_URL: url})
            except ValueError as err:
                errors, words = {CONF_URL: "invalid_url"}, str(err)
            except HostCheckError as err:
                errors, words = {"base": err.key}, err.words
        return self.async_show_form(
            step_id="address",
            data_schema=self.add_suggested_values_to_schema(
                ADDRESS_SCHEMA, user_input or self.printer.data
            ),
            errors=errors,
            description_placeholders={**self._texts(), "error": words},
        )

    async def async_step_accept(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Take who answers for the printer: its software was set up anew."""
        return self.finish(self._identity, **{CONF_HOST_ID: self._identity})

    def _texts(self) -> dict[str, str]:
        """Return what the texts name."""
        printer = self.printer
        return {
            "printer": printer.title,
            "name": self._name,
            "url": printer.data[CONF_URL],
        }


class PrintRepairFlow(RepairsFlow):
    """Asks what became of a print."""

    def __init__(self, job_id: str, target_id: str) -> None:
        """Take which print it is."""
        self._job_id = job_id
        self._target_id = target_id

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Name the print and let the user choose."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return self.async_show_menu(
            step_id="init",
            menu_options=list(Answer),
            description_placeholders=issue.translation_placeholders if issue else None,
        )

    async def async_step_printed(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Take it as printed."""
        return await self._async_answer(Answer.PRINTED)

    async def async_step_print_again(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Print it again."""
        return await self._async_answer(Answer.PRINT_AGAIN)

    async def async_step_not_printed(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Take it as failed."""
        return await self._async_answer(Answer.NOT_PRINTED)

    async def _async_answer(self, answer: Answer) -> RepairsFlowResult:
        """Take the answer, unless there is one already."""
        if (entry := find_loaded_entry(self.hass)) is None:
            return self.async_abort(reason="not_loaded")
        hub = entry.runtime_data
        try:
            await hub.jobs.orders.async_confirm(self._job_id, self._target_id, answer)
        except ServiceValidationError as err:
            return self.async_abort(
                reason=str(err.translation_key),
                description_placeholders=err.translation_placeholders,
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
        if (entry := find_loaded_entry(self.hass)) is None:
            return self.async_abort(reason="not_loaded")
        options = entry.options
        errors: dict[str, str] = {}
        if user_input is not None:
            port = int(user_input[CONF_OWN_PORT])
            if not port or await async_can_listen(self.hass, port):
                # The port may be free by now: then no option changes.
                await entry.runtime_data.own_port.async_apply(port)
                self.hass.config_entries.async_update_entry(
                    entry, options={**options, CONF_OWN_PORT: port}
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
    if issue_id.startswith(STRANGER_ISSUE) and data is not None:
        names = ("entry_id", "subentry_id", CONF_HOST_ID, CONF_NAME)
        return StrangerRepairFlow(*(str(data[name]) for name in names))
    if issue_id.startswith(APP_KEY_ISSUE) and data is not None:
        return AppKeyRepairFlow(str(data["request_id"]))
    if issue_id.startswith(PRINT_ISSUE) and data is not None:
        return PrintRepairFlow(str(data["job_id"]), str(data["target_id"]))
    if issue_id == PORT_ISSUE:
        return PortRepairFlow()
    if issue_id.startswith(REFUSED_ISSUE) and data is not None:
        return RefusedRepairFlow(str(data["address"]))
    return ConfirmRepairFlow()
