"""Steps of a flow that gets the API key of an OctoPrint: granted there, or typed in."""

from abc import abstractmethod
import asyncio
from collections.abc import Mapping
from typing import Any

import voluptuous as vol

from homeassistant.const import CONF_API_KEY
from homeassistant.data_entry_flow import (
    FlowContext,
    FlowHandler,
    FlowResult,
    UnknownFlow,
)
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .host_check import HostCheckError
from .printer_entry import Place
from .printers.errors import DriverError
from .printers.octoprint import OctoPrintDriver
from .printers.octoprint_keys import KeyRequest

KEY_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_API_KEY): TextSelector(
            TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
        )
    }
)


class AppKeySteps[
    ContextT: FlowContext,
    ResultT: FlowResult[Any, Any],
    HandlerT,
](FlowHandler[ContextT, ResultT, HandlerT]):
    """Gets a key that a host takes; a flow begins with `async_step_key`."""

    _request: KeyRequest | None = None
    _waiting: asyncio.Task[str] | None = None
    _words = ""

    @property
    @abstractmethod
    def place(self) -> Place:
        """Return where the host is."""

    @property
    @abstractmethod
    def kind(self) -> str:
        """Return what the host speaks."""

    @property
    @abstractmethod
    def placeholders(self) -> dict[str, str]:
        """Return what the texts of all these steps name, `name` among them."""

    @abstractmethod
    async def async_take_key(self, api_key: str) -> ResultT:
        """End the flow with a key. Raises HostCheckError when the host refuses it."""

    async def async_step_key(self, user_input: dict[str, Any] | None = None) -> ResultT:
        """Let the user choose how to get the key, where there is a choice."""
        request = self._new_request()
        if self.kind == OctoPrintDriver.kind and await request.async_is_possible():
            return self.async_show_menu(
                step_id="key",
                menu_options=["app_keys", "api_key"],
                description_placeholders=self._texts(),
            )
        return await self.async_step_api_key()

    async def async_step_api_key(
        self, user_input: dict[str, Any] | None = None
    ) -> ResultT:
        """Ask for the key, and try it."""
        errors: dict[str, str] = {}
        self._words = ""
        if user_input is not None:
            try:
                return await self.async_take_key(user_input[CONF_API_KEY].strip())
            except HostCheckError as err:
                errors, self._words = {"base": err.key}, err.words
        return self.async_show_form(
            step_id="api_key",
            data_schema=KEY_SCHEMA,
            errors=errors,
            description_placeholders=self._texts(),
        )

    async def async_step_app_keys(
        self, user_input: dict[str, Any] | None = None
    ) -> ResultT:
        """Ask OctoPrint for a key, and wait until the user has granted it there."""
        if self._waiting is None:
            self._request = request = self._new_request()
            try:
                await request.async_send()
            except DriverError as err:
                self._words = str(err)
                return await self.async_step_app_keys_failed()
            self._waiting = self.hass.async_create_task(
                request.async_wait(), "printmux waits for a key", eager_start=False
            )
        if not self._waiting.done():
            return self.async_show_progress(
                step_id="app_keys",
                progress_action="app_keys",
                progress_task=self._waiting,
                description_placeholders=self._texts(),
            )
        failed = isinstance(self._waiting.exception(), DriverError)
        return self.async_show_progress_done(
            next_step_id="app_keys_failed" if failed else "app_keys_granted"
        )

    async def async_step_app_keys_granted(
        self, user_input: dict[str, Any] | None = None
    ) -> ResultT:
        """Try the key that OctoPrint has given. Raises UnknownFlow to who comes second."""
        if self._waiting is None:
            # The end of the wait and a page that asks go on with the flow at once.
            raise UnknownFlow
        waiting, self._waiting = self._waiting, None
        try:
            return await self.async_take_key(waiting.result())
        except HostCheckError as err:
            self._words = err.words
        return await self.async_step_app_keys_failed()

    async def async_step_app_keys_failed(
        self, user_input: dict[str, Any] | None = None
    ) -> ResultT:
        """Say why there is no key, and let the user choose again."""
        if self._waiting is not None:
            self._words = str(self._waiting.exception())
            self._waiting = None
        return self.async_show_menu(
            step_id="app_keys_failed",
            menu_options=["app_keys", "api_key"],
            description_placeholders=self._texts(),
        )

    def _new_request(self) -> KeyRequest:
        """Return a request that has not been sent."""
        session = async_get_clientsession(self.hass, verify_ssl=self.place.verify_ssl)
        return KeyRequest(session, self.place.url)

    def _texts(self) -> Mapping[str, str]:
        """Return what the texts name."""
        dialog = self._request.dialog if self._request else self.place.url
        return {
            **self.placeholders,
            "url": self.place.url,
            "dialog": dialog,
            "error": self._words,
        }
