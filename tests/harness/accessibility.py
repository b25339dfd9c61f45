"""What axe-core finds wrong with a part of a page."""

from typing import Any

from playwright.sync_api import Locator

from .ha import REPOSITORY

AXE = REPOSITORY / "frontend/node_modules/axe-core/axe.min.js"
GRAVE = ("serious", "critical")


def find_barriers(part: Locator) -> list[str]:
    """Return what keeps people from using a part of a page, a line for each place."""
    part.page.evaluate(AXE.read_text())
    report: dict[str, Any] = part.evaluate(
        "(element) => axe.run(element, { resultTypes: ['violations'] })"
    )
    # Nothing looked at is nothing found.
    assert report["passes"], "axe-core has seen nothing"
    return [
        f"{found['id']} ({found['impact']}): {found['help']}: {node['html'][:160]} "
        f"{node['any'][0]['message'] if node['any'] else ''}"
        for found in report["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]
