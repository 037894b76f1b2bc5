"""The page on grid, random and quasi-random search: what it says is what was trained."""

import re

import numpy as np
import pyarrow as pa
import pytest

from core.lessons.tuning import contest, race, search
from core.lessons.tuning.contest import Contest
from tests.support import live, opened, said


def lowest(asked: Contest) -> list[float]:
    losses = search.validation_losses(contest.candidates(asked))
    return [each.losses.min() for each in contest.outcomes(asked, losses)]


def test_it_tells_the_lowest_loss_of_each_contender():
    app = opened("random_or_grid", winner="Random")
    (sentence,) = live(app)
    assert re.findall(r"\*\*([\d.]+)\*\*", sentence) == [f"{x:.3f}" for x in lowest(Contest())]
    assert "After 25 of 25 trials" in sentence


def test_the_answer_is_not_there_before_the_guess():
    app = opened("random_or_grid")
    assert "After 1 of 25 trials" in live(app)[0]
    assert not app.success
    assert not app.table  # nor does the map below tell
    found = contest.CONTENDERS[int(np.argmin(lowest(Contest())))]
    assert (
        f"Yes. {found} found the lowest loss."
        in opened("random_or_grid", winner=found).success[0].value
    )
    wrong = next(name for name in contest.CONTENDERS if name != found)
    assert f"You said {wrong}. {found}" in opened("random_or_grid", winner=wrong).info[0].value


@pytest.mark.parametrize(("idle", "grid", "trials"), [("0", "5", 25), ("2", "3", 24)])
def test_it_counts_the_values_that_each_contender_tries(idle, grid, trials):
    text = said(opened("random_or_grid", idle=idle))
    assert f"**Grid**  \n:small[{grid} values of α" in text
    assert f"**Random**  \n:small[{trials} values of α" in text


def test_the_race_is_counted_on_the_page(monkeypatch):
    monkeypatch.setattr(race, "DRAWS", (10,))  # fifty take seconds
    app = opened("random_or_grid", race="true", trials="9", idle="1")
    drawn = race.draws(Contest(trials=9))
    plan = search.plan(drawn.settings)
    losses = np.concatenate([search.validation_losses(each) for each in plan.slices])
    found = race.run(drawn, losses[plan.order])
    wins = int((found.random[1] < found.grids[1]).sum())
    assert f"at a random shift in **{wins} of 10** draws" in said(app)
    assert f"{sum(map(len, plan.slices)):,} different networks" in said(app)
    assert not app.get("progress")


def test_winners_are_trained_again_for_who_asks():
    assert "20 other seeds" not in said(opened("random_or_grid", trials="9"))
    assert "20 other seeds" in said(opened("random_or_grid", trials="9", again="true"))


def test_a_button_zooms_in_around_the_best():
    app = opened("random_or_grid", winner="Grid")
    for zooms in (1, 2, 3):
        next(each for each in app.button if "Zoom in" in each.label).click().run()
        assert app.number_input(key="zooms").value == zooms
        assert len(app.table[0].value) == zooms + 1
    assert not [each for each in app.button if "Zoom in" in each.label]
    column = app.table[0].value["lowest so far"].astype(float).tolist()
    assert column == sorted(column, reverse=True)


def test_a_box_in_the_link_is_where_the_trials_lie():
    app = opened("random_or_grid", zooms="1", zoom1x=["60", "80"], zoom1y=["10", "30"])
    (chart,) = (each.proto for each in app.get("vega_lite_chart") if "zoom map" in each.proto.id)
    (trials,) = (each.data.data for each in chart.datasets if each.name == "trials")
    inside = pa.ipc.open_stream(trials).read_all().to_pylist()[25:]
    assert len(inside) == 25
    assert all(0.6 <= row["x"] <= 0.8 and 0.1 <= row["y"] <= 0.3 for row in inside)


def test_too_few_hyperparameters_are_told_and_do_not_stop_the_page():
    app = opened("random_or_grid", search="α")
    assert "needs two hyperparameters" in app.error[0].value
    assert "5 values of α, 5 of β" in said(app)


def test_what_the_maps_show_can_be_chosen():
    app = opened("random_or_grid", idle="1", up="ε")
    assert "3 values of α, 2 of ε" in said(app)
