"""What the card and the pages of the panel cost a browser, with many printers and jobs.

    python -m scripts.bench.page [--printers 200] [--jobs 500] [--seconds 20]
        [--rounds 50] [--pages card,inbox,printers] [--profile]

The gallery's production build, in Debian's Chromium, is told each second what the server
would tell: numbers of every printer, copies that move, now and then a new job or another
state. First nobody touches the page, then it is scrolled and searched all the time, then a
few buttons are pressed. At the end it is taken away and put back, and left for another page, so many rounds: what the heap
and the document hold more then, leaks. All of it once more with 4 printers and 4 jobs.
Work is processor time of the page's main thread, which others on the machine change little;
frames, waits and other tasks are times on the wall, which they change much.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
import subprocess
import sys
import tempfile
import time
from typing import Any

from playwright.sync_api import CDPSession, Page

from tests.harness.browser import browse
from tests.harness.ha import REPOSITORY
from tests.harness.process import (
    LOOPBACK,
    end,
    find_port,
    is_listening,
    spawn,
    wait_until,
)

HERE = Path(__file__).parent
SIZE = (1440, 900)
FEW = 4
WARM_ROUNDS = 5
SETTLE_S = 2
# What browsers call a long task.
LONG_MS = 50
WORDS = ("benchy", "dragon", "vase", "voron")
MOST_FUNCTIONS = 15


@dataclass(frozen=True)
class Scene:
    """A page of the gallery: its first content, what scrolls, and what is typed into.

    `steps` are pressed one after the other, by what each does.
    """

    query: str
    view: str
    content: str
    scrolled: str
    search: str
    steps: dict[str, str]


SCENES = {
    "card": Scene(
        "show=card&width=1200",
        "inbox",
        "printmux-printer-toggle .name",
        "printmux-card",
        "printmux-picker input",
        {
            "all that fit": "printmux-quick button",
            "none": "printmux-quick button",
            "show all": "printmux-picker > .button",
        },
    ),
    "inbox": Scene(
        # The gallery's fourth job is on its way to several printers.
        "show=inbox&rest=01K9ZJ5T6V7W8X9Y0Z1A2B9996",
        "inbox",
        "printmux-job-row .name",
        "printmux-job-list",
        "printmux-job-finder input",
        {
            "another job": "printmux-job-list li:nth-child(2) a",
            "all that fit": "printmux-quick button",
            "a third job": "printmux-job-list li:nth-child(3) a",
        },
    ),
    "printers": Scene(
        "show=printers",
        "printers",
        "printmux-printer-tile h3",
        "printmux-printers-view",
        "printmux-printers-view input",
        {
            "idle ones": ".filter:nth-child(3)",
            "all again": ".filter:nth-child(3)",
            "wall": ".density",
            "no wall": ".density",
        },
    ),
}


class Meter:
    """Reads what Chromium counts of a page."""

    def __init__(self, page: Page) -> None:
        """Count processor time, not that on the wall."""
        self.page = page
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.cdp.send("Performance.enable", {"timeDomain": "threadTicks"})

    def read(self) -> Counter[str]:
        """Return all metrics by name."""
        metrics = self.cdp.send("Performance.getMetrics")["metrics"]
        return Counter({each["name"]: each["value"] for each in metrics})

    def settle(self) -> Counter[str]:
        """Return the metrics once all is drawn and all that could go is gone."""
        time.sleep(SETTLE_S)
        for _ in range(2):
            self.cdp.send("HeapProfiler.collectGarbage")
        return self.read()

    def trace(self, work: Callable[[], object]) -> list[float]:
        """Have something done; return the processor time of each task of the page."""
        events: list[dict[str, Any]] = []
        done: list[object] = []
        cdp = self.page.context.new_cdp_session(self.page)
        cdp.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
        cdp.on("Tracing.tracingComplete", lambda data: done.append(data))
        config = {"includedCategories": ["toplevel"]}
        cdp.send("Tracing.start", {"traceConfig": config})
        work()
        cdp.send("Tracing.end")
        while not done:
            self.page.wait_for_timeout(50)
        cdp.detach()
        threads: dict[object, list[float]] = {}
        for event in events:
            if event["name"].endswith("RunTask") and "tdur" in event:
                thread = event["pid"], event["tid"]
                threads.setdefault(thread, []).append(event["tdur"] / 1000)
        mains = (
            threads.get((event["pid"], event["tid"]), [])
            for event in events
            if event["name"] == "thread_name"
            and event["args"]["name"] == "CrRendererMain"
        )
        return max(mains, key=sum, default=[])

    def record(self) -> None:
        """Begin to look which functions run."""
        self.cdp.send("Profiler.enable")
        self.cdp.send("Profiler.setSamplingInterval", {"interval": 200})
        self.cdp.send("Profiler.start")

    def show_functions(self) -> None:
        """Print the functions that ran longest, by themselves."""
        profile: dict[str, Any] = self.cdp.send("Profiler.stop")["profile"]
        names = {
            node["id"]: "{functionName} {url}:{lineNumber}".format(**node["callFrame"])
            for node in profile["nodes"]
        }
        spent: Counter[str] = Counter()
        for node, micros in zip(profile["samples"], profile["timeDeltas"], strict=True):
            spent[names[node]] += micros
        for name, micros in spent.most_common(MOST_FUNCTIONS):
            print(f"    {micros / 1000:8.1f} ms  {name}")


Figures = dict[str, float]


def measure(page: Page, scene: Scene, url: str, given: argparse.Namespace) -> Figures:
    """Open a page of the gallery and return all its figures."""
    meter = Meter(page)
    page.goto(url)
    page.locator(scene.content).first.wait_for()
    figures = {"open, wall ms": page.evaluate("performance.now()")}
    page.wait_for_load_state("networkidle")
    opened = meter.settle()
    figures["open, work ms"] = opened["TaskDuration"] * 1000
    figures["nodes"] = opened["Nodes"]
    page.add_script_tag(path=HERE / "page.js")
    page.evaluate("(view) => bench.push(view)", scene.view)
    if given.profile:
        meter.record()
    figures |= stretch(page, meter, "still", lambda: time.sleep(given.seconds))
    if given.profile:
        meter.show_functions()
    # Whoever counts frames has them made: not while the page rests.
    page.evaluate("bench.watch()")
    tasks: list[float] = []
    figures |= stretch(
        page,
        meter,
        "used",
        lambda: tasks.extend(meter.trace(lambda: use(page, scene, given.seconds))),
    )
    figures["tasks of 50 ms work"] = sum(task > LONG_MS for task in tasks)
    figures["longest task, work ms"] = max(tasks)
    figures |= read_frames(page)
    figures |= take_steps(page, meter, scene)
    page.evaluate("bench.stop()")
    return figures | find_leaks(page, meter, scene, given.rounds)


def stretch(page: Page, meter: Meter, name: str, work: Callable[[], None]) -> Figures:
    """Let the page be told deltas while something is done; return what that took."""
    page.evaluate("bench.clear()")
    before = meter.read()
    work()
    after = meter.read()
    deltas = page.evaluate("bench.deltas")
    # The script that Chromium counts is only a part of it.
    parts = {
        "work": after["TaskDuration"] - before["TaskDuration"],
        "style": after["RecalcStyleDuration"] - before["RecalcStyleDuration"],
        "layout": after["LayoutDuration"] - before["LayoutDuration"],
    }
    return {f"{name}, {part} ms/delta": s / deltas * 1000 for part, s in parts.items()}


def read_frames(page: Page) -> Figures:
    """Return what the browser said of frames, long tasks and answers to keys."""
    tasks, events, gaps = page.evaluate("[bench.tasks, bench.events, bench.gaps]")
    gaps.sort()
    return {
        "tasks over 50 ms": len(tasks),
        "longest task ms": max(tasks, default=0),
        "frames p50 ms": gaps[len(gaps) // 2],
        "frames p99 ms": gaps[int(len(gaps) * 0.99)],
        "frames max ms": gaps[-1],
        "slowest answer ms": max(events, default=0),
    }


def use(page: Page, scene: Scene, seconds: float) -> None:
    """Scroll up and down, and type words into the search."""
    search = page.locator(scene.search).first
    until = time.monotonic() + seconds
    words = cycle(WORDS)
    while time.monotonic() < until:
        if search.count():
            search.focus()
            page.keyboard.type(next(words), delay=80)
            search.fill("")
        box = page.locator(scene.scrolled).bounding_box() or {"x": 0, "y": 0}
        page.mouse.move(box["x"] + 40, max(box["y"], 0) + 200)
        for step in (400, -400):
            for _ in range(10):
                page.mouse.wheel(0, step)
                time.sleep(0.05)


def take_steps(page: Page, meter: Meter, scene: Scene) -> Figures:
    """Do what a user does once in a while; return the work of the longest task of each."""

    def press(selector: str) -> None:
        """Press a button, and wait until all is drawn."""
        button = page.locator(selector).first
        if button.count():
            # By the page itself: whoever aims first would be measured too.
            button.evaluate("(button) => button.click()")
        time.sleep(SETTLE_S)

    return {
        f"{name}, longest work ms": max(meter.trace(partial(press, selector)))
        for name, selector in scene.steps.items()
    }


def find_leaks(page: Page, meter: Meter, scene: Scene, rounds: int) -> Figures:
    """Open and close the page many times; return what stays of it."""
    ways = ["reopen"] if scene is SCENES["card"] else ["reopen", "wander"]
    figures: Figures = {}
    for way in ways:
        page.evaluate(f"bench.{way}({WARM_ROUNDS})")
        before = meter.settle()
        page.evaluate(f"bench.{way}({rounds})")
        after = meter.settle()
        figures |= {
            f"{way}, heap before MB": before["JSHeapUsedSize"] / 1e6,
            f"{way}, heap after MB": after["JSHeapUsedSize"] / 1e6,
            f"{way}, nodes more": after["Nodes"] - before["Nodes"],
            f"{way}, listeners more": (
                after["JSEventListeners"] - before["JSEventListeners"]
            ),
        }
    figures["subscriptions"] = page.evaluate("gallery.connection.subscriptions.size")
    return figures


@contextmanager
def serving(folder: Path) -> Generator[str]:
    """Build the gallery as users get it, but with names, and serve it."""
    frontend = REPOSITORY / "frontend"
    built = folder / "gallery"
    options = [
        "--outDir",
        str(built),
        "--base",
        "./",
        "--minify",
        "false",
        "--emptyOutDir",
    ]
    vite = frontend / "node_modules/.bin/vite"
    command = [str(vite), "build", "src/gallery", "--logLevel", "error", *options]
    subprocess.run(command, cwd=frontend, check=True)
    port = find_port()
    server = [sys.executable, "-m", "http.server", str(port), "--bind", LOOPBACK]
    process = spawn(server, folder / "server.log", cwd=built)
    try:
        wait_until("the gallery", lambda: is_listening(port), process)
        yield f"http://{LOOPBACK}:{port}"
    finally:
        end(process)


def show(name: str, many: Figures, few: Figures) -> None:
    """Print the figures of a page side by side."""
    print(f"{name:28} {'many':>9} {'few':>9} {'ratio':>7}")
    for key, value in many.items():
        other = few[key]
        ratio = f"{value / other:7.1f}" if other > 0 else "      -"
        print(f"  {key:26} {value:9.1f} {other:9.1f} {ratio}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--printers", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--pages", default=",".join(SCENES))
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as url:
        for name in given.pages.split(","):
            scene = SCENES[name]
            found: list[Figures] = []
            for printers, jobs in ((given.printers, given.jobs), (FEW, FEW)):
                address = f"{url}/?{scene.query}&printers={printers}&jobs={jobs}"
                work = partial(take, found, scene, address, given)
                for error in browse(url, "/assets/", work, size=SIZE):
                    # Pictures that the gallery has none of.
                    if "404" not in error:
                        print("    error:", error)
            show(name, *found)


def take(
    found: list[Figures],
    scene: Scene,
    url: str,
    given: argparse.Namespace,
    page: Page,
) -> None:
    """Keep a page's figures."""
    found.append(measure(page, scene, url, given))


if __name__ == "__main__":
    main()
