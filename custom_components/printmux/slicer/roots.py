"""The roots that OrcaSlicer offers: Moonraker's File Management, "List roots"."""

from dataclasses import replace
from typing import Any

from .call import Call
from .moonraker_call import ROOT
from .receive import ReceivedForm
from .uploads import Dialect


def list_roots(call: Call) -> list[dict[str, Any]]:
    """Return the root for G-code and, if folders route jobs, one for each printer."""
    names = dict.fromkeys((ROOT, *call.hub.jobs.folders.names()))
    return [{"name": name, "path": name, "permissions": "rw"} for name in names]


def with_printer_roots(call: Call, dialect: Dialect) -> Dialect:
    """Return a dialect that takes a printer's root for the folder of that name."""

    async def async_check(call: Call, form: ReceivedForm) -> None:
        """Turn the root into a folder, then check as before."""
        root = form.fields.get("root", ROOT)
        folder = None if root == ROOT else call.hub.jobs.folders.folder_of(root)
        if folder is not None:
            path = f"{folder}/{form.fields.get('path', '')}"
            form.fields.update(root=ROOT, path=path)
        await dialect.async_check(call, form)

    return replace(dialect, async_check=async_check)
