"""What all the checks share: the integration, what was found, small helpers."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

import homeassistant
from homeassistant.const import Platform

CORE = Path(homeassistant.__file__ or "").parent
PLATFORMS = {platform.value for platform in Platform}
QUALITY = ("bronze", "silver", "gold", "platinum")


class Findings:
    """What was found."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.errors = 0

    def error(self, where: str, text: str) -> None:
        """Report an error."""
        self.errors += 1
        print(f"ERROR   {where}: {text}")

    def warn(self, where: str, text: str) -> None:
        """Report a warning."""
        print(f"WARNING {where}: {text}")


def load_json(path: Path, found: Findings) -> dict[str, Any]:
    """Load a JSON object, refusing duplicate keys."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        for key in {key for key in keys if keys.count(key) > 1}:
            found.error(path.name, f"key {key!r} is there twice")
        return dict(pairs)

    try:
        tree = json.loads(path.read_text("utf-8"), object_pairs_hook=unique)
    except (OSError, ValueError) as err:
        found.error(path.name, str(err))
        return {}
    return tree if isinstance(tree, dict) else {}


def list_leaves(
    tree: Any, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the leaves of a nested dict."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from list_leaves(value, (*path, key))
    else:
        yield path, tree


class Integration:
    """The integration that is checked."""

    def __init__(self, path: Path, found: Findings) -> None:
        """Read its manifest, its English texts and its code."""
        self.path = path
        self.found = found
        self.manifest = load_json(path / "manifest.json", found)
        self.strings = load_json(path / "translations/en.json", found)
        self.modules = {
            file: ast.parse(file.read_text("utf-8"), str(file))
            for file in sorted(path.rglob("*.py"))
        }

    def module(self, name: str) -> ast.Module | None:
        """Return a module of the top folder."""
        return self.modules.get(self.path / f"{name}.py")

    def source(self, name: str) -> str:
        """Return the code of a module without its comments."""
        module = self.module(name)
        return ast.unparse(module) if module else ""
