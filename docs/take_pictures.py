"""Take the picture of every page from the running app: `python -m docs.take_pictures`.

Each shows the figure of a page as a visitor sees it who follows the link in the table of contents.
The start page, the README and the cards of shared links show them.
"""

import io
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from benchmarks.servers import ours
from core.ui.contents import CONTENTS, PICTURES, Entry

WINDOW = {"width": 1080, "height": 840}
SIZE = (1200, 630)  # what those who show cards ask for
SMALL = (400, 210)
COLOURS = 128
MARGIN = 8  # pixels around the figure
PLACES = """() => {
    const place = choice => document.querySelector(choice).getBoundingClientRect();
    const { left, right } = place('[data-testid="stMainBlockContainer"] > *');
    return [left, right, place('[data-testid="stVegaLiteChart"]').top];
}"""
STILL = 2500  # ms after which the last chart has been drawn


def take(page: Page, url: str, entry: Entry) -> Image.Image:
    """Return the picture of a page, from the top of its first chart on."""
    address = "" if entry == CONTENTS[0] else entry.name
    page.goto(f"{url}/{address}?{entry.pictured}")
    page.get_by_test_id("stVegaLiteChart").first.wait_for(timeout=60_000)
    page.locator('[data-test-script-state="notRunning"]').first.wait_for(timeout=60_000)
    page.wait_for_timeout(STILL)
    if entry == CONTENTS[0]:  # its film has not begun
        page.get_by_role("button", name="Last frame").first.click()
    left, right, top = page.evaluate(PLACES)
    width = right - left + 2 * MARGIN
    clip = {
        "x": left - MARGIN,
        "y": top - MARGIN,
        "width": width,
        "height": width * SIZE[1] / SIZE[0],
    }
    shot = page.screenshot(clip=clip, full_page=True)
    return Image.open(io.BytesIO(shot)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page of a headless Chromium, sharp enough for a picture, without motion."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page(viewport=WINDOW, device_scale_factor=2, reduced_motion="reduce")
        browser.close()


def main() -> None:
    """Take the pictures that are asked for, all if none is."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("pages", nargs="*", help="names of pages; all, if not given")
    wanted = arguments.parse_args().pages
    PICTURES.mkdir(exist_ok=True)
    with ours() as server, browser_page() as page:
        for entry in reversed(CONTENTS):  # the start page shows the pictures of the others
            if wanted and entry.name not in wanted:
                continue
            image = take(page, server.url, entry)
            image.quantize(COLOURS).save(entry.card, optimize=True)
            image.resize(SMALL, Image.Resampling.LANCZOS).save(entry.picture, quality=80)
            print(f"{entry.name}: {entry.card.stat().st_size / 1000:.0f} kB", flush=True)


if __name__ == "__main__":
    main()
