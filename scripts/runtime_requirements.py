"""Print what a real Home Assistant needs to start with --skip-pip, one a line."""

import json
from pathlib import Path
import sys

# What a minimal configuration sets up, and what that imports in turn.
DOMAINS = """
ai_task analytics assist_pipeline backup camera conversation energy ffmpeg
file_upload frontend google_translate hardware history homeassistant http
image_upload infrared intent isal llm logbook media_source met mobile_app
network octoprint person radio_browser radio_frequency recorder
shopping_list stream stt tts usage_prediction web_rtc zeroconf
"""
# Neither has a wheel for Python 3.14; scripts/setup puts a stub in their place.
STUBBED = ("pymicro-vad", "pyspeex-noise")


def collect_requirements(components: Path) -> set[str]:
    """Collect the requirements of the domains and of all they depend on."""
    wanted: set[str] = set()
    seen: set[str] = set()
    named = DOMAINS.split()
    todo = [*named]
    while todo:
        domain = todo.pop()
        file = components / domain / "manifest.json"
        if domain in seen or not file.exists():
            continue
        seen.add(domain)
        manifest = json.loads(file.read_text("utf-8"))
        wanted.update(manifest.get("requirements", ()))
        todo += manifest.get("dependencies", ())
        if domain in named:
            todo += manifest.get("after_dependencies", ())
    return {name for name in wanted if not name.lower().startswith(STUBBED)}


def main() -> None:
    """Print the requirements of the Home Assistant package named."""
    package = Path(sys.argv[1])
    print("# Written by scripts/lock: what a real Home Assistant needs to start.")
    print(
        "\n".join(sorted(collect_requirements(package / "components"), key=str.lower))
    )


if __name__ == "__main__":
    main()
