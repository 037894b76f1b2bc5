"""What holds for every chart: its form is valid and stays, and finds all it needs in its tables."""

import inspect
import json
import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib import import_module

import altair as alt
import numpy as np
import pytest
from altair.utils.schemapi import SchemaBase

import core
from core import averages as mathematics
from core.charts import curves, frames, histograms, plane, theme
from core.charts.vega_lite import Specification
from core.lessons.averages import charts as averages
from core.lessons.batch_norm import (
    at_test_time_charts,
    batch_noise_charts,
    fans_charts,
    moved_charts,
    normalize_inputs_charts,
    off_on_charts,
    one_unit_charts,
    sides_charts,
    slope_charts,
)
from core.lessons.batch_norm.batch_noise import Gap
from core.lessons.batch_norm.chosen import Chosen
from core.lessons.batch_norm.moved_inputs import Affine, Answers
from core.lessons.batch_norm.running import gathered
from core.lessons.batch_norm.slope import Slope
from core.lessons.softmax import boundaries_charts, loss_charts, worked_charts
from core.lessons.softmax.boundaries import ties
from core.lessons.softmax.worked import work_out
from core.lessons.training import compare_charts
from core.lessons.training.compare import Trials
from core.lessons.tuning import (
    random_or_grid_charts,
    sampling_scales,
    sampling_scales_charts,
    search_charts,
    space,
    what_matters_charts,
)
from core.lessons.tuning.importance import Measure
from core.lessons.tuning.race import wilson
from core.lessons.tuning.winners import Winner
from core.lessons.tuning.zoom import Box
from core.training.data import Data
from core.training.network import Linear
from core.training.replay import Spread
from tests.support import form_of, parameter, tables

N_FRAMES = 3
Random = np.random.Generator


def points(random: Random, validation: bool = True) -> Data:
    m = random.integers(5, 9)
    kept = random.integers(1, 5) if validation else 0
    return Data(
        random.normal(size=(2, m)),
        random.integers(0, 3, m),
        random.normal(size=(2, kept)),
        random.integers(0, 3, kept),
        np.zeros((2, 1)),
        np.ones((2, 1)),
    )


def shares(random: Random) -> np.ndarray:
    return np.moveaxis(random.dirichlet(np.ones(3), (N_FRAMES, 8, 8)), -1, 1)


def domain(random: Random) -> tuple[float, float]:
    reach = random.uniform(1, 9)
    return -reach, reach


def regions(random: Random) -> Specification:
    return plane.decision_regions(shares(random), domain(random), points(random, validation=False))


def regions_with_rings(random: Random) -> Specification:
    data = points(random)
    rings = plane.Rings(random.random((N_FRAMES, data.labels.size)) > 0.5, "the mini-batch")
    return plane.decision_regions(shares(random), domain(random), data, rings, click="place")


def followed(random: Random) -> Specification:
    data = points(random)._replace(added=2)
    outputs = random.normal(size=(N_FRAMES, 8, 8))
    most = np.abs(outputs).max().item()
    picture = plane.unit_map(outputs, most, 3, domain(random), data, click="example")
    return plane.follow(picture, data, int(random.integers(0, 5)))


def over_steps(log: bool) -> Callable[[Random], Specification]:
    def chart(random: Random) -> Specification:
        lines = [
            curves.Curve("A", random.uniform(0.3, 3, N_FRAMES), theme.A),
            curves.Curve("B", random.uniform(0.3, 3, random.integers(1, N_FRAMES)), theme.B),
        ]
        return curves.over_steps(random.integers(1, 99, N_FRAMES).cumsum(), lines, "loss", log)

    return chart


def layers(with_start: bool) -> Callable[[Random], Specification]:
    def chart(random: Random) -> Specification:
        edges = np.linspace(*domain(random), 6)
        means = random.normal(size=(N_FRAMES, 2))
        shares = random.dirichlet(np.ones(5), (N_FRAMES, 2))
        return histograms.histograms(shares, edges, means, with_start=with_start)

    return chart


def data_and_averages(random: Random) -> Specification:
    days, betas = np.arange(1, random.integers(20, 50)), random.uniform(0, 1, N_FRAMES)
    data = random.normal(size=days.size)
    lines = {
        "A": mathematics.ewma(data, betas),
        "A corrected": mathematics.ewma(data, betas, correct_bias=True),
        "B": mathematics.ewma(data, betas[:1]),
    }
    cold = random.integers(1, 60, N_FRAMES)
    return averages.data_and_averages(days, data, lines, mathematics.memory(betas), cold, "value")


def where_it_looks(random: Random) -> Specification:
    n, betas = random.integers(20, 50), random.uniform(0, 1, N_FRAMES)
    days, weights = np.arange(1, n + 1), mathematics.weights(betas, n)
    return averages.where_it_looks(days, days - 1, weights, mathematics.memory(betas))


def before_and_after(random: Random) -> Specification:
    days = np.arange(1, random.integers(20, 50))
    lines = {name: random.normal(size=days.size) for name in ("β = 0.9", "β = 0.95")}
    return averages.before_and_after(days, random.normal(size=days.size), lines, "value")


def window_on_two_scales(random: Random) -> Specification:
    betas = np.sort(random.uniform(0, 1, 5))
    window = mathematics.memory(betas)
    return averages.window_on_two_scales(betas, window, list("abcde"), marked="c")


def unit_bands(random: Random) -> Specification:
    spreads = [
        Spread(random.normal(size=(N_FRAMES, n)), random.uniform(0, 2, (N_FRAMES, n)))
        for n in (4, 2)
    ]
    return off_on_charts.unit_bands(spreads, random.uniform(1, 9), theme.A)


def gamma_and_beta(random: Random) -> Specification:
    layers = [Chosen(*random.normal(size=(2, N_FRAMES, n))) for n in (4, 2)]
    return off_on_charts.gamma_and_beta(layers)


def stage(name: str, activation: str) -> Callable[[Random], Specification]:
    def chart(random: Random) -> Specification:
        z = random.normal(size=random.integers(5, 9))
        return one_unit_charts.stage(name, z, random.uniform(3, 9), activation)

    return chart


def plane_of_one(alone: bool) -> Callable[[Random], Specification]:
    def chart(random: Random) -> Specification:
        data = points(random, validation=False)
        m = data.labels.size
        ringed = None if alone else random.random((N_FRAMES, m)) > 0.5
        return at_test_time_charts.plane_of_one(
            shares(random), domain(random), data, int(random.integers(m)), ringed
        )

    return chart


def both_losses(random: Random) -> Specification:
    losses = random.uniform(0.3, 3, N_FRAMES), random.uniform(0.3, 3, random.integers(1, N_FRAMES))
    return sides_charts.both_losses(random.integers(1, 99, N_FRAMES).cumsum(), losses, height=99)


def moved_plane(random: Random) -> Specification:
    data = points(random, validation=False)
    right = random.random((N_FRAMES, data.labels.size)) > 0.5
    way = Affine(random.normal(size=(N_FRAMES, 2, 2)), random.normal(size=(N_FRAMES, 2, 1)))
    return moved_charts.moved_plane(Answers(shares(random), right), data, way, domain(random))


def fans(log: bool) -> Callable[[Random], Specification]:
    def chart(random: Random) -> Specification:
        looks = [("A", theme.A, (1, 0)), ("B", theme.B, (6, 4))]
        sides = random.uniform(0.3, 3, (2, 4, 5))
        sides[0, 1, 3:] = np.nan
        steps = random.integers(1, 9, 5).cumsum()
        return fans_charts.fans(steps, list(sides), looks, "loss", log)

    return chart


def accuracies(random: Random) -> Specification:
    return at_test_time_charts.accuracies(["a", "b"], random.random(2).tolist(), random.random())


def running_averages(random: Random) -> Specification:
    own = random.normal(size=random.integers(5, 9))
    return at_test_time_charts.running_averages(
        gathered(own, random.uniform(0, 1, N_FRAMES), first=1), "σ²"
    )


def strays(random: Random) -> Specification:
    values, band = list(random.normal(size=(2, 9))), random.uniform(0, 1, 2)
    return batch_noise_charts.strays((4, 8), values, -band, band, "error")


def gap_dots(random: Random) -> Specification:
    gaps = [Gap(size, *random.uniform(0, 2, (2, 2, 5))) for size in (4, 16)]
    return batch_noise_charts.gap_dots(gaps)


def slopes(random: Random) -> Specification:
    steps, lengths = np.arange(N_FRAMES), np.geomspace(0.1, 10, 4)
    changes = random.normal(size=(2, N_FRAMES, 4))
    changes[0, 1, 2] = np.inf
    return slope_charts.slopes([Slope(steps, lengths, each) for each in changes])


def filling(random: Random) -> Specification:
    drawn = sampling_scales.draw(sampling_scales.MOMENTUM, 9, seed=int(random.integers(99)))
    shown = np.sort(random.choice(9, N_FRAMES, replace=False))
    return sampling_scales_charts.filling(sampling_scales.MOMENTUM, drawn, 0, shown, promised=True)


def valley(momentum: bool) -> Callable[[Random], Specification]:
    def chart(random: Random) -> Specification:
        ground = normalize_inputs_charts.Ground(
            random.normal(size=(3, 5, 2)),
            random.normal(size=(N_FRAMES, 2)),
            random.normal(size=2),
            random.uniform(1, 9, 2),
        )
        paths = [random.normal(size=(random.integers(1, 9), 2)) for _ in range(1 + momentum)]
        return normalize_inputs_charts.valley(ground, paths, 2 * np.arange(N_FRAMES), theme.A)

    return chart


def predicted_and_true(random: Random) -> Specification:
    return normalize_inputs_charts.predicted_and_true(*random.normal(size=(3, 5)), refitted=True)


def measure(random: Random) -> Measure:
    low, value, high = np.sort(random.normal(size=(3, 4)), axis=0)
    return Measure(value, low, high)


def how_much(share: bool) -> Callable[[Random], Specification]:
    rows = [what_matters_charts.Row(name, "first", i) for i, name in enumerate("abcd")]

    def chart(random: Random) -> Specification:
        ends = -random.random(), random.random()
        return what_matters_charts.how_much(rows, measure(random), "cost", ends, share, named=share)

    return chart


def loss_along(random: Random) -> Specification:
    n, steps = random.integers(5, 9), [(0.0, 0.5, random.random()), (0.5, 1.0, random.random())]
    axis = search_charts.axis_of(space.ALPHA)
    return what_matters_charts.loss_along(
        random.random(n), random.uniform(0.2, 0.9, n), steps, axis, high=1.0
    )


def losses_in_order(random: Random) -> Specification:
    return what_matters_charts.losses_in_order(random.uniform(0.3, 1, random.integers(5, 9)), 1.1)


def on_parallel_axes(random: Random) -> Specification:
    n = random.integers(5, 9)
    marks = [what_matters_charts.Mark(axis, random.random(), "1") for axis in (0, 1)]
    kept = random.random(n) > 0.3
    return what_matters_charts.on_parallel_axes(
        random.random((n, 2)), random.uniform(0.2, 1, n), kept, "ab", marks, random.random((2, 2))
    )


def worked_example(random: Random) -> Specification:
    return worked_charts.worked_example(work_out(random.normal(size=(N_FRAMES, 4))))


def surprise(random: Random) -> Specification:
    of = random.uniform(0.01, 1, 9)
    return loss_charts.surprise(of, -np.log(of), *random.uniform(0.1, 1, 2))


def pushes(random: Random) -> Specification:
    words = [str(random.random()) for _ in range(3)]
    return loss_charts.pushes(words, random.uniform(-1, 1, 3), random.uniform(-1, 1, 3))


def two_classes(random: Random) -> Specification:
    x = np.sort(random.normal(size=9))
    return loss_charts.two_classes(x, random.random(9), random.random(9), random.normal())


def regions_with_ties(bent: bool) -> Callable[[Random], Specification]:
    def chart(random: Random) -> Specification:
        picture = domain(random)
        layer = Linear(random.normal(size=(N_FRAMES, 3, 2)), random.normal(size=(N_FRAMES, 3, 1)))
        return boundaries_charts.regions_with_ties(
            shares(random), picture, points(random), ties(layer, picture), bent
        )

    return chart


def trials(random: Random) -> Trials:
    losses = random.uniform(0.3, 3, (2, 4, N_FRAMES))
    losses[0, 2, 1:] = np.inf
    return Trials(np.arange(4), random.integers(1, 9) * np.arange(N_FRAMES), *losses)


MAP_AXES = search_charts.axis_of(space.ALPHA), search_charts.axis_of(space.BETA)


def losses(random: Random, n: int) -> np.ndarray:
    return np.where(np.arange(n) == 1, np.inf, random.uniform(0.1, 2, n))


def trials_map(random: Random) -> Specification:
    places = random.random((N_FRAMES, 2))
    return search_charts.trials_map(places, losses(random, N_FRAMES), (0.1, 1.1), MAP_AXES)


def zoom_map(random: Random) -> Specification:
    n = random.integers(5, 9)
    boxes = [Box(*random.random(4))] * random.integers(1, 3)
    return random_or_grid_charts.zoom_map(
        random.random((n, 2)), losses(random, n), (0.1, 1.1), MAP_AXES, *boxes
    )


def who_wins(random: Random) -> Specification:
    idle = list(range(random.integers(0, 2), 4))
    shares = [[wilson(random.integers(0, 51), 50) for _ in idle] for _ in range(3)]
    return random_or_grid_charts.who_wins(idle, shares, now=int(random.integers(1, 4)))


def winners_again(random: Random) -> Specification:
    names = ("Grid", "Random", "Quasi-random")
    return random_or_grid_charts.winners_again(
        [Winner(name, random.random(), losses(random, 5)) for name in names]
    )


CHARTS: dict[str, Callable[[Random], Specification]] = {
    "decision_regions": regions,
    "decision_regions, clickable and with rings": regions_with_rings,
    "unit_map": followed,
    "follow": followed,
    "over_steps": over_steps(log=False),
    "over_steps, log": over_steps(log=True),
    "histograms": layers(with_start=False),
    "histograms, with the start": layers(with_start=True),
    "data_and_averages": data_and_averages,
    "where_it_looks": where_it_looks,
    "before_and_after": before_and_after,
    "window_on_two_scales": window_on_two_scales,
    "unit_bands": unit_bands,
    "gamma_and_beta": gamma_and_beta,
    "stage, z": stage("z", "relu"),
    "stage, z_norm": stage("z_norm", "relu"),
    "stage, z̃": stage("z̃", "sigmoid"),
    "stage, a": stage("a", "tanh"),
    "plane_of_one": plane_of_one(alone=False),
    "plane_of_one, alone": plane_of_one(alone=True),
    "accuracies": accuracies,
    "running_averages": running_averages,
    "both_losses": both_losses,
    "moved_plane": moved_plane,
    "fans": fans(log=False),
    "fans, log": fans(log=True),
    "strays": strays,
    "gap_dots": gap_dots,
    "slopes": slopes,
    "filling": filling,
    "valley": valley(momentum=False),
    "valley, with momentum": valley(momentum=True),
    "predicted_and_true": predicted_and_true,
    "how_much, shares": how_much(share=True),
    "how_much, costs": how_much(share=False),
    "loss_along": loss_along,
    "losses_in_order": losses_in_order,
    "on_parallel_axes": on_parallel_axes,
    "worked_example": worked_example,
    "surprise": surprise,
    "pushes": pushes,
    "two_classes": two_classes,
    "regions_with_ties": regions_with_ties(bent=False),
    "regions_with_ties, bent": regions_with_ties(bent=True),
    "loss_fans": lambda random: compare_charts.loss_fans(trials(random)),
    "trials_map": trials_map,
    "zoom_map": zoom_map,
    "who_wins": who_wins,
    "winners_again": winners_again,
    "duels": lambda random: compare_charts.duels(trials(random)),
}
STILL = {
    *("zoom_map", "who_wins", "winners_again"),
    *("before_and_after", "window_on_two_scales"),
    *("stage, z", "stage, z_norm", "stage, z̃", "stage, a"),
    *("how_much, shares", "how_much, costs", "loss_along", "losses_in_order", "on_parallel_axes"),
    *("accuracies", "surprise", "pushes", "two_classes"),
    *("fans", "fans, log", "strays", "gap_dots"),
    "predicted_and_true",
}
DRAWING = r"core\.charts\.(?!frames|vega_lite)\w+|core\.lessons\.\w+\.(\w+_)?charts"
AS_WIDE_AS_IT_SAYS = {"unit_bands", "window_on_two_scales"}  # Streamlit has the last word
EVERY = pytest.mark.parametrize("name", CHARTS)


def drawn(name: str, seed: int = 0) -> Specification:
    return CHARTS[name](np.random.default_rng(seed))


def parts(spec: dict, data: str = "", rules: tuple = ()) -> Iterator[tuple[str, tuple, dict]]:
    """The table, the transforms and the encodings of every layer."""
    data = spec.get("data", {}).get("name", data)
    rules = (*rules, *spec.get("transform", ()))
    inner = spec.get("layer", spec.get("vconcat"))
    if inner is None:
        yield data, rules, spec["encoding"]
    for part in inner or ():
        yield from parts(part, data, rules)


def values_of(key: str, spec: object) -> Iterator[object]:
    """Everything that stands under a key anywhere in a specification."""
    if isinstance(spec, dict):
        if key in spec:
            yield spec[key]
        spec = list(spec.values())
    for part in spec if isinstance(spec, list) else ():
        yield from values_of(key, part)


def test_every_chart_of_the_app_is_held_to_these_laws():
    modules = [
        import_module(each.name)
        for each in pkgutil.walk_packages(core.__path__, "core.")
        if re.fullmatch(DRAWING, each.name)
    ]
    found = {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and inspect.signature(function).return_annotation == Specification
    }
    assert found == {name.split(",")[0] for name in CHARTS}


@EVERY
def test_the_form_is_valid_vega_lite(name):
    alt.Chart.from_dict(json.loads(json.dumps(form_of(drawn(name)))))


@EVERY
def test_other_numbers_of_the_same_kind_leave_the_form_as_it_is(name):  # else it is drawn anew
    one, other = drawn(name, seed=1), drawn(name, seed=2)
    assert one["datasets"] != other["datasets"]
    assert json.dumps(form_of(one)) == json.dumps(form_of(other))


@EVERY
def test_other_numbers_of_the_same_kind_build_nothing_in_altair(name, monkeypatch):
    drawn(name, seed=1)

    def build(*_: object, **__: object) -> None:
        raise AssertionError("Altair is slow")

    for slow in (SchemaBase, alt.TopLevelMixin, alt.Chart):
        monkeypatch.setattr(slow, "to_dict", build)
    monkeypatch.setattr(SchemaBase, "__init__", build)
    drawn(name, seed=2)


@EVERY
def test_what_is_poured_is_what_the_layers_name(name):
    spec = drawn(name)
    assert {data for data, _, _ in parts(spec)} == set(tables(spec))


@EVERY
def test_an_expression_looks_only_into_tables_that_a_layer_holds_and_that_say_it(name):
    spec = drawn(name)
    text, poured = json.dumps(form_of(spec)), tables(spec)
    looks = re.findall(r"data\('(\w+)'\)\[\w+\]\.(\w+)", text)
    assert len(looks) == text.count("data('")
    for table, column in looks:
        assert column in poured[table][0]


@EVERY
def test_every_layer_finds_what_it_shows_and_works_nothing_out_from_itself(name):
    """Else every frame would go on from what the frame before had left."""
    spec = drawn(name)
    columns = {table: set(rows[0]) for table, rows in tables(spec).items()}
    for data, rules, encoding in parts(spec):
        known = set(columns[data])
        for rule in rules:
            used = re.findall(r"datum\.(\w+)", str(rule.get("calculate", rule.get("filter"))))
            assert set(used) <= known
            assert rule.get("as") not in known
            made = rule.get("aggregate", rule.get("joinaggregate", [rule]))
            known |= {each["as"] for each in made if "as" in each}
        assert set(values_of("field", encoding)) <= known


@EVERY
def test_every_film_plays_on_the_same_slider(name):
    spec = form_of(drawn(name))
    sliders = [each for each in spec.pop("params", ()) if each["name"] == "frame"]
    asks = re.search(r"(?<!datum\.)\bframe\b", json.dumps(spec))
    assert bool(asks) == (name not in STILL)
    assert sliders == ([frames.frame_parameter(N_FRAMES).param.to_dict()] if asks else [])


@EVERY
def test_every_chart_is_as_wide_as_its_column(name):
    spec = drawn(name)
    assert "width" not in spec
    assert ("autosize" in spec) == (name not in AS_WIDE_AS_IT_SAYS)
    assert spec.get("autosize", theme.WIDE.to_dict()) == theme.WIDE.to_dict()


@EVERY
def test_every_chart_names_what_an_axis_shows_and_wears_the_common_theme(name):
    spec = drawn(name)
    axes = [axis for channel in "xy" for axis in values_of(channel, spec)]
    assert any(axis.get("title") for axis in axes if isinstance(axis, dict))
    assert spec["config"]["axis"].items() >= theme.CONFIG["axis"].items()


def test_the_pictures_of_a_film_of_averages_share_the_day_that_is_today():
    above, below = drawn("data_and_averages"), drawn("where_it_looks")
    assert parameter(above, "today") == parameter(below, "today")
    for spec in (above, below):
        assert "today" not in {column for rows in tables(spec).values() for column in rows[0]}
