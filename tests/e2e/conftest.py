"""One house for the tests of a module: it starts in some ten seconds."""

from collections.abc import Iterator
import os
from pathlib import Path

import pytest
from pytest_socket import enable_socket

from .house import E2EHouse, open_house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a running house with one printer of each kind."""
    enable_socket()
    with open_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Return where screenshots are kept: CI collects them, else they are passing."""
    folder = Path(os.environ.get("PRINTMUX_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
