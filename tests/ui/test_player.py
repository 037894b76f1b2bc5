import pytest
from streamlit.testing.v1 import AppTest

from core import ui
from core.ui import player


def films() -> None:
    import streamlit as st

    from core import ui

    with ui.film("first", n_frames=3, labels=["a", "b", "c"]):
        st.write("a chart")
    with ui.film("second", n_frames=5):
        st.write("another")


def test_a_page_may_show_two_films():
    app = AppTest.from_function(films).run()
    assert not app.exception
    assert [text.value for text in app.markdown] == ["a chart", "another"]


@pytest.fixture
def release(monkeypatch):
    """What the server does when a client says that the visitor let go of a film of 10 frames."""
    heard, given = [], {}
    monkeypatch.setattr(player, "player", lambda **options: given.update(options))

    def release(frame: object) -> list[int]:
        state = {"player-beta": {} if frame is None else {"release": frame}}
        monkeypatch.setattr(player.st, "session_state", state)
        with ui.film("beta", n_frames=10, on_release=heard.append):
            given["on_release_change"]()
        return heard

    return release


@pytest.mark.parametrize("frame", [0, 4, 9])
def test_the_page_hears_on_which_frame_the_visitor_let_go(release, frame):
    assert release(frame) == [frame]


@pytest.mark.parametrize(
    "frame", [-1, 10, 10**30, 2.0, float("nan"), True, "3", None, [3], {"frame": 3}]
)
def test_a_frame_that_does_not_exist_is_not_heard(release, frame):
    assert release(frame) == []


def test_without_a_listener_the_player_is_told_to_say_nothing(monkeypatch):
    given = {}
    monkeypatch.setattr(player, "player", lambda **options: given.update(options))
    with ui.film("quiet", n_frames=10):
        pass
    assert given["data"]["release"] is False
    assert given["on_release_change"] is None
