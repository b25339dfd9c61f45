"""Config flow: the hub and its options; printers and keys have flows of their own."""

from collections.abc import Callable, Mapping
from typing import Any, override

import voluptuous as vol

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import UnitOfTime
from homeassistant.core import HomeAssistant, callback
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
    CONF_PATIENCE_HOURS,
    CONF_REMOVE_COPIES,
    CONF_RETENTION_DAYS,
    CONF_RETENTION_GB,
    CONF_RETENTION_JOBS,
    CONF_SLICER_PRINT,
    CONF_STAGGER_S,
    CONF_STORAGE_QUOTA_GB,
    CONF_USER_ACCESS,
    DEFAULT_CORS_ORIGINS,
    DEFAULT_MAX_UPLOAD_MB,
    DEFAULT_PATIENCE_HOURS,
    DEFAULT_STORAGE_QUOTA_GB,
    DOMAIN,
    SLICER_PRINT_ASK,
    SLICER_PRINT_AUTO,
    SUBENTRY_PRINTER,
    SUBENTRY_RULE,
    SUBENTRY_SLICER_KEY,
)
from .discovery_flow import DiscoverySteps
from .jobs.settings import UserAccess, parse_network, parse_origin
from .key_flow import SlicerKeyFlow, key_data
from .printer_flow import PrinterFlow
from .rule_flow import RuleFlow
from .slicer.appkeys import plain_text
from .slicer.keys import make_key
from .slicer.own_port import async_can_listen
from .slicer_help import slicer_placeholders

GIGABYTES = NumberSelectorConfig(
    min=0,
    max=10_000,
    step="any",
    mode=NumberSelectorMode.BOX,
    unit_of_measurement="GB",
)
# In the order in which most users care.
OPTIONS_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_SLICER_PRINT, default=SLICER_PRINT_ASK): SelectSelector(
            SelectSelectorConfig(
                options=[SLICER_PRINT_ASK, SLICER_PRINT_AUTO],
                translation_key=CONF_SLICER_PRINT,
            )
        ),
        vol.Optional(CONF_FOLDER_ROUTING, default=False): BooleanSelector(),
        vol.Optional(
            CONF_USER_ACCESS, default=UserAccess.DISPATCH.value
        ): SelectSelector(
            SelectSelectorConfig(
                options=[access.value for access in UserAccess],
                translation_key=CONF_USER_ACCESS,
            )
        ),
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
        ): NumberSelector(GIGABYTES),
        vol.Optional(CONF_RETENTION_DAYS, default=0): NumberSelector(
            NumberSelectorConfig(
                min=0,
                max=3650,
                mode=NumberSelectorMode.BOX,
                unit_of_measurement=UnitOfTime.DAYS,
            )
        ),
        vol.Optional(CONF_RETENTION_JOBS, default=0): NumberSelector(
            NumberSelectorConfig(min=0, max=100_000, mode=NumberSelectorMode.BOX)
        ),
        vol.Optional(CONF_RETENTION_GB, default=0): NumberSelector(GIGABYTES),
        vol.Optional(CONF_REMOVE_COPIES, default=False): BooleanSelector(),
        vol.Optional(
            CONF_PATIENCE_HOURS, default=DEFAULT_PATIENCE_HOURS
        ): NumberSelector(
            NumberSelectorConfig(
                min=1,
                max=24 * 365,
                mode=NumberSelectorMode.BOX,
                unit_of_measurement=UnitOfTime.HOURS,
            )
        ),
        vol.Optional(CONF_STAGGER_S, default=0): NumberSelector(
            NumberSelectorConfig(
                min=0,
                max=3600,
                mode=NumberSelectorMode.BOX,
                unit_of_measurement=UnitOfTime.SECONDS,
            )
        ),
        vol.Optional(CONF_ADVERTISE, default=True): BooleanSelector(),
        vol.Optional(CONF_OWN_PORT, default=0): NumberSelector(
            NumberSelectorConfig(min=0, max=65535, mode=NumberSelectorMode.BOX)
        ),
        vol.Optional(CONF_KEYLESS_NETWORKS, default=list): TextSelector(
            TextSelectorConfig(multiple=True)
        ),
        vol.Optional(
            CONF_CORS_ORIGINS, default=list(DEFAULT_CORS_ORIGINS)
        ): TextSelector(TextSelectorConfig(multiple=True)),
    }
)

WHOLE = (
    *(CONF_PATIENCE_HOURS, CONF_STAGGER_S),
    *(CONF_MAX_UPLOAD_MB, CONF_OWN_PORT),
    *(CONF_RETENTION_DAYS, CONF_RETENTION_JOBS),
)
# Options that are lists of texts: how each text is read, and what a wrong one is.
LISTS: Mapping[str, tuple[Callable[[str], object], str]] = {
    CONF_CORS_ORIGINS: (parse_origin, "origin"),
    CONF_KEYLESS_NETWORKS: (parse_network, "network"),
}


class PrintMuxConfigFlow(DiscoverySteps, domain=DOMAIN):
    """Adds the hub and its first slicer key, or a printer that was discovered."""

    VERSION = 1

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the options, then show the first key."""
        if self.async_hub():
            return self.async_abort(reason="single_instance_allowed")
        options, errors, wrong = await _async_check_options(self.hass, user_input)
        if options is None:
            return self.async_show_form(
                step_id="user",
                data_schema=self.add_suggested_values_to_schema(
                    OPTIONS_SCHEMA, user_input
                ),
                errors=errors,
                description_placeholders=wrong,
            )
        return self._make_hub(options, "default")

    @override
    async def async_make_hub(self, printer: ConfigSubentryData) -> ConfigFlowResult:
        """Make a hub with default options that begins with a printer."""
        options, _, _ = await _async_check_options(self.hass, OPTIONS_SCHEMA({}))
        assert options is not None
        return self._make_hub(options, "discovered", printer)

    def _make_hub(
        self, options: dict[str, Any], text: str, *printers: ConfigSubentryData
    ) -> ConfigFlowResult:
        """Make the hub, and show its first key."""
        new = make_key()
        key = ConfigSubentryData(
            subentry_type=SUBENTRY_SLICER_KEY,
            title="Slicer",
            unique_id=new.digest,
            data=key_data(new),
        )
        return self.async_create_entry(
            title="PrintMux",
            data={},
            options=options,
            description=text,
            description_placeholders={
                **slicer_placeholders(self.hass, new.key),
                "printer": "".join(printer["title"] for printer in printers),
            },
            subentries=[key, *printers],
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
        """Return the flows of printers, slicer keys and routing rules."""
        return {
            SUBENTRY_PRINTER: PrinterFlow,
            SUBENTRY_SLICER_KEY: SlicerKeyFlow,
            SUBENTRY_RULE: RuleFlow,
        }


class PrintMuxOptionsFlow(OptionsFlow):
    """Changes the options; the update listener applies them without a reload."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the options."""
        before = self.config_entry.options
        options, errors, wrong = await _async_check_options(
            self.hass, user_input, before.get(CONF_OWN_PORT, 0)
        )
        if options is not None:
            return self.async_create_entry(data=options)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                _schema_for(before), user_input or before
            ),
            errors=errors,
            description_placeholders=wrong,
        )


def _schema_for(options: Mapping[str, Any]) -> vol.Schema:
    """Return the form's schema, in which what is left out stays as it is."""
    fields = OPTIONS_SCHEMA.schema.items()
    return vol.Schema(
        {
            vol.Optional(
                field.schema, default=options.get(field.schema, field.default())
            ): selector
            for field, selector in fields
        }
    )


async def _async_check_options(
    hass: HomeAssistant, user_input: dict[str, Any] | None, own_port: int = 0
) -> tuple[dict[str, Any] | None, dict[str, str], dict[str, str]]:
    """Return the options as they are kept, or None, what is wrong, and its texts.

    `own_port` is the one that PrintMux has itself.
    """
    if user_input is None:
        return None, {}, {}
    options = user_input | {name: int(user_input[name]) for name in WHOLE}
    errors: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for option, (parse, kind) in LISTS.items():
        read: list[str] = []
        for text in filter(None, map(str.strip, options[option])):
            try:
                read.append(str(parse(text)))
            except ValueError:
                errors[option] = f"invalid_{kind}"
                wrong.setdefault(kind, plain_text(text))
        options[option] = list(dict.fromkeys(read))
    port = options[CONF_OWN_PORT]
    if port not in (0, own_port) and not await async_can_listen(hass, port):
        errors[CONF_OWN_PORT] = "port_taken"
    return (None if errors else options), errors, wrong
