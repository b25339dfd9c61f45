"""Pictures of Home Assistant's pages, taken with Debian's Chromium."""

from collections.abc import Callable, Generator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
import json
import os
from pathlib import Path
import threading
import time

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
DAY_MS = 24 * 3600 * 1000
# Machines may be busy: what is expected comes when it comes.
expect.set_options(timeout=60_000)


class Window:
    """A browser that stays open: what pages have loaded is at hand for the next."""

    def __init__(
        self, thread: Executor, context: BrowserContext, url: str, logged_in: bool
    ) -> None:
        """Take what is open."""
        self._thread = thread
        self._context = context
        self._url = url
        self._logged_in = logged_in

    def visit(
        self, path: str, work: Callable[[Page], None], wait: str = ""
    ) -> list[str]:
        """Open a page and work on it, then close it; return its errors."""
        return self._thread.submit(self._visit, path, work, wait).result()

    def _visit(self, path: str, work: Callable[[Page], None], wait: str) -> list[str]:
        """Do that in the browser's own thread."""
        errors: list[str] = []
        page = self._context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda line: errors.append(line.text) if line.type == "error" else None,
        )
        try:
            page.goto(self._url + path, wait_until="domcontentloaded")
            _settle(page, self._logged_in, wait)
            work(page)
        finally:
            page.close()
        return errors


@contextmanager
def open_window(
    url: str,
    *,
    token: str = "",
    size: tuple[int, int] = (1280, 900),
    dark: bool = False,
) -> Generator[Window]:
    """Open a browser at one address, logged in if there is a token."""
    # Playwright refuses a thread whose event loop runs.
    with ThreadPoolExecutor(1) as thread, ExitStack() as stack:
        play = thread.submit(sync_playwright().start).result()
        stack.callback(lambda: thread.submit(play.stop).result())

        def launch() -> BrowserContext:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
            stack.callback(lambda: thread.submit(browser.close).result())
            return _open_context(browser, url, token, size, dark)

        context = thread.submit(launch).result()
        yield Window(thread, context, url, bool(token))
    # What has written pictures ends a moment after Playwright.
    for each in threading.enumerate():
        if each.name.startswith("asyncio_"):
            each.join(timeout=5)


def browse(
    url: str,
    path: str,
    work: Callable[[Page], None],
    *,
    token: str = "",
    size: tuple[int, int] = (1280, 900),
    dark: bool = False,
    wait: str = "",
) -> list[str]:
    """Open a page, logged in if there is a token, and work on it; return its errors."""
    with open_window(url, token=token, size=size, dark=dark) as window:
        return window.visit(path, work, wait)


def take_screenshot(
    url: str,
    path: str,
    out: Path,
    *,
    token: str = "",
    size: tuple[int, int] = (1280, 900),
    dark: bool = False,
    wait: str = "",
    rest: float = 1.5,
) -> list[str]:
    """Photograph a page, logged in if there is a token; return its errors."""

    def work(page: Page) -> None:
        time.sleep(rest)
        page.screenshot(path=out)

    return browse(url, path, work, token=token, size=size, dark=dark, wait=wait)


def _open_context(
    browser: Browser, url: str, token: str, size: tuple[int, int], dark: bool
) -> BrowserContext:
    """Open a window that reaches nothing but Home Assistant."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        locale="en-GB",
        service_workers="block",
    )
    inside = (url, url.replace("http", "ws", 1), "data:", "blob:")
    context.route(
        lambda address: not address.startswith(inside), lambda route: route.abort()
    )
    if token:
        tokens = {
            "access_token": token,
            "token_type": "Bearer",
            "refresh_token": "",
            "expires_in": DAY_MS // 1000,
            "expires": int(time.time() * 1000) + DAY_MS,
            "hassUrl": url,
            "clientId": f"{url}/",
        }
        value = json.dumps(json.dumps(tokens))
        context.add_init_script(f"localStorage.setItem('hassTokens', {value});")
    return context


def _settle(page: Page, logged_in: bool, wait: str) -> None:
    """Wait until the page shows what it should."""
    if logged_in:
        main = page.locator("home-assistant-main").first
        main.wait_for(state="attached", timeout=60000)
        launch = page.locator("#ha-launch-screen").first
        launch.wait_for(state="detached", timeout=60000)
    if wait:
        page.locator(wait).first.wait_for(state="visible", timeout=60000)
