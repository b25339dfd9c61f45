"""What tests of pages share: parts of them by what users see, and a look at all."""

from pathlib import Path

from playwright.sync_api import JSHandle, Locator, Page, expect

from tests.harness.accessibility import find_barriers

# Printers take their time, and so do browsers on busy machines.
PATIENCE_MS = 60_000
DRAGGED = """(files) => {
  const dragged = new DataTransfer();
  files.forEach(([name, text]) => dragged.items.add(new File([text], name)));
  return dragged;
}"""


def panel(page: Page) -> Locator:
    """Return the page of the panel that is open, once it is there."""
    part = page.locator("printmux-panel main")
    expect(part).to_be_visible(timeout=PATIENCE_MS)
    return part


def tile(page: Page, printer: str) -> Locator:
    """Return a printer on the wall."""
    heading = page.get_by_role("heading", name=printer, exact=True)
    return panel(page).get_by_role("listitem").filter(has=heading)


def see(part: Locator, *words: str) -> None:
    """Wait until all of that is to be read in a part of the page."""
    for each in words:
        expect(part).to_contain_text(each, timeout=PATIENCE_MS)


def confirm(page: Page, words: str, button: str) -> None:
    """Answer a question that is about something, by the button of that name."""
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text(words)
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(dialog).to_have_count(0)


def check(part: Locator, picture: Path) -> None:
    """Photograph the page; nobody is kept from using a part, nothing sticks out of it."""
    part.page.screenshot(path=picture, full_page=True)
    assert find_barriers(part) == []
    assert part.evaluate("(element) => element.scrollWidth <= element.clientWidth")


def drag(page: Page, *files: Path) -> JSHandle:
    """Hold files of the computer over the page; return what is dragged."""
    texts = [(file.name, file.read_text()) for file in files]
    dragged = page.evaluate_handle(DRAGGED, texts)
    for event in ("dragenter", "dragover"):
        page.locator("printmux-panel").dispatch_event(event, {"dataTransfer": dragged})
    return dragged


def drop_paths(page: Page, *paths: Path) -> None:
    """Drag files and folders from the computer onto the page, and let go of them."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths]}
    for event in ("dragEnter", "dragOver", "drop"):
        session.send(
            "Input.dispatchDragEvent",
            {
                "type": event,
                "x": 800,
                "y": 400,
                "data": {**data, "dragOperationsMask": 1},
            },
        )


def drop(page: Page, dragged: JSHandle) -> None:
    """Let go of what is dragged."""
    page.locator("printmux-panel").dispatch_event("drop", {"dataTransfer": dragged})
