"""Names on printers."""

import re

import pytest

from custom_components.printmux.jobs.naming import make_remote_name


@pytest.mark.parametrize(
    ("name", "extension", "stem"),
    [
        ("part.gcode", ".gcode", "part"),
        ("Part.GCODE", ".gcode", "Part"),
        ("größe äöü.gcode", ".gcode", "groe_aou"),
        ("日本語.gcode", ".gcode", "print"),
        ("a#b;c*d\"e'(1).gcode", ".gcode", "a_b_c_d_e_1"),
        (".hidden.gcode", ".gcode", "hidden"),
        ("x" * 200 + ".gcode", ".gcode", "x" * 60),
        ("noend", ".gcode", "noend"),
        ("--help.g", ".g", "help"),
    ],
)
def test_remote_name(name: str, extension: str, stem: str) -> None:
    """ASCII that neither Klipper nor OctoPrint changes, cut, and unique."""
    first, second = (make_remote_name(name, extension) for _ in range(2))
    assert re.fullmatch(re.escape(stem) + r"-[0-9a-f]{8}" + re.escape(extension), first)
    assert first != second
