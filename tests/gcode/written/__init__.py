"""Text G-code as slicers write it, by hand, with what it tells."""

from typing import Any

from . import cura, others, slic3r

TOLD: list[tuple[str, dict[str, Any]]] = [*slic3r.TOLD, *cura.TOLD, *others.TOLD]
