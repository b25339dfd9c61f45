"""Check custom_components/printmux: python -m scripts.checks [FOLDER]."""

from pathlib import Path
import sys

from .common import Findings, Integration
from .manifest import check_dependencies, check_manifest
from .phrases import check_phrases
from .quality import check_quality_scale
from .repository import check_repository
from .resources import check_brand, check_icons, check_services
from .translations import check_keys_in_code, check_translations

DEFAULT = Path(__file__).parents[2] / "custom_components/printmux"


def main() -> int:
    """Check; return 1 if there is an error."""
    found = Findings()
    path = Path(sys.argv[1]) if sys.argv[1:] else DEFAULT
    integration = Integration(path.resolve(), found)
    for check in (
        check_manifest,
        check_dependencies,
        check_translations,
        check_keys_in_code,
        check_phrases,
        check_services,
        check_icons,
        check_brand,
        check_quality_scale,
        check_repository,
    ):
        check(integration)
    print(f"{found.errors} errors")
    return min(found.errors, 1)


if __name__ == "__main__":
    sys.exit(main())
