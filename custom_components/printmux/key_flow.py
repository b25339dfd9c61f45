"""Subentry flow for slicer keys."""

from typing import Any

import voluptuous as vol

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import (
    DateSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .const import (
    CONF_DIGEST,
    CONF_EXPIRES_AT,
    CONF_PREFIX,
    CONF_ROUTE_MODE,
    CONF_ROUTE_PRINTERS,
    ROUTE_MODE_PRINT,
    ROUTE_MODE_UPLOAD,
    SUBENTRY_PRINTER,
)
from .slicer.keys import NewKey, make_key
from .slicer_help import slicer_placeholders


def key_data(new: NewKey) -> dict[str, Any]:
    """Return what is kept of a new key: never the key."""
    return {CONF_DIGEST: new.digest, CONF_PREFIX: new.prefix}


class SlicerKeyFlow(ConfigSubentryFlow):
    """Adds a slicer key, or changes all but the key itself."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for a name, then show the new key."""
        if user_input is None:
            return self.async_show_form(step_id="user", data_schema=self._schema())
        new = make_key()
        name = user_input.pop(CONF_NAME)
        return self.async_create_entry(
            title=name,
            data={**key_data(new), **user_input},
            unique_id=new.digest,
            description="default",
            description_placeholders={
                **slicer_placeholders(self.hass, new.key),
                "name": name,
            },
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change name, expiry and route."""
        key = self._get_reconfigure_subentry()
        if user_input is not None:
            name = user_input.pop(CONF_NAME)
            kept = {name: key.data[name] for name in (CONF_DIGEST, CONF_PREFIX)}
            return self.async_update_and_abort(
                self._get_entry(), key, title=name, data={**kept, **user_input}
            )
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                self._schema(), {**key.data, CONF_NAME: key.title}
            ),
            description_placeholders={"prefix": key.data[CONF_PREFIX]},
        )

    def _schema(self) -> vol.Schema:
        """Return the form, with the printers there are."""
        printers = [
            SelectOptionDict(value=subentry.subentry_id, label=subentry.title)
            for subentry in self._get_entry().get_subentries_of_type(SUBENTRY_PRINTER)
        ]
        return vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Optional(CONF_EXPIRES_AT): DateSelector(),
                vol.Optional(CONF_ROUTE_PRINTERS): SelectSelector(
                    SelectSelectorConfig(
                        options=printers,
                        multiple=True,
                        mode=SelectSelectorMode.DROPDOWN,
                    )
                ),
                vol.Optional(CONF_ROUTE_MODE, default=ROUTE_MODE_PRINT): SelectSelector(
                    SelectSelectorConfig(
                        options=[ROUTE_MODE_PRINT, ROUTE_MODE_UPLOAD],
                        translation_key=CONF_ROUTE_MODE,
                    )
                ),
            }
        )
