"""Checks of what PrintMux says: the English table, its use, and the pages' languages."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
import re

from .common import Integration, load_json

PLACEHOLDER = re.compile(r"{(\w+)}")
TABLE = "phrases/english.py"
PAGES = "frontend/src/i18n"
FILE = "phrases.json"


def check_phrases(integration: Integration) -> None:
    """Check that every text is said somewhere, filled, and told in every language."""
    found = integration.found
    table = integration.path / TABLE
    english = _read_table(integration.modules[table])
    modules = [tree for file, tree in integration.modules.items() if file != table]
    nodes = [node for tree in modules for node in ast.walk(tree)]
    said = {node.value for node in nodes if isinstance(node, ast.Constant)}
    begun = tuple(_beginnings(nodes))
    for key in english:
        if key not in said and not key.startswith(begun):
            found.error(TABLE, f"{key} is said nowhere")
    for key, names in _calls(nodes):
        if key not in english:
            found.error(TABLE, f"{key} is missing")
        elif names != places(english[key]):
            found.error(TABLE, f"{key} is said with other values than it has places")
    pages = integration.path.parents[1] / PAGES
    for folder in sorted(pages.glob("*/")):
        if folder.name != "en":
            _check_language(integration, folder / FILE, english)


def places(text: str) -> set[str]:
    """Return the names of the values in a text."""
    return set(PLACEHOLDER.findall(text))


def _read_table(module: ast.Module) -> dict[str, str]:
    """Return the table of English texts."""
    assigned = (node for node in module.body if isinstance(node, ast.AnnAssign))
    table = next(node.value for node in assigned if node.value is not None)
    texts: dict[str, str] = ast.literal_eval(table)
    return texts


def _beginnings(nodes: list[ast.AST]) -> Iterator[str]:
    """Yield how keys begin that are put together."""
    for node in nodes:
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            begin = node.values[0].value
            if isinstance(begin, str) and re.fullmatch(r"[a-z]+\.\w*", begin):
                yield begin


def _calls(nodes: list[ast.AST]) -> Iterator[tuple[str, set[str]]]:
    """Yield the keys that `phrase` is called with, and the names of the values."""
    for node in nodes:
        match node:
            case ast.Call(
                func=ast.Name("phrase"),
                args=[ast.Constant(str() as key)],
                keywords=given,
            ):
                yield key, {keyword.arg or "" for keyword in given}


def _check_language(
    integration: Integration, file: Path, english: Mapping[str, str]
) -> None:
    """Check the texts of a language against the English ones."""
    where, found = f"{file.parent.name}/{file.name}", integration.found
    texts = load_json(file, found)
    for key in sorted(english.keys() - texts.keys()):
        found.error(where, f"{key} is not translated")
    for key in sorted(texts.keys() - english.keys()):
        found.error(where, f"{key} is in no English table")
    for key in sorted(texts.keys() & english.keys()):
        if places(texts[key]) != places(english[key]):
            found.error(where, f"{key} has other placeholders")
