"""How many different frames a second a browser without a GPU draws of a run, or of two.

Plays the films of `/training` and `/compare_runs` at 4× and counts. `python -m benchmarks.film_fps`
prints a line for each setting: frames a second, the longest wait for one, and the milliseconds of
computing behind each.
"""

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium, running_app

PAGES = ("/training", "/compare_runs")
SETTINGS = {
    "as it opens": {},
    "most points": {"examples": "1000", "batch": "1000"},
    "most rings": {"examples": "1000", "batch": "400"},
    "100 rings": {"examples": "1000", "batch": "100"},
    "most classes": {"classes": "6"},
    "most layers": {"hidden": "16, 16, 16, 16"},
    "most steps": {"steps": "5000"},
    "the network": {"network": "true"},
    "all of 4 × 16": {"network": "true", "hidden": "16, 16, 16, 16"},
    "most of all": {"classes": "6", "examples": "1000", "hidden": "4, 4, 4, 4", "batch": "400"},
}

PLAY_AND_COUNT = """() => new Promise((done) => {
  const film = document.querySelector(".film-player");
  const slider = film.querySelector("input");
  film.querySelector("select").value = "4";
  film.querySelector("[data-go=play]").click();
  const times = [];
  let seen = slider.value;
  const look = (now) => {
    if (slider.value !== seen) times.push(now);
    seen = slider.value;
    if (seen !== slider.max) return requestAnimationFrame(look);
    const waits = times.slice(1).map((time, i) => time - times[i]);
    done([waits.length / (times.at(-1) - times[0]) * 1000, Math.max(...waits)]);
  };
  requestAnimationFrame(look);
})"""


def measure(page: Page, address: str) -> tuple[float, float, float]:
    """Return frames a second, the longest wait and the busy time of a frame, both in ms."""
    page.goto(address)
    page.wait_for_selector('[data-test-script-state="notRunning"] .film-player')
    page.wait_for_selector(".vega-bind", state="attached")
    page.wait_for_timeout(2000)
    page.evaluate(PLAY_AND_COUNT)  # once to warm up
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return sum(each["value"] for each in metrics if each["name"] == "TaskDuration")

    before, n_frames = busy(), page.locator(".film-player input").first.get_attribute("max")
    fps, longest = page.evaluate(PLAY_AND_COUNT)
    return fps, longest, 1000 * (busy() - before) / int(n_frames or 1)


def main() -> None:
    """Print a line for each page and each of the settings."""
    with (
        TemporaryDirectory() as folder,
        running_app(Path(folder) / "console") as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for path, (name, setting) in product(PAGES, SETTINGS.items()):
            query = urlencode(setting, quote_via=quote)
            fps, longest, busy = measure(page, f"{url}{path}?{query}")
            print(f"{path:13} {name:12} {fps:4.0f} frames/s {longest:4.0f} ms {busy:5.1f} ms busy")


if __name__ == "__main__":
    main()
