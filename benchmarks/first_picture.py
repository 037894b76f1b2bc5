"""How long a browser that comes for the first time waits for its first chart, and what it loads.

`python -m benchmarks.first_picture` opens pages and a bare Streamlit page in turns, each time in a
new context of a Chromium, without anything cached, on servers that have had visitors.
"""

from argparse import ArgumentParser
from typing import NamedTuple

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from benchmarks.servers import bare, ours
from tests.browser.conftest import FLAGS, chromium

LARGE = 10_000  # bytes of a script that is worth a line of its own

# Notes when a canvas or svg is there that is larger than an icon and has something in it.
WATCH = """(() => {
  const LEAST = {width: 150, height: 80};
  const everywhere = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    [each, ...(each.shadowRoot ? everywhere(each.shadowRoot) : [])]);
  const drawn = (picture) => {
    if (picture.matches("svg")) return picture.querySelector("path, rect, circle, line, image");
    const small = Object.assign(document.createElement("canvas"), {width: 64, height: 64});
    const pen = small.getContext("2d");
    pen.drawImage(picture, 0, 0, 64, 64);
    return pen.getImageData(0, 0, 64, 64).data.some((value) => value);
  };
  const look = () => {
    for (const each of everywhere(document)) {
      if (!each.matches("canvas, svg")) continue;
      const {width, height} = each.getBoundingClientRect();
      if (width >= LEAST.width && height >= LEAST.height && drawn(each)) {
        window.firstPicture = performance.now();
        return;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
LOADED = """() => performance.getEntriesByType("resource")
  .filter((each) => /[.]m?js$/.test(new URL(each.name).pathname))
  .map((each) => [new URL(each.name).pathname.split("/").pop(), each.encodedBodySize])"""


class Visit(NamedTuple):
    """What a browser saw."""

    wait: float  # ms
    scripts: dict[str, int]  # bytes


def visit(browser: Browser, url: str) -> Visit:
    """Open a page in a browser that was nowhere before."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    page.wait_for_function("() => window.firstPicture")
    page.wait_for_selector('[data-test-script-state="notRunning"]')
    page.wait_for_load_state("networkidle")
    seen = Visit(page.evaluate("() => window.firstPicture"), dict(page.evaluate(LOADED)))
    context.close()
    return seen


def report(name: str, visits: list[Visit], plain: list[Visit]) -> None:
    """Print the wait, how it compares, and which JavaScript came on top."""
    wait, wait_for_bare = (np.median([each.wait for each in them]) for them in (visits, plain))
    most = max(each.wait for each in visits)
    scripts, theirs = visits[-1].scripts, plain[-1].scripts
    extra = {name: size for name, size in scripts.items() if name not in theirs}
    print(
        f"{name:20}{wait:8.0f}{most:9.0f}{wait / wait_for_bare:8.2f}×"
        f"{sum(scripts.values()) / 1000:11.0f}{sum(extra.values()) / 1000:10.0f}"
    )
    large = {name: size for name, size in extra.items() if size >= LARGE}
    for script, size in sorted(large.items(), key=lambda each: -each[1]):
        print(f"{'':56}{size / 1000:10.0f}  {script}")
    if rest := extra.keys() - large.keys():
        size = sum(extra[script] for script in rest)
        print(f"{'':56}{size / 1000:10.0f}  {len(rest)} smaller ones")


def main() -> None:
    """Print a line for each page, and the JavaScript that the bare page goes without."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", nargs="+", default=["averages", "softmax", "training"])
    arguments.add_argument("--rounds", type=int, default=5)
    asked = arguments.parse_args()
    print(
        "From navigation to the first canvas or svg of a chart with something drawn in it, in a "
        f"browser with nothing cached;\nmedian and most of {asked.rounds} rounds in turns. kB of "
        "JavaScript until the network rests, and those that the bare page goes without."
    )
    print(f"{'':20}{'ms':>8}{'most':>9}{'to bare':>9}{'kB of JS':>11}{'on top':>10}")
    with ours() as server, bare() as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        urls = {"bare": plain.url} | {f"/{page}": f"{server.url}/{page}" for page in asked.pages}
        visits: dict[str, list[Visit]] = {name: [] for name in urls}
        for turn in range(asked.rounds + 1):
            for name, url in urls.items():
                seen = visit(browser, url)
                if turn:  # the first warms the servers up
                    visits[name].append(seen)
        browser.close()
    for name, seen in visits.items():
        report(name, seen, visits["bare"])


if __name__ == "__main__":
    main()
