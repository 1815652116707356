"""The reviewer's desk in a real browser: keys and machine time over a scripted keyboard session, with others at work.

`python tests/benchmarks/desk.py [--documents 50] [--reviewers 10] [--ocr 2] [--site DIR] [--searches 200]` makes a site
with doubtful documents, starts the real service on it, keeps its reading processes busy with scans, lets others work
by HTTP at a person's pace, and decides the documents in chromium with keys only. It prints, by kind of doubt,
keys (a chord is two); from the key that files to the next document on the screen; from any other key to its effect; a
patient search; and the service's memory idle, and the seconds of its stop with the browser open. `--site` names a site
that was prepared before, for example with a large patient index.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from PIL import Image, ImageDraw
from playwright.sync_api import Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from rigs import desk as rig
from rigs import doubts, site

PACE_S = 8.0  # a person's seconds for a document
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
# Until the new document's own page is painted; -2 when a warning has to be confirmed.
FILED = """(before) => new Promise((done) => {
  const look = () => {
    const one = document.querySelector('#case'), page = document.querySelector('#page');
    if (one.dataset.id === before && document.querySelector('#says').textContent.includes('again')) return done(-2);
    if (one.dataset.id !== before && page.complete && page.naturalWidth > 0 && page.src.includes(one.dataset.id))
      return requestAnimationFrame(() => done(performance.now() - window.pressedAt));
    requestAnimationFrame(look);
  };
  look();
})"""
SAID = """(version) => new Promise((done) => {
  const look = () => document.querySelector('#case').dataset.version !== version
    ? requestAnimationFrame(() => done(performance.now() - window.pressedAt)) : requestAnimationFrame(look);
  look();
})"""
FOCUSED = """() => {
  const e = document.activeElement, d = e.dataset;
  if (e.classList.contains('chart')) return 'chart';
  return d.do === 'file' ? 'file' : 'typed' in d ? 'typed' : d.field ? 'field' : '';
}"""
PRESSED = "addEventListener('keydown', () => { window.pressedAt = performance.now(); }, { capture: true })"


@dataclass
class Figures:
    """What was measured, in milliseconds but for the keys."""

    keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    following: list[float] = field(default_factory=list)
    effects: list[float] = field(default_factory=list)
    machine: list[float] = field(default_factory=list)
    searches: list[float] = field(default_factory=list)

    def show(self) -> None:
        every = [number for numbers in self.keys.values() for number in numbers]
        print(f"{len(every)} documents decided by keyboard")
        for kind, numbers in sorted(self.keys.items()):
            print(
                f"  keys, {kind:20s} n {len(numbers):3d}  median {statistics.median(numbers):.0f}  most {max(numbers)}"
            )
        print(
            f"  keys, all                  n {len(every):3d}  median {statistics.median(every):.0f}  most {max(every)}"
        )
        print(line("next document on the screen", self.following))
        print(line("any other key to its effect", self.effects))
        print(line("machine time of a document", self.machine))
        print(line("patient search", self.searches), flush=True)


def line(label: str, values: list[float]) -> str:
    if not values:
        return f"{label:30s} n   0"
    ordered = sorted(values)
    p50, p95 = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95))
    return f"{label:30s} n {len(ordered):3d}  p50 {p50:6.0f} ms  p95 {p95:6.0f} ms  most {ordered[-1]:6.0f} ms"


# --- the person in the browser


def decide(page: Page, known: dict[str, doubts.Doubtful], figures: Figures) -> bool:
    """One document by keys, as the page asks for them; whether another one follows."""
    name = page.locator("#case").get_attribute("data-id") or ""
    this, keys, machine, asked = known.get(name), 0, 0.0, []
    page.wait_for_selector("#case:not(:has(.thumb[data-unseen]))", timeout=30_000)
    for _ in range(12):
        where = page.evaluate(FOCUSED)
        version = page.locator("#case").get_attribute("data-version")
        asked.append(where)
        if where == "file" or not where:
            press = ["Enter"] if where else ["Control+Enter"]
            keys += 1 if where else 2
            page.evaluate("document.querySelector('#says').textContent = ''")
            page.keyboard.press(press[0])
            try:
                took = page.evaluate(FILED, name)
            except Error:  # the queue is empty: the page went there
                took = -1
            if took == -2:  # a warning: the same key again confirms
                continue
            if this:
                figures.keys[this.kind].append(keys)
            if took > 0:
                figures.following.append(took)
                figures.machine.append(machine + took)
            return bool(took > 0)
        if where == "typed":
            text = this.printed_birth if this else ""
            page.keyboard.type(text)
            keys += len(text)
        page.keyboard.press("a" if where == "chart" else "Enter")
        keys += 1
        took = page.evaluate(SAID, version)
        figures.effects.append(took)
        machine += took
    raise RuntimeError(f"{this.kind if this else name} asks for {asked}: {page.locator('#says').inner_text()}")


def session(address: str, known: dict[str, doubts.Doubtful], documents: int, figures: Figures, stop: Any) -> None:
    with sync_playwright() as made:
        browser = made.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        page.set_default_timeout(120_000)
        page.goto(address + "/sign-in")
        page.fill("input[name=name]", "ana")
        page.fill("input[type=password]", rig.PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/queue")
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/*")
        page.evaluate(PRESSED)
        for _ in range(documents):
            if not decide(page, known, figures):
                break
        stop(page)
        browser.close()


# --- the others


class Reviewer(threading.Thread):
    """Somebody at work by HTTP, as a browser asks, at a person's pace."""

    def __init__(self, address: str, name: str, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.address, self.name, self.over, self.done = address, name, over, 0
        self.client = httpx.Client(base_url=address, timeout=30, headers={"Origin": address})

    def run(self) -> None:
        try:
            self._work()
        except httpx.HTTPError:
            return  # the service was stopped
        finally:
            self.client.close()

    def _work(self) -> None:
        self.client.post("/sign-in", data={"name": self.name, "password": rig.PASSWORD})
        while not self.over.is_set():
            token = re.search(r'name="csrf" content="([^"]*)"', self.client.get("/queue").text)
            self.client.headers["X-CSRF-Token"] = token[1] if token else ""
            answer = self.client.post("/queue/next")
            place = answer.headers.get("location", "/queue")
            if place == "/queue":
                return
            text = self.client.get(place).text
            version = int(re.search(r'data-version="(\d+)"', text)[1])  # type: ignore[index]
            for path in (f"{place}/pages/1?turn=0", f"{place}/pages/1?turn=0&small=true", f"{place}/words/1"):
                self.client.get(path)
            self.client.post(f"{place}/seen", json={"page": 1})
            self.over.wait(random.uniform(0.5, 1.5) * PACE_S)
            said = {"version": version, "what": "accept", "field": "collected_date"}
            self.client.post(f"{place}/say", json=said)
            self.client.post(f"{place}/decide", json={"version": version + 1, "what": "aside"})
            self.done += 1


def scan(path: Path, seed: int) -> None:
    """A noisy page of nonsense that keeps a reading process busy for seconds."""
    draw = random.Random(seed)
    image = Image.new("L", (1700, 2200), 255)
    pen = ImageDraw.Draw(image)
    for row in range(60):
        text = " ".join("".join(draw.choices("abcdefghinorstu", k=draw.randint(3, 9))) for _ in range(14))
        pen.text((120, 90 + 34 * row), text, fill=0, font_size=22)
    noise = np.random.default_rng(seed).normal(0, 22, (2200, 1700))
    Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype("uint8")).save(path, dpi=(200, 200))


@contextmanager
def busy(inbox: Path, folder: Path, over: threading.Event) -> Iterator[None]:
    """Scans keep coming in, so that no reading process rests."""

    def feed() -> None:
        number = 0
        while not over.wait(1.0):
            if len(list(inbox.glob("scan-*"))) < 3:
                made = folder / f"scan-{number}.png"
                scan(made, number)
                shutil.move(made, inbox / made.name)
                number += 1

    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    yield
    over.set()
    thread.join(10)


def searches(address: str, words: list[str], figures: Figures) -> None:
    """What people type to find a patient: beginnings and misspelt names, one request after the other."""
    with httpx.Client(base_url=address, timeout=30, headers={"Origin": address}) as client:
        client.post("/sign-in", data={"name": "ana", "password": rig.PASSWORD})
        for word in words:
            began = time.perf_counter()
            client.get("/patients", params={"q": word}).raise_for_status()
            figures.searches.append(1e3 * (time.perf_counter() - began))


def names_of(folder: Path, count: int) -> list[str]:
    app = rig.open_app(folder)
    draw = random.Random(3)
    with app.database.connect() as connection:
        top = connection.exec_driver_sql("SELECT max(row) FROM patients").scalar() or 0
        rows = [
            connection.exec_driver_sql(
                "SELECT patient_id FROM patients WHERE row = ?", (draw.randint(1, top),)
            ).scalar()
            for _ in range(count)
        ]
    found = [app.patients.get(row) for row in rows if row]
    app.close()
    words = []
    for number, one in enumerate(one for one in found if one):
        family, given = one.family_name, one.given_name
        words.append((f"{family[:4]} {given[:2]}", f"{family} {given}", family[1:] + " " + given, one.birth_date,
                      one.phone)[number % 5])  # fmt: skip
    return words


# --- the service


def resident(pid: int) -> float:
    """MB in memory of one process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def run(given: argparse.Namespace, folder: Path) -> None:
    rig.cheap_passwords()
    app = rig.open_app(folder)
    for name in ("ana", *(f"r{number}" for number in range(given.reviewers))):
        rig.account(app, name, "supervisor")
    more = given.documents + 1 + given.reviewers * (2 + given.documents // 8)
    offset = 10_000 * random.randint(1, 400)
    print(f"{more} doubtful documents are made", flush=True)
    known = {one.item.item_id: one for one in doubts.put(app, folder, range(offset, offset + more))}
    address_file = folder / "site" / "service.log"
    app.close()
    service = site.Service(site=folder / "site")
    service.environment = {"CHARTDROP_READING_WORKERS": str(max(1, given.ocr))}
    service.start()
    try:
        site.wait_until(lambda: "the desk is at" in address_file.read_text(), 60, "the desk listens")
        measure(given, folder, service, known)
    finally:
        if service.running:
            service.kill()


def measure(given: argparse.Namespace, folder: Path, service: site.Service, known: dict[str, doubts.Doubtful]) -> None:
    """Everything that needs the running service."""
    assert service.process is not None
    address = re.findall(r"the desk is at\s+(\S+)", (folder / "site" / "service.log").read_text())[-1]
    threading.Event().wait(given.rest)
    print(f"idle, the desk in the process: {resident(service.process.pid):.0f} MB resident", flush=True)
    figures, over = Figures(), threading.Event()
    others = [Reviewer(address, f"r{number}", over) for number in range(given.reviewers)]
    stopped: list[float] = []

    def stop(_page: Page) -> None:
        searches(address, words, figures)
        print(f"at work: {resident(service.process.pid):.0f} MB resident", flush=True)  # type: ignore[union-attr]
        began = time.perf_counter()
        service.stop(timeout=60)
        stopped.append(time.perf_counter() - began)

    words = names_of(folder, given.searches)
    for one in others:
        one.start()
    with busy(folder / "site" / "inbox", folder, over) if given.ocr else _nothing():
        session(address, known, given.documents, figures, stop)
    figures.show()
    print(f"others decided {sum(one.done for one in others)} documents meanwhile")
    print(f"stopped in {stopped[0]:.1f} s with the browser and the others at work")


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=10)
    parser.add_argument("--ocr", type=int, default=2, help="reading processes kept busy; 0: none")
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--rest", type=float, default=10.0, help="seconds before the idle memory is read")
    parser.add_argument("--site", default="", help="a folder that holds a prepared site/; it is changed")
    given = parser.parse_args()
    if given.site:
        run(given, Path(given.site))
        return
    with tempfile.TemporaryDirectory() as folder:
        run(given, Path(folder))


if __name__ == "__main__":
    main()
