"""Finds URLs that another integration has too: who was first there is served."""

from collections.abc import Iterable, Mapping
import re
from typing import Any

from aiohttp import hdrs, web

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.loader import IntegrationNotLoaded, async_get_loaded_integration

from ..issues import async_show_collisions

PLACEHOLDER = re.compile(r"\{[^}]*\}")
INTEGRATION = re.compile(r"(?:custom_components|homeassistant\.components)\.(\w+)")
OURS = __package__


@callback
def async_report_collisions(
    hass: HomeAssistant, wanted: Mapping[str, Iterable[str]]
) -> None:
    """Raise an issue for each other integration with our URLs; end those of before.

    `wanted` has the methods of each path.
    """
    shapes = {_shape(path): (path, {*wanted[path]}) for path in wanted}
    ours: set[str] = set()
    taken: dict[str, set[str]] = {}
    hidden: dict[str, set[str]] = {}
    for resource in hass.http.app.router.resources():
        if (shape := _shape(resource.canonical)) not in shapes:
            continue
        path, methods = shapes[shape]
        # Home Assistant adds OPTIONS to views by itself.
        for route in (one for one in resource if one.method != hdrs.METH_OPTIONS):
            module = _module(route)
            if module.startswith(OURS):
                ours.add(shape)
            elif shape in ours:
                # We answer every method of our paths, if only with a 405.
                hidden.setdefault(_name(hass, module), set()).add(path)
            elif route.method in methods or route.method == hdrs.METH_ANY:
                taken.setdefault(_name(hass, module), set()).add(path)
    async_show_collisions(hass, taken, hidden)


def _shape(path: str) -> str:
    """Return a path in which placeholders have no names."""
    return PLACEHOLDER.sub("{}", path)


def _module(route: web.AbstractRoute) -> str:
    """Return the module that answers: that of the view if it is one."""
    handler: Any = route.handler
    cells = getattr(handler, "__closure__", None) or ()
    for cell in cells:
        if isinstance(cell.cell_contents, HomeAssistantView):
            return type(cell.cell_contents).__module__
    return getattr(handler, "__module__", None) or type(handler).__module__


def _name(hass: HomeAssistant, module: str) -> str:
    """Return what a user calls the integration of a module, else the module."""
    if (found := INTEGRATION.match(module)) is None:
        return module
    try:
        return async_get_loaded_integration(hass, found[1]).name
    except IntegrationNotLoaded:
        return found[1]
