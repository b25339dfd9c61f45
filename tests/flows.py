"""Goes through the flows of subentries."""

from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigSubentry,
    SubentryFlowResult,
)
from homeassistant.core import HomeAssistant


async def begin(
    hass: HomeAssistant, hub: MockConfigEntry, kind: str
) -> SubentryFlowResult:
    """Open the flow for a new subentry."""
    return await hass.config_entries.subentries.async_init(
        (hub.entry_id, kind), context={"source": SOURCE_USER}
    )


async def reconfigure(
    hass: HomeAssistant, hub: MockConfigEntry, subentry_id: str
) -> SubentryFlowResult:
    """Open the flow that changes a subentry."""
    return await hass.config_entries.subentries.async_init(
        (hub.entry_id, hub.subentries[subentry_id].subentry_type),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id},
    )


async def step(
    hass: HomeAssistant, result: SubentryFlowResult, user_input: dict[str, Any]
) -> SubentryFlowResult:
    """Send a form."""
    return await hass.config_entries.subentries.async_configure(
        result["flow_id"], user_input
    )


def newest(hub: MockConfigEntry) -> ConfigSubentry:
    """Return the subentry that was added last."""
    return list(hub.subentries.values())[-1]
