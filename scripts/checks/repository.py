"""Checks of what HACS asks of a repository, as far as a checkout can tell."""

from pathlib import Path
import re
import tomllib

from .common import Integration, load_json

KEYS: dict[str, type | tuple[type, ...]] = {
    "content_in_root": bool,
    "country": (str, list),
    "filename": str,
    "hacs": str,
    "hide_default_branch": bool,
    "homeassistant": str,
    "name": str,
    "persistent_directory": str,
    "render_readme": bool,
    "zip_release": bool,
}


def check_repository(integration: Integration) -> None:
    """Check hacs.json and the files beside it."""
    repository, found = integration.path.parents[1], integration.found
    hacs = load_json(repository / "hacs.json", found)
    if "name" not in hacs:
        found.error("hacs.json", "name is missing")
    for key, value in hacs.items():
        if (kind := KEYS.get(key)) is None:
            found.error("hacs.json", f"unknown key {key}")
        elif not isinstance(value, kind):
            found.error("hacs.json", f"{key} has the wrong type")
    if hacs.get("zip_release") and not hacs.get("filename"):
        found.error("hacs.json", "zip_release without filename")
    names = {path.name.lower() for path in repository.iterdir()}
    if not names & {"readme.md", "readme", "info.md"}:
        found.error("repository", "there is no README")
    if not any(name.startswith("licen") for name in names):
        found.error("repository", "there is no licence")
    if len([*(repository / "custom_components").glob("*/manifest.json")]) > 1:
        found.error("repository", "custom_components has more than one integration")
    _check_versions(integration, repository)


def _check_versions(integration: Integration, repository: Path) -> None:
    """Check that the version is the same wherever it is written."""
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    wanted = integration.manifest.get("version")
    if project["project"]["version"] != wanted:
        integration.found.error("pyproject.toml", f"version is not {wanted}")
    for match in re.finditer(
        r'^VERSION(?:: Final)? = "(.+)"$',
        _read(integration.path / "const.py"),
        re.MULTILINE,
    ):
        if match[1] != wanted:
            integration.found.error("const.py", f"version is not {wanted}")


def _read(path: Path) -> str:
    """Return the text of a file, nothing if there is none."""
    return path.read_text("utf-8") if path.exists() else ""
