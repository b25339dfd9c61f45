"""What the user says of a printer: the machine itself, and what is loaded now."""

from collections.abc import Iterable, Mapping
import re
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import UnitOfLength
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)

from .const import (
    CONF_BUILD_VOLUME,
    CONF_COLORS,
    CONF_FILAMENT_POLICY,
    CONF_FILAMENT_SENSOR,
    CONF_MATERIALS,
    CONF_MODELS,
    CONF_NOZZLE_DIAMETER,
    CONF_PLATE,
)
from .form_section import FormError, FormSection
from .jobs.filament import FilamentPolicy
from .jobs.likeness import rgb

UNKNOWN: Final = "Unknown"
USUAL_MATERIALS: Final = (
    *("PLA", "PETG", "ABS", "ASA", "TPU", "PC", "PA", "PP", "PVA", "HIPS"),
    *("PLA-CF", "PETG-CF", "PA-CF"),
)
USUAL_PLATES: Final = (
    *("Textured PEI Plate", "Smooth PEI Plate", "High Temp Plate", "Cool Plate"),
    *("Engineering Plate", "Glass"),
)
VOLUME: Final = re.compile(r"\s*[x×*]\s*".join([r"(\d{1,4}(?:[.,]\d{1,3})?)"] * 3))

MACHINE_FIELDS: Final[dict[Any, Any]] = {
    vol.Optional(CONF_MODELS): TextSelector(TextSelectorConfig(multiple=True)),
    vol.Optional(CONF_NOZZLE_DIAMETER): NumberSelector(
        NumberSelectorConfig(
            min=0.1,
            max=3,
            step=0.01,
            mode=NumberSelectorMode.BOX,
            unit_of_measurement=UnitOfLength.MILLIMETERS,
        )
    ),
    vol.Optional(CONF_BUILD_VOLUME): TextSelector(),
}
LOADED_FIELDS: Final[dict[Any, Any]] = {
    vol.Optional(CONF_MATERIALS): SelectSelector(
        SelectSelectorConfig(
            options=list(USUAL_MATERIALS),
            multiple=True,
            custom_value=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    ),
    vol.Optional(CONF_COLORS): TextSelector(TextSelectorConfig(multiple=True)),
    vol.Optional(CONF_PLATE): SelectSelector(
        SelectSelectorConfig(
            options=list(USUAL_PLATES),
            custom_value=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    ),
    vol.Optional(CONF_FILAMENT_SENSOR): EntitySelector(
        EntitySelectorConfig(domain=["sensor", "input_number", "number"])
    ),
    vol.Optional(
        CONF_FILAMENT_POLICY, default=FilamentPolicy.WARN.value
    ): SelectSelector(
        SelectSelectorConfig(
            options=[policy.value for policy in FilamentPolicy],
            translation_key=CONF_FILAMENT_POLICY,
        )
    ),
}


def _read_machine(entered: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to store of the machine. Raises FormError."""
    volume = (entered.get(CONF_BUILD_VOLUME) or "").strip()
    return _told(
        {
            CONF_MODELS: _texts(entered.get(CONF_MODELS)),
            CONF_NOZZLE_DIAMETER: entered.get(CONF_NOZZLE_DIAMETER),
            CONF_BUILD_VOLUME: _read_volume(volume) if volume else None,
        }
    )


def _read_volume(text: str) -> list[float]:
    """Return width, depth and height. Raises FormError."""
    match = VOLUME.fullmatch(text.lower().removesuffix("mm").strip())
    sizes = [float(size.replace(",", ".")) for size in match.groups()] if match else []
    if not sizes or not all(sizes):
        raise FormError("invalid_build_volume", text)
    return sizes


def _show_machine(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is stored of the machine, as it is entered."""
    shown = dict(stored)
    if volume := shown.get(CONF_BUILD_VOLUME):
        shown[CONF_BUILD_VOLUME] = " x ".join(f"{size:g}" for size in volume)
    return shown


def _read_loaded(entered: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to store of what is loaded. Raises FormError."""
    colors = _by_tool(_texts(entered.get(CONF_COLORS)))
    for color in filter(None, colors):
        if rgb(color) is None:
            raise FormError("invalid_color", color)
    sensor = entered.get(CONF_FILAMENT_SENSOR)
    return _told(
        {
            CONF_MATERIALS: _by_tool(_texts(entered.get(CONF_MATERIALS))),
            CONF_COLORS: colors,
            CONF_PLATE: (entered.get(CONF_PLATE) or "").strip(),
            CONF_FILAMENT_SENSOR: sensor,
            CONF_FILAMENT_POLICY: sensor and entered.get(CONF_FILAMENT_POLICY),
        }
    )


def _show_loaded(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is stored of what is loaded, as it is entered."""
    shown = dict(stored)
    for key in (CONF_MATERIALS, CONF_COLORS):
        if key in shown:
            shown[key] = [value or UNKNOWN for value in shown[key]]
    return shown


def loaded_material(config: Mapping[str, Any]) -> str:
    """Return what the first tool of a printer is loaded with."""
    return next(iter(config.get(CONF_MATERIALS, ())), "") or UNKNOWN


def with_loaded(data: Mapping[str, Any], material: str) -> dict[str, Any]:
    """Return a printer's data with another material in its first tool."""
    others = data.get(CONF_MATERIALS, ())[1:]
    rest = {key: value for key, value in data.items() if key != CONF_MATERIALS}
    return rest | _told({CONF_MATERIALS: _by_tool([material, *others])})


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that say something."""
    return {key: value for key, value in values.items() if value}


def _texts(entered: Iterable[str] | None) -> list[str]:
    """Return texts; several may stand in one, for a dropdown takes each only once."""
    parts = (part.strip() for text in entered or () for part in text.split(","))
    return [part for part in parts if part]


def _by_tool(values: Iterable[str]) -> list[str]:
    """Return values by tool, blank where unknown, up to the last that is known."""
    known = ["" if v.casefold() == UNKNOWN.casefold() else v for v in values]
    while known and not known[-1]:
        known.pop()
    return known


MACHINE: Final = FormSection(
    name="machine",
    fields=MACHINE_FIELDS,
    keys=frozenset({CONF_MODELS, CONF_NOZZLE_DIAMETER, CONF_BUILD_VOLUME}),
    read=_read_machine,
    show=_show_machine,
)
LOADED: Final = FormSection(
    name="loaded",
    fields=LOADED_FIELDS,
    keys=frozenset(
        {
            *(CONF_MATERIALS, CONF_COLORS, CONF_PLATE),
            *(CONF_FILAMENT_SENSOR, CONF_FILAMENT_POLICY),
        }
    ),
    read=_read_loaded,
    show=_show_loaded,
)
