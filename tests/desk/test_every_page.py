"""Every page of the desk in a real browser, full of hostile text: accessible in light, dark and at 200% zoom, and
nothing of the text comes alive. Screenshots are kept as artefacts (CHARTDROP_SCREENSHOTS names a folder)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import web
from pipeline.adapters.pictures import Pictures
from pipeline.wiring import App
from rigs import desk as desk_rig
from rigs import nasty

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
if CHROMIUM:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, BrowserContext, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDE, ZOOMED = {"width": 1366, "height": 768}, {"width": 683, "height": 384}  # 200% of 1366 x 768
LONG_MS = 90_000  # a machine with other work
OPEN = ("help", "send", "reject", "search")  # dialogs of a document's page
# What would have come alive: scripts, handlers, elements made of text, and attributes that ran out of their quotes.
ALIVE = """() => [
  ...(window.pwned ? ['a script ran'] : []),
  ...[...document.querySelectorAll('img')].filter((i) => i.getAttribute('src') === 'x').map(() => 'an image was made'),
  ...[...document.querySelectorAll('script:not([src]), [onfocus], [onerror], [onload], b b')].map((e) => e.outerHTML),
  ...[...document.querySelectorAll('a[href^="javascript"]')].map((e) => e.outerHTML),
  ...(/49\\{%|49Canary/.test(document.body.innerText) ? ['a template ran'] : []),
]"""


@pytest.fixture
def address(app: App) -> Iterator[str]:
    nasty.fill(app)
    app.__dict__["pictures"] = Pictures(nasty.Painter(), app.settings.site / "pictures", lambda _: Path(os.devnull))
    desk_rig.account(app, "ana", "admin")
    object.__setattr__(app.settings, "desk", type(app.settings.desk)(port=0))
    server, address = web.start(app)
    yield address
    server.stop()


def signed_in(context: BrowserContext, address: str, faults: list[str]) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (faults.append("a dialog opened"), dialog.dismiss()))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    page.goto(address + "/sign-in")
    page.fill("input[name=name]", "ana")
    page.fill("input[type=password]", desk_rig.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue")
    return page


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']} {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found]


@pytest.mark.parametrize("how", ["light", "dark", "zoomed"])
def test_every_page_is_accessible_and_only_text(browser: Browser, address: str, how: str, tmp_path: Path) -> None:
    folder = Path(os.environ.get("CHARTDROP_SCREENSHOTS", "") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        viewport=ZOOMED if how == "zoomed" else WIDE, color_scheme="dark" if how == "dark" else "light"
    )
    context.set_default_timeout(LONG_MS)
    faults: list[str] = []
    wrong: dict[str, list[str]] = {}
    page = context.new_page()
    page.goto(address + "/sign-in")
    wrong["/sign-in"] = violations(page)
    page.screenshot(path=folder / f"{how}-sign-in.png")
    page = signed_in(context, address, faults)
    for path in (*nasty.PAGES, "/second-factor", "/patients?q=canaryzzq", "/documents/none"):
        page.goto(address + path)
        if path.startswith("/documents/d-"):
            page.wait_for_selector("#page[alt]:not([alt=''])")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        wrong[path] = violations(page) + page.evaluate(ALIVE) + (["scrolls to the side"] if wide else [])
        name = path.strip("/").replace("/", "-").replace("?", "-").replace("=", "-")
        page.screenshot(path=folder / f"{how}-{name}.png")
    context.close()
    assert {path: found for path, found in wrong.items() if found} == {}
    assert faults == []


def test_dialogs_are_accessible_and_what_is_found_is_text(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(LONG_MS)
    faults: list[str] = []
    page = signed_in(context, address, faults)
    page.goto(address + "/documents/d-1")
    page.wait_for_selector("#page[alt]:not([alt=''])")
    wrong: dict[str, list[str]] = {}
    for name in OPEN:
        page.locator(f"[data-do={name}]").first.click()
        if name == "search":
            page.locator("#search-text").fill("1961-03-04")
            page.wait_for_selector("#search-found button")
        wrong[name] = violations(page) + page.evaluate(ALIVE)
        page.keyboard.press("Escape")
    page.locator("[data-do=text]").click()
    page.wait_for_function("document.querySelector('.page-text').textContent.includes('Canary')")
    wrong["text"] = violations(page) + page.evaluate(ALIVE)
    page.locator("[data-do=text]").click()
    page.locator("#f-ordering_provider").focus()
    page.locator(".sheet").click(position={"x": 150, "y": 90})
    wrong["filled"] = page.evaluate(ALIVE)
    context.close()
    assert {name: found for name, found in wrong.items() if found} == {}
    assert faults == []
