"""Fuzz a parser with atheris, which follows what the bytes reach in the code.

`uv pip install atheris`, then `python -m tests.gcode.fuzz <parser> [options of libFuzzer]`, for
example `-max_total_time=300`. What fails is written to `crash-...`: make it small with
`-minimize_crash=1 -runs=100000`, and keep it in `crashes/<parser>/`.
"""

import importlib
from pathlib import Path
import sys
import tempfile

# No part of what tests need: it is not made for every machine.
atheris = importlib.import_module("atheris")
with atheris.instrument_imports(include=["custom_components.printmux.gcode"]):
    from .targets import TARGETS, seeds


def main() -> None:
    """Fuzz the parser named first, with the others' options for libFuzzer."""
    name = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(name)):
            (Path(folder) / str(number)).write_bytes(seed)
        limits = ["-timeout=5", "-rss_limit_mb=2048", "-max_len=20000"]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[2:], folder], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
