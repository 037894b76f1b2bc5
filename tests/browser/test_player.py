"""Plays a film of one number, drawn as text, so that a test can read what is on screen."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import free_port, is_up
from tests.support import ROOT

SCRIPT = """
import altair as alt
import numpy as np
import streamlit as st

from core import ui
from core.charts import frames
from core.charts.vega_lite import form, pour, table
from core.ui.handle import handle

def number(title):
    chart = (
        alt.Chart(alt.NamedData("rows"), title=title)
        .transform_calculate(now=frames.at_frame("v"))
        .transform_calculate(text="format(datum.now, '.0f') + (mark ? ' marked ' + mark : '')")
        .mark_text(size=30)
        .encode(text=alt.Text("text:N"))
        .add_params(
            frames.frame_parameter(101),
            alt.param(name="mark", value=0, bind=alt.binding_range(min=0, max=9, step=1)),
        )
        .properties(height=60)
    )
    values = np.arange(101.0)[:, np.newaxis]
    return pour(form(chart), rows=table(frames.numbers("v", values)))

def keep_mark(number):
    st.session_state["mark"] = number

def keep(frame):
    st.session_state["beta"] = frame / 100

st.title("A film")
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.text(f"run {st.session_state['runs']}")
st.text_input("name", key="name")
beta = st.number_input("beta", 0.0, 1.0, 0.25, 0.01, key="beta", bind="query-params")
title = st.text_input("title", "before", key="title")
mark = st.number_input("mark", 0, 9, 0, key="mark")
with ui.film(
    "beta",
    n_frames=101,
    start=round(100 * beta),
    seconds=1.5,
    labels=[f"β = {i / 100:.2f}" for i in range(101)],
    on_release=keep,
):
    st.vega_lite_chart(number(title), alt="beta")
    handle("mark", "Mark", mark, low=0, high=9, step=1, on_release=keep_mark)
    ui.live_words("words", [f"Here β is **{i / 100:.2f}**.\\n\\nNo more." for i in range(101)])
with ui.film("quiet", n_frames=101, seconds=1.5):
    left, right = st.columns(2)
    left.vega_lite_chart(number(title), alt="left")
    right.vega_lite_chart(number(title), alt="right")
"""


@pytest.fixture(scope="module")
def film_server(browser: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("film")
    (folder / "script.py").write_text(SCRIPT, "utf-8")
    port = free_port()
    options = [f"--server.port={port}", "--server.headless=true"]
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "script.py"), *options]
    with (folder / "console.txt").open("w") as console:
        server = subprocess.Popen(command, cwd=ROOT, stdout=console, stderr=subprocess.STDOUT)
        try:
            url = f"http://localhost:{port}"
            while not is_up(url):
                assert server.poll() is None, (folder / "console.txt").read_text()
            yield url
        finally:
            server.terminate()
            server.wait(10)


@pytest.fixture
def page(visit: Callable[..., Page], film_server: str) -> Page:
    page = visit("/", at=film_server)
    expect(page.locator('.vega-bind input[name="frame"]')).to_have_count(3)
    return page


# A hand that does not rest on the way, however slow the machine.
PULL = """(slider, steps) => {
    for (let i = 0; i < steps; i++) {
        slider.value = slider.valueAsNumber + 1;
        slider.dispatchEvent(new Event("input"));
    }
}"""


class Film:
    """A film on the page: what one can press, and what one sees."""

    def __init__(self, page: Page, key: str) -> None:
        self.page = page
        self.all = page.locator(f".st-key-film-{key}")
        self.play = self.all.locator("[data-go=play]")
        self.slider = self.all.get_by_role("slider", name="Frame")
        self.label = self.all.locator(".film-label")
        self.numbers = self.all.locator("svg .mark-text.role-mark text")

    def shows(self, frame: int) -> None:
        expect(self.slider).to_have_value(str(frame))
        for number in self.numbers.all():
            expect(number).to_have_text(str(frame))

    @property
    def frame(self) -> int:
        return int(self.slider.input_value())


def runs(page: Page) -> int:
    return int(page.get_by_text(re.compile(r"^run \d+$")).inner_text().split()[1])


def messages_sent(page: Page) -> list[object]:
    """A list that grows with every message that the page sends to the server."""
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda m: sent.append(m)))
    page.reload()
    expect(page.locator('.vega-bind input[name="frame"]')).to_have_count(3)
    return sent


def test_a_film_opens_on_its_first_frame_with_one_slider_to_see(page):
    Film(page, "beta").shows(25)
    Film(page, "quiet").shows(0)
    expect(Film(page, "beta").label).to_have_text("β = 0.25")
    expect(Film(page, "quiet").label).to_have_text("frame 1 of 101")
    expect(page.get_by_role("slider", name="Frame")).to_have_count(2)


def test_play_moves_all_charts_to_the_end_and_stops_there(page):
    film = Film(page, "quiet")
    film.play.click()
    expect(film.play).to_have_accessible_name("Pause")
    expect(film.play).to_have_accessible_name("Play")
    film.shows(100)
    film.play.click()  # again from the start
    expect(film.slider).not_to_have_value("100")
    film.play.click()
    expect(film.play).to_have_accessible_name("Play")
    film.shows(film.frame)
    assert 0 <= film.frame < 100


def test_playing_and_scrubbing_say_nothing_to_the_server(page):
    sent = messages_sent(page)
    film = Film(page, "quiet")
    before, run = len(sent), runs(page)
    film.play.click()
    expect(film.slider).to_have_value("100", timeout=10_000)
    film.slider.fill("30")
    film.slider.press("ArrowLeft")
    film.shows(29)
    page.wait_for_timeout(600)  # longer than a film with a listener waits
    assert (len(sent), runs(page)) == (before, run)


def test_the_slider_moves_the_charts_under_the_finger(page):
    film = Film(page, "quiet")
    film.slider.scroll_into_view_if_needed()
    box = film.slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    film.shows(50)
    page.mouse.move(box["x"] + box["width"], box["y"] + box["height"] / 2)
    film.shows(100)
    page.mouse.up()


def test_keys_step_and_jump(page):
    film = Film(page, "quiet")
    film.slider.focus()
    for key, frame in {"End": 100, "ArrowLeft": 99, "Home": 0, "ArrowRight": 1}.items():
        page.keyboard.press(key)
        film.shows(frame)


def test_buttons_step_and_jump(page):
    film = Film(page, "quiet")
    names = ["Last frame", "One frame back", "First frame", "One frame forward"]
    for name, frame in zip(names, [100, 99, 0, 1], strict=True):
        film.all.get_by_role("button", name=name).click()
        film.shows(frame)


def test_space_plays_and_pauses_after_a_click_anywhere_in_the_film(page):
    film = Film(page, "quiet")
    film.numbers.first.click()
    page.keyboard.press("Space")
    expect(film.play).to_have_accessible_name("Pause")
    expect(film.slider).not_to_have_value("0")
    page.keyboard.press("Space")
    expect(film.play).to_have_accessible_name("Play")
    film.all.get_by_role("button", name="First frame").click()
    page.keyboard.press("Space")
    expect(film.play).to_have_accessible_name("Pause")


def test_on_a_fresh_page_space_plays_the_first_film_and_f_shows_all_of_it_to_a_class(page):
    film = Film(page, "beta")
    page.keyboard.press("Space")
    expect(film.slider).not_to_have_value("25")
    page.keyboard.press("f")
    expect(page.locator(".st-key-film-beta:fullscreen")).to_be_visible()
    expect(page.locator("html")).to_have_css("font-size", "20px")
    screen = film.all.evaluate("e => [e.scrollHeight <= innerHeight, e.scrollWidth <= innerWidth]")
    assert screen == [True, True]
    expect(film.numbers.first).to_be_in_viewport()
    expect(film.slider).to_be_in_viewport()
    film.all.get_by_role("button", name="Fill the screen").click()
    expect(page.locator(":fullscreen")).to_have_count(0)
    expect(page.locator("html")).to_have_css("font-size", "16px")


def test_keys_typed_elsewhere_leave_the_film_alone(page):
    page.get_by_role("textbox", name="name").press_sequentially("a b f")
    assert not page.evaluate("document.fullscreenElement")
    page.keyboard.press("End")
    Film(page, "quiet").shows(0)
    expect(Film(page, "quiet").play).to_have_accessible_name("Play")


def test_charts_drawn_anew_take_up_the_film_where_it_is(page):
    film = Film(page, "quiet")
    film.slider.fill("60")
    box = page.get_by_role("textbox", name="title")
    box.fill("after")
    box.press("Enter")
    expect(film.all.locator("svg.marks").first).to_contain_text("after")
    film.shows(60)
    film.play.click()
    box.fill("while playing")
    box.press("Enter")
    expect(film.all.locator("svg.marks").first).to_contain_text("while playing")
    assert film.frame > 60
    film.shows(100)


def test_letting_go_writes_the_link_once_and_the_film_stays(page):
    film = Film(page, "beta")
    run = runs(page)
    film.slider.evaluate(PULL, 5)
    expect(page).to_have_url(re.compile(r"beta=0\.3$"))
    expect(page.get_by_text(f"run {run + 1}", exact=True)).to_be_visible()
    film.shows(30)
    expect(page.get_by_label("beta").first).to_have_value("0.30")


def test_a_film_with_a_listener_is_silent_while_it_plays_and_tells_where_it_stopped(page):
    film = Film(page, "beta")
    run = runs(page)
    film.play.click()
    expect(page).to_have_url(re.compile(r"beta=1\.0$"))
    expect(page.get_by_text(f"run {run + 1}", exact=True)).to_be_visible()
    film.shows(100)


def test_another_start_moves_the_film(page):
    film = Film(page, "beta")
    film.slider.fill("80")
    expect(page).to_have_url(re.compile(r"beta=0\.8$"))
    box = page.get_by_label("beta").first
    box.fill("0.10")
    box.press("Enter")
    film.shows(10)


def test_on_a_phone_the_player_fits_and_fingers_hit(visit, film_server):
    page = visit("/", at=film_server, width=375)
    film = Film(page, "beta")
    expect(page.locator('.vega-bind input[name="frame"]')).to_have_count(3)
    controls = film.all.locator(".film-player").locator("button, select, input")
    assert controls.count() == 8
    for control in controls.all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_label_does_not_push_the_slider_about(page):
    film = Film(page, "quiet")
    widths = set()
    for frame in ("0", "9", "99", "100"):
        film.slider.fill(frame)
        widths.add(film.slider.bounding_box()["width"])
    assert len(widths) == 1


def test_a_handle_moves_its_charts_under_the_hand_and_tells_where_it_stopped(page):
    film = Film(page, "beta")
    run = runs(page)
    page.evaluate("document.querySelectorAll('svg.marks').forEach(svg => svg.seen = true)")
    mark = film.all.get_by_role("slider", name="Mark")
    mark.evaluate(PULL, 7)
    expect(film.numbers.first).to_have_text("25 marked 7")
    expect(page.get_by_text(f"run {run + 1}", exact=True)).to_be_visible()
    expect(page.get_by_label("mark", exact=True)).to_have_value("7")
    page.get_by_label("mark", exact=True).fill("3")
    page.get_by_label("mark", exact=True).press("Enter")
    expect(film.numbers.first).to_have_text("25 marked 3")
    expect(mark).to_have_value("3")
    seen = page.evaluate("[...document.querySelectorAll('svg.marks')].map(svg => svg.seen)")
    assert seen == [True, True, True]
    expect(film.slider).to_have_value("25")


def test_words_below_a_film_say_what_its_frame_shows(page):
    film = Film(page, "beta")
    words = film.all.locator(".film-words")
    expect(words).to_have_text("Here β is 0.25.No more.")
    expect(words.locator("p")).to_have_count(2)
    film.slider.press("ArrowRight")
    expect(words.locator("strong")).to_have_text("0.26")
    film.slider.press("Home")
    expect(words.locator("strong")).to_have_text("0.00")
    film.play.click()
    expect(words.locator("strong")).to_have_text("1.00")
