"""Config flow: the hub and its options; printers and keys have flows of their own."""

from collections.abc import Callable, Mapping
from typing import Any, override

import voluptuous as vol

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
)

from .const import (
    CONF_ADVERTISE,
    CONF_CORS_ORIGINS,
    CONF_FOLDER_ROUTING,
    CONF_KEYLESS_NETWORKS,
    CONF_MAX_UPLOAD_MB,
    CONF_OWN_PORT,
    CONF_SLICER_PRINT,
    CONF_STORAGE_QUOTA_GB,
    DEFAULT_CORS_ORIGINS,
    DEFAULT_MAX_UPLOAD_MB,
    DEFAULT_STORAGE_QUOTA_GB,
    DOMAIN,
    SLICER_PRINT_ASK,
    SLICER_PRINT_AUTO,
    SUBENTRY_PRINTER,
    SUBENTRY_SLICER_KEY,
)
from .jobs.settings import parse_network, parse_origin
from .key_flow import SlicerKeyFlow, key_data
from .printer_flow import PrinterFlow
from .slicer.keys import make_key
from .slicer_help import slicer_placeholders

OPTIONS_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_MAX_UPLOAD_MB, default=DEFAULT_MAX_UPLOAD_MB): NumberSelector(
            NumberSelectorConfig(
                min=1,
                max=1024 * 16,
                mode=NumberSelectorMode.BOX,
                unit_of_measurement="MB",
            )
        ),
        vol.Optional(
            CONF_STORAGE_QUOTA_GB, default=DEFAULT_STORAGE_QUOTA_GB
        ): NumberSelector(
            NumberSelectorConfig(
                min=0,
                max=10_000,
                step="any",
                mode=NumberSelectorMode.BOX,
                unit_of_measurement="GB",
            )
        ),
        vol.Optional(CONF_SLICER_PRINT, default=SLICER_PRINT_ASK): SelectSelector(
            SelectSelectorConfig(
                options=[SLICER_PRINT_ASK, SLICER_PRINT_AUTO],
                translation_key=CONF_SLICER_PRINT,
            )
        ),
        vol.Optional(CONF_ADVERTISE, default=True): BooleanSelector(),
        vol.Optional(CONF_FOLDER_ROUTING, default=False): BooleanSelector(),
        vol.Optional(
            CONF_CORS_ORIGINS, default=list(DEFAULT_CORS_ORIGINS)
        ): TextSelector(TextSelectorConfig(multiple=True)),
        vol.Optional(CONF_OWN_PORT, default=0): NumberSelector(
            NumberSelectorConfig(min=0, max=65535, mode=NumberSelectorMode.BOX)
        ),
        vol.Optional(CONF_KEYLESS_NETWORKS, default=list): TextSelector(
            TextSelectorConfig(multiple=True)
        ),
    }
)

WHOLE = (CONF_MAX_UPLOAD_MB, CONF_OWN_PORT)
# Options that are lists of texts: how each text is read, and what a wrong one is.
LISTS: Mapping[str, tuple[Callable[[str], object], str]] = {
    CONF_CORS_ORIGINS: (parse_origin, "invalid_origin"),
    CONF_KEYLESS_NETWORKS: (parse_network, "invalid_network"),
}


class PrintMuxConfigFlow(ConfigFlow, domain=DOMAIN):
    """Adds the hub and its first slicer key."""

    VERSION = 1

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the options, then show the first key."""
        if self._async_current_entries(include_ignore=False):
            return self.async_abort(reason="single_instance_allowed")
        options, errors = _check_options(user_input)
        if options is None:
            return self.async_show_form(
                step_id="user",
                data_schema=self.add_suggested_values_to_schema(
                    OPTIONS_SCHEMA, user_input
                ),
                errors=errors,
            )
        new = make_key()
        return self.async_create_entry(
            title="PrintMux",
            data={},
            options=options,
            description="default",
            description_placeholders=slicer_placeholders(self.hass, new.key),
            subentries=[
                {
                    "subentry_type": SUBENTRY_SLICER_KEY,
                    "title": "Slicer",
                    "unique_id": new.digest,
                    "data": key_data(new),
                }
            ],
        )

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry[Any]) -> PrintMuxOptionsFlow:
        """Return the flow that changes the options."""
        return PrintMuxOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry[Any]
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the flows of printers and slicer keys."""
        return {SUBENTRY_PRINTER: PrinterFlow, SUBENTRY_SLICER_KEY: SlicerKeyFlow}


class PrintMuxOptionsFlow(OptionsFlow):
    """Changes the options; the update listener applies them without a reload."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the options."""
        options, errors = _check_options(user_input)
        if options is not None:
            return self.async_create_entry(data=options)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                OPTIONS_SCHEMA, user_input or self.config_entry.options
            ),
            errors=errors,
        )


def _check_options(
    user_input: dict[str, Any] | None,
) -> tuple[dict[str, Any] | None, dict[str, str]]:
    """Return the options as they are kept, or None and what is wrong with which."""
    if user_input is None:
        return None, {}
    options = user_input | {name: int(user_input[name]) for name in WHOLE}
    errors: dict[str, str] = {}
    for option, (parse, error) in LISTS.items():
        texts = (text.strip() for text in options[option])
        try:
            read = [str(parse(text)) for text in texts if text]
        except ValueError:
            errors[option] = error
        else:
            options[option] = list(dict.fromkeys(read))
    return (None if errors else options), errors
