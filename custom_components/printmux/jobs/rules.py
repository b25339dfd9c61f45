"""Routing rules: which jobs each of them is about. They know nothing of printers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import Any, Self

from homeassistant.const import CONF_MODE

from ..const import (
    CONF_FOLDER,
    CONF_JOB_TAGS,
    CONF_MATERIALS,
    CONF_MODELS,
    CONF_NAME_PREFIX,
    CONF_ONLY_WHEN_ASKED,
    CONF_ORDER,
    CONF_PRINTERS,
    CONF_SLICER_KEYS,
    CONF_SPREAD,
    CONF_TAGS,
)
from .likeness import Likeness, compare_materials, same_name
from .models import Job
from .naming import alike
from .needs import Needs

DEFAULT_ORDER = 10
# What a rule lists: of each of these one is enough.
LISTS = (
    CONF_SLICER_KEYS,
    CONF_JOB_TAGS,
    CONF_MODELS,
    CONF_MATERIALS,
    CONF_PRINTERS,
    CONF_TAGS,
)
BRACKETED = re.compile(r"\[([^\[\]]+)\]")
HASHED = re.compile(r"#([\w+-]+)")


class Mode(StrEnum):
    """What a rule has done with a job."""

    ASK = "ask"
    UPLOAD = "upload"
    PRINT = "print"


class Spread(StrEnum):
    """Which of its printers get a job."""

    ALL = "all"
    FIRST_FREE = "first_free"
    ROUND_ROBIN = "round_robin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Jobs that meet all conditions that are given, and what becomes of them.

    Of a condition with several values one is enough. Without `printers` and `tags` it
    means all printers that are included.
    """

    id: str
    name: str
    slicer_keys: frozenset[str] = frozenset()
    folder: str = ""
    name_prefix: str = ""
    job_tags: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    materials: frozenset[str] = frozenset()
    only_when_asked: bool = False
    mode: Mode = Mode.ASK
    printers: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    spread: Spread = Spread.ALL
    order: float = DEFAULT_ORDER

    @classmethod
    def from_data(cls, rule_id: str, name: str, data: Mapping[str, Any]) -> Self:
        """Read the data of a subentry."""
        return cls(
            id=rule_id,
            name=name,
            **{key: frozenset(data.get(key, ())) for key in LISTS},
            folder=data.get(CONF_FOLDER, ""),
            name_prefix=data.get(CONF_NAME_PREFIX, ""),
            only_when_asked=data.get(CONF_ONLY_WHEN_ASKED, False),
            mode=Mode(data[CONF_MODE]),
            spread=Spread(data[CONF_SPREAD]),
            order=data.get(CONF_ORDER, DEFAULT_ORDER),
        )


def first_match(rules: Iterable[Rule], job: Job) -> Rule | None:
    """Return the rule that a job goes by, None if none is about it."""
    ordered = sorted(rules, key=lambda rule: (rule.order, alike(rule.name), rule.id))
    return next((rule for rule in ordered if matches(rule, job)), None)


def matches(rule: Rule, job: Job) -> bool:
    """Tell whether a rule is about a job: all conditions that are given hold."""
    return all(
        check(wanted, job)
        for condition, check in CHECKS.items()
        if (wanted := getattr(rule, condition))
    )


def _is_below(folder: str, job: Job) -> bool:
    """Tell whether a job lies in a folder, or anywhere below it."""
    wanted, path = _parts(folder), _parts(job.folder)
    return path[: len(wanted)] == wanted


def _parts(path: str) -> list[str]:
    """Return the folders on a path as they are compared."""
    return [alike(part) for part in re.split(r"[\\/]", path) if part.strip()]


def _has_tag(wanted: Iterable[str], job: Job) -> bool:
    """Tell whether a job's folder or name holds one of some tags."""
    return not _tags(job.path).isdisjoint(alike(tag.strip("#[] ")) for tag in wanted)


def _tags(path: str) -> set[str]:
    """Return what stands in brackets, as a whole and word by word, and after a `#`."""
    inside = BRACKETED.findall(path)
    words = (word for text in inside for word in re.findall(r"[^\s,;]+", text))
    return {alike(tag) for tag in (*inside, *words, *HASHED.findall(path))}


def _is_for_model(wanted: Iterable[str], job: Job) -> bool:
    """Tell whether a file was sliced for one of some models."""
    model = Needs.of(job.details).model
    return model is not None and any(same_name(name, model) for name in wanted)


def _uses_material(wanted: Iterable[str], job: Job) -> bool:
    """Tell whether a tool that prints something is sliced for one of some materials."""
    return any(
        compare_materials(name, use.material) is Likeness.SAME
        for use in Needs.of(job.details).uses
        if use.material
        for name in wanted
    )


CHECKS: Mapping[str, Callable[[Any, Job], bool]] = {
    "slicer_keys": lambda wanted, job: job.key_id in wanted,
    "folder": _is_below,
    "name_prefix": lambda wanted, job: alike(job.name).startswith(alike(wanted)),
    "job_tags": _has_tag,
    "models": _is_for_model,
    "materials": _uses_material,
    "only_when_asked": lambda _, job: job.start_requested,
}
