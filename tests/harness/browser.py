"""Pictures of Home Assistant's pages, taken with Debian's Chromium."""

from concurrent.futures import ThreadPoolExecutor
import json
import os
from pathlib import Path
import time

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
DAY_MS = 24 * 3600 * 1000


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
    errors: list[str] = []

    def run() -> None:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
            context = _open_context(browser, url, token, size, dark)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on(
                "console",
                lambda line: errors.append(line.text) if line.type == "error" else None,
            )
            page.goto(url + path, wait_until="domcontentloaded")
            try:
                _settle(page, bool(token), wait)
                time.sleep(rest)
            finally:
                page.screenshot(path=out)
                browser.close()

    # Playwright refuses a thread whose event loop runs.
    with ThreadPoolExecutor(1) as executor:
        executor.submit(run).result()
    return errors


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
        page.locator(wait).first.wait_for(state="visible", timeout=15000)
