"""A handle tells the page where the hand stopped, and only what its bounds allow."""

import pytest

from core.ui import handle as module


@pytest.fixture
def release(monkeypatch):
    """What the server does when a client says that the visitor let go of a handle from 1 to 9."""
    heard, given = [], {}
    monkeypatch.setattr(module, "component", lambda **options: given.update(options))

    def release(number: object) -> list[float]:
        monkeypatch.setattr(module.st, "session_state", {"handle-day": {"release": number}})
        module.handle("day", "Day", 3, low=1, high=9, step=1, on_release=heard.append)
        given["on_release_change"]()
        return heard

    return release


@pytest.mark.parametrize("number", [1, 4.5, 9])
def test_the_page_hears_where_the_hand_stopped(release, number):
    assert release(number) == [number]


@pytest.mark.parametrize(
    "number", [0, 10, 10**400, float("nan"), float("inf"), True, "3", None, [3], {"day": 3}]
)
def test_what_no_hand_can_do_is_not_heard(release, number):
    assert release(number) == []
