"""Steps of the config flow for a printer host that tells the network of itself."""

from types import MappingProxyType
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowContext,
    ConfigFlowResult,
    ConfigSubentry,
    ConfigSubentryData,
)
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .announcement import Announcement, read_announcement
from .app_key_steps import AppKeySteps
from .const import CONF_HOST_ID, CONF_TAGS, SUBENTRY_PRINTER
from .host_change import async_settle_known
from .host_check import HostCheckError, async_check_host
from .printer_entry import Place, async_host_data, find_printer, free_name, printers_of
from .printers.driver import HostInfo
from .slicer.advertise import advertised_uuid


class DiscoverySteps(AppKeySteps[ConfigFlowContext, ConfigFlowResult, str], ConfigFlow):
    """Adds an announced printer to the hub, with one confirmation where it can."""

    _announced: Announcement
    _place: Place
    _name = ""
    _software = ""

    @property
    @override
    def place(self) -> Place:
        """Return where the host is."""
        return self._place

    @property
    @override
    def kind(self) -> str:
        """Return what the host says it speaks."""
        return self._announced.kind

    @property
    @override
    def placeholders(self) -> dict[str, str]:
        """Return what the texts name."""
        return {"name": self._name, "software": self._software}

    def async_hub(self) -> ConfigEntry[Any] | None:
        """Return the hub, None while there is none."""
        return next(iter(self._async_current_entries(include_ignore=False)), None)

    async def async_make_hub(self, printer: ConfigSubentryData) -> ConfigFlowResult:
        """Make a hub that begins with a printer, and show its first slicer key."""
        raise NotImplementedError

    @override
    async def async_step_zeroconf(
        self, discovery_info: ZeroconfServiceInfo
    ) -> ConfigFlowResult:
        """Look at what was announced; show it unless it is known."""
        if (announced := read_announcement(discovery_info)) is None:
            return self.async_abort(reason="cannot_connect")
        hub = self.async_hub()
        if hub and announced.identity == advertised_uuid(hub):
            return self.async_abort(reason="own_address")
        # Those that the user ignores have an entry with that id.
        await self.async_set_unique_id(announced.unique_id)
        self._abort_if_unique_id_configured()
        if hub and await async_settle_known(self.hass, hub, announced):
            return self.async_abort(reason="already_configured")
        self._announced = announced
        self._place = Place(url=announced.url)
        self._name, self._software = announced.name, announced.label
        if reason := await self._async_first_look():
            return self.async_abort(reason=reason)
        self.context["title_placeholders"] = self.placeholders
        self.context["configuration_url"] = announced.url
        return await self.async_step_discovery_confirm()

    async def _async_first_look(self) -> str | None:
        """Return why the host can't be offered, if it can't.

        Https that nobody vouches for still is better than the plain http beside it.
        """
        try:
            info = await self._async_ask(self._place)
        except HostCheckError as err:
            if err.key == "ssl_error" and self._place.verify_ssl:
                self._place = Place(url=self._place.url, verify_ssl=False)
                return await self._async_first_look()
            return None if err.key == "invalid_auth" else err.key
        self._name, self._software = info.name, info.software
        return None

    async def async_step_discovery_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask whether to add it; a host without a key needs nothing else."""
        errors: dict[str, str] = {}
        words = ""
        if user_input is not None:
            try:
                return await self._async_add(self._place)
            except HostCheckError as err:
                if err.key == "invalid_auth":
                    return await self.async_step_key()
                errors, words = {"base": err.key}, err.words
        self._set_confirm_only()
        verified = self._place.verify_ssl
        return self.async_show_form(
            step_id="discovery_confirm" if verified else "discovery_unverified",
            errors=errors,
            description_placeholders={
                **self.placeholders,
                "url": self._place.url,
                "error": words,
            },
        )

    async_step_discovery_unverified = async_step_discovery_confirm

    @override
    async def async_take_key(self, api_key: str) -> ConfigFlowResult:
        """Add the printer with a key."""
        return await self._async_add(
            Place(
                url=self._place.url,
                verify_ssl=self._place.verify_ssl,
                api_key=api_key,
            )
        )

    async def _async_ask(self, place: Place) -> HostInfo:
        """Return who answers. Raises HostCheckError."""
        return await async_check_host(
            self.hass, place.url, place.api_key, place.verify_ssl
        )

    async def _async_add(self, place: Place) -> ConfigFlowResult:
        """Add the printer, and the hub if there is none. Raises HostCheckError."""
        info = await self._async_ask(place)
        # What the host tells to who has its key counts more than what anybody announces.
        identity = info.unique_id or self._announced.identity
        hub = self.async_hub()
        printers = printers_of(hub) if hub else []
        if find_printer(printers, identity or place.url, place.url):
            return self.async_abort(reason="already_configured")
        data = await async_host_data(self.hass, place, info)
        title = free_name(printers, info.name)
        unique_id = identity or place.url
        data = {**data, CONF_HOST_ID: identity, CONF_TAGS: []}
        if hub is None:
            # The id is the printer's: the hub has none.
            await self.async_set_unique_id(None)
            return await self.async_make_hub(
                ConfigSubentryData(
                    subentry_type=SUBENTRY_PRINTER,
                    title=title,
                    unique_id=unique_id,
                    data=data,
                )
            )
        self.hass.config_entries.async_add_subentry(
            hub,
            ConfigSubentry(
                subentry_type=SUBENTRY_PRINTER,
                title=title,
                unique_id=unique_id,
                data=MappingProxyType(data),
            ),
        )
        return self.async_abort(
            reason="printer_added", description_placeholders={"name": title}
        )
