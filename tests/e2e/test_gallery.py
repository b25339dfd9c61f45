"""How the card and the panel look in every state, with data that no test waits for.

The pages of the gallery have no Home Assistant behind them: see frontend/src/gallery.
"""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect
import pytest
from pytest_socket import enable_socket

from tests.harness.accessibility import find_barriers
from tests.harness.browser import Window, open_window
from tests.harness.ha import REPOSITORY
from tests.harness.process import (
    LOOPBACK,
    end,
    find_port,
    is_listening,
    spawn,
    wait_until,
)

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

SIZES = {"phone": (320, 700), "tablet": (870, 900), "wide": (1440, 1000)}
LOOKS = (("phone", "light"), ("tablet", "dark"), ("wide", "light"), ("wide", "dark"))
CARD, PANEL = "printmux-card", "printmux-panel"
SCENES = {
    "card": (CARD, "show=card&width=1200"),
    "card-1": (CARD, "show=card&printers=1&jobs=1"),
    "card-30": (CARD, "show=card&printers=30&jobs=60&width=1200"),
    "card-compact": (CARD, "show=card&layout=compact"),
    "card-compact-narrow": (CARD, "show=card&layout=compact&width=165"),
    "card-contrast": (CARD, "show=card&custom=contrast"),
    "card-de": (CARD, "show=card&lang=de"),
    "card-empty": (CARD, "show=card&state=empty"),
    "card-error": (CARD, "show=card&state=error"),
    "card-glass": (CARD, "show=card&custom=glass"),
    "card-loading": (CARD, "show=card&state=loading"),
    "card-narrow": (CARD, "show=card&width=171"),
    "card-rtl": (CARD, "show=card&lang=ar"),
    "card-stale": (CARD, "show=card&state=stale"),
    "card-zh": (CARD, "show=card&lang=zh-Hans"),
    "inbox": (PANEL, "show=inbox"),
    "inbox-500": (PANEL, "show=inbox&jobs=500&printers=30"),
    "inbox-empty": (PANEL, "show=inbox&state=empty"),
    "inbox-fr": (PANEL, "show=inbox&lang=fr&rest=01K9ZJ5T6V7W8X9Y0Z1A2B9996"),
    "inbox-job": (PANEL, "show=inbox&rest=01K9ZJ5T6V7W8X9Y0Z1A2B9996"),
    "inbox-reader": (PANEL, "show=inbox&user=reader&rest=01K9ZJ5T6V7W8X9Y0Z1A2B9998"),
    "inbox-rtl": (PANEL, "show=inbox&lang=ar"),
    "printers": (PANEL, "show=printers&printers=8"),
    "printers-1": (PANEL, "show=printers&printers=1"),
    "printers-30": (PANEL, "show=printers&printers=30"),
    "printers-empty": (PANEL, "show=printers&state=empty"),
    "printers-nl": (PANEL, "show=printers&lang=nl&printers=8"),
    "printers-rtl": (PANEL, "show=printers&lang=ar"),
    "setup": (PANEL, "show=setup"),
    "setup-pl": (PANEL, "show=setup&lang=pl"),
    "setup-reader": (PANEL, "show=setup&user=reader"),
}
# Of a part that scrolls by itself the end may well be out of sight.
STICKS_OUT = """(element) => {
  const found = [];
  const width = document.documentElement.clientWidth;
  const scrolls = (style) => /auto|scroll|hidden|clip/.test(style.overflowX);
  const look = (node, free) => {
    for (const child of node.children ?? []) {
      const style = getComputedStyle(child);
      const box = child.getBoundingClientRect();
      const out = box.right > width + 1 || box.left < -1;
      if (free && out && box.width && style.visibility === "visible") {
        found.push(`${child.tagName} ${child.className} ${box.left} to ${box.right}`);
      }
      look(child, free && !scrolls(style));
      if (child.shadowRoot) look(child.shadowRoot, free && !scrolls(style));
    }
  };
  look(element.shadowRoot, true);
  return found;
}"""


# As wide and as high, in pixels, as is asked for by those who make telephones.
FINGER = 44
WIDER = "(element) => element.scrollWidth - element.clientWidth"
# Of what has moved since the page was opened, without anybody touching it.
MOVED = """() => new Promise((resolve) => {
  const shifts = new PerformanceObserver((list) => resolve(
    list.getEntries().filter((entry) => !entry.hadRecentInput).map(({ value }) => value)
  ));
  shifts.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
})"""
TELL = "(changed) => gallery.connection.tell({ type: 'delta', changed, removed: [] })"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """Serve the gallery; return a browser there."""
    enable_socket()
    port = find_port()
    vite = REPOSITORY / "frontend/node_modules/.bin/vite"
    options = ["--host", LOOPBACK, "--port", str(port), "--strictPort"]
    log = tmp_path_factory.mktemp("gallery") / "vite.log"
    server = spawn([vite, *options], log, cwd=REPOSITORY / "frontend")
    try:
        wait_until("the gallery", lambda: is_listening(port), server)
        with open_window(f"http://{LOOPBACK}:{port}", size=SIZES["phone"]) as window:
            yield window
    finally:
        end(server)


@pytest.mark.parametrize("scene", SCENES)
def test_scene(gallery: Window, pictures: Path, scene: str) -> None:
    """On phones and walls, by day and night: nobody is shut out, nothing sticks out."""
    tag, query = SCENES[scene]
    faults: list[str] = []

    def work(page: Page) -> None:
        # The theme changes in the middle: nothing may still be on its way.
        page.emulate_media(reduced_motion="reduce")
        element = page.locator(tag)
        expect(element).not_to_have_text("")
        page.wait_for_load_state("networkidle")
        for size, theme in LOOKS:
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("(dark) => gallery.applyTheme(dark)", theme == "dark")
            name = f"{scene}-{size}-{theme}.png"
            (pictures / name).write_bytes(page.screenshot(full_page=True))
            found = find_barriers(element) + element.evaluate(STICKS_OUT)
            if wider := element.evaluate(WIDER):
                found.append(f"What is in it is {wider} pixels wider")
            faults.extend(f"{name}: {fault}" for fault in found)

    errors = gallery.visit(f"/src/gallery/?{query}", work)
    assert errors == []
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_nothing_moves(gallery: Window) -> None:
    """What comes later, changes or is lost leaves all the rest where it is."""

    def work(page: Page) -> None:
        card = page.locator(CARD)
        lost = "The connection to Home Assistant is lost"
        expect(card).to_contain_text("Check first", timeout=30_000)
        page.evaluate("() => gallery.connection.lose()")
        expect(card).to_contain_text(lost)
        page.evaluate("() => gallery.connection.fire('ready')")
        expect(card).not_to_contain_text(lost)
        printing = {"state": "printing", "progress": 0.5, "ready": False}
        page.evaluate(TELL, {"printer0": printing})
        expect(card).to_contain_text("50%")
        assert page.evaluate(MOVED) == []
        # From here on it is somebody's hand that moves things, but for this one.
        chosen = card.locator("button.toggle").filter(has_text="Voron 2.4")
        chosen.click()
        place = chosen.bounding_box()
        newer = "() => ({ ...gallery.jobs[0], id: 'newer', name: 'newer.gcode' })"
        page.evaluate(TELL, {"newer": page.evaluate(newer)})
        expect(card.locator("printmux-strip")).to_contain_text("newer.gcode")
        expect(card.locator("h2")).to_have_text("benchy.gcode")
        expect(chosen).to_have_attribute("aria-pressed", "true")
        assert chosen.bounding_box() == place

    assert gallery.visit("/src/gallery/?show=card&late=300", work) == []


@pytest.mark.parametrize("layout", ["full", "compact"])
def test_fingers(gallery: Window, layout: str) -> None:
    """Where a finger points, all that can be pressed is large enough for it."""

    def work(page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        expect(page.locator(CARD)).to_contain_text("Upload and print")
        assert page.evaluate("() => matchMedia('(pointer: coarse)').matches")
        boxes = [
            (button.text_content(), box["width"], box["height"])
            for button in page.locator(CARD).locator("button").all()
            if (box := button.bounding_box())
        ]
        assert boxes
        assert [box for box in boxes if min(box[1:]) < FINGER] == []

    assert gallery.visit(f"/src/gallery/?show=card&layout={layout}", work) == []
