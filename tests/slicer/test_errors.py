"""Refusals as exceptions."""

from importlib import import_module
from pkgutil import walk_packages

from custom_components import printmux


def test_no_exception_is_raised_twice() -> None:
    """An exception that is kept would keep the frames of each request it refused."""
    names = [
        module.name
        for module in walk_packages(printmux.__path__, "custom_components.printmux.")
    ]
    assert "custom_components.printmux.slicer.errors" in names
    kept = [
        f"{name}.{attribute}"
        for name in names
        for attribute, value in vars(import_module(name)).items()
        if isinstance(value, BaseException)
    ]
    assert kept == []
