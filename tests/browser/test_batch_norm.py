"""`/batch_norm` under a visitor's hands: the browser computes what core computes."""

import re

import pytest
from playwright.sync_api import Page, expect

from core.lessons.batch_norm.one_unit import unit_of, work_out
from core.training import Settings, train


def drawn(page: Page) -> list[list[float]]:
    """The mean and the deviation that each of the four pictures says."""
    charts = page.locator(".st-key-film-unit svg.marks")
    expect(charts).to_have_count(4)
    texts = [re.search(r"mean (\S+), σ (\S+)", each) for each in charts.all_text_contents()]
    return [[float(number.replace("−", "-")) for number in text.groups()] for text in texts]


def set_handle(page: Page, label: str, value: str) -> None:
    slider = page.locator(".film-handle", has_text=re.compile(f"^{label}")).locator("input")
    slider.evaluate(
        "(e, value) => { e.value = value; e.dispatchEvent(new Event('input')); }", value
    )


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_the_stages_in_the_browser_are_those_of_core(visit, activation):
    link = f"?hidden=8, 8&activation={activation}&unit=2"
    page = visit(f"/batch_norm{link}")
    for label, key, value in (("b", "bias", "0.5"), ("γ", "gamma", "-2"), ("β", "shift", "0.75")):
        set_handle(page, label, value)
        expect(page).to_have_url(re.compile(f"{key}={value}"))
    settings = Settings(
        hidden=(8, 8), activation=activation, optimizer="momentum", learning_rate=0.2, decay=0
    )
    worked = work_out(unit_of(train(settings), 0, 1), -2, 0.75, 0.5)
    stages = worked.z, worked.z_norm, worked.z_tilde, worked.a
    expected = [number for stage in stages for number in (stage.mean(), stage.std())]
    found = [number for pair in drawn(page) for number in pair]
    assert found == pytest.approx(expected, abs=0.0051)
