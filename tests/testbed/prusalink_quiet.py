"""Runs PrusaLink, in its own environment, without telling the network about it."""

import runpy
from unittest.mock import patch

if __name__ == "__main__":
    with patch("zeroconf.Zeroconf"):
        runpy.run_module("prusa.link", run_name="__main__", alter_sys=True)
