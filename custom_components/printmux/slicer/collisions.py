"""Finds URLs of ours that another integration took first: the first one is served."""

from collections.abc import Iterable, Mapping
import re
from typing import Any

from aiohttp import hdrs, web

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import HomeAssistantView

from ..issues import async_create_collision_issue

PLACEHOLDER = re.compile(r"\{[^}]*\}")


@callback
def async_report_collisions(
    hass: HomeAssistant, wanted: Mapping[str, Iterable[str]]
) -> None:
    """Raise an issue for each other integration that serves methods we want there.

    `wanted` has the methods of each path. To be called before they are registered.
    """
    shapes = {_shape(path): (path, {*wanted[path]}) for path in wanted}
    found: dict[str, set[str]] = {}
    for resource in hass.http.app.router.resources():
        path, methods = shapes.get(_shape(resource.canonical), ("", set()))
        for route in resource:
            if route.method in methods or (methods and route.method == hdrs.METH_ANY):
                found.setdefault(_module(route), set()).add(path)
    for module, paths in found.items():
        async_create_collision_issue(hass, module, sorted(paths))


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
