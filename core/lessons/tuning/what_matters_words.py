"""How much each knob matters, in words and with the numbers of these trials."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from core.lessons.tuning.importance import BINS, OF, Measure
from core.lessons.tuning.space import Hyperparameter
from core.lessons.tuning.study import KNOBS, NAMES, TUNED, Study
from core.text import written
from core.training.settings import Settings
from core.types import Array

NO_MORE = "like chance"


def percent(part: float) -> str:
    """Write a share in whole percent; it may be below 0.

    >>> percent(0.456), percent(-0.001)
    ('46%', '0%')
    """
    return f"{round(100 * part)}%"


def largest(measure: Measure) -> str:
    """Return the knob with the largest share."""
    return TUNED[measure.order(len(TUNED))[0]]


def explains(measure: Measure, scale: str) -> str:
    """Say what the first two explain, what all do one by one, and what is left."""
    first, second = measure.order(len(TUNED))[:2]
    together = float(measure.of_all[: len(TUNED)].sum())
    return (
        f"α in {BINS} bins of equal width on the **{scale}** scale: "
        f"**{NAMES[first]}** explains **{percent(measure.of_all[first])}** of the variance "
        f"({_spread(measure, first)} in 95 of 100 halves), **{NAMES[second]}** comes next with "
        f"**{percent(measure.of_all[second])}**. One by one, the eight explain "
        f"{percent(together)}. The other **{percent(1 - together)}** lie in how knobs act "
        "together, and inside the bins."
    )


def upside_down(measures: Mapping[str, Measure]) -> str:
    """Say what the scale of the bins does to α's share, and to its place among the knobs."""
    of_log, of_linear = measures["log"], measures["linear"]
    alpha = NAMES.index("α")
    places = [each.order(len(TUNED)).index(alpha) + 1 for each in (of_log, of_linear)]
    return (
        f"The same trials, the same losses: α explains {percent(of_log.of_all[alpha])} on the log "
        f"scale (place {places[0]}) and {percent(of_linear.of_all[alpha])} on the linear one "
        f"(place {places[1]})."
    )


def first_bin(bins: NDArray[np.intp], each: Hyperparameter) -> str:
    """Say how many trials lie in the first bin of a linear axis, and how many powers of ten."""
    end = each.low + (each.high - each.low) / BINS
    return (
        f"The first of the linear bins, α below {end:.3g}, has {int((bins == 0).sum())} of the "
        f"{len(bins)} trials: {np.log10(end / each.low):.1f} powers of ten, the far too small and "
        "the right ones, are one and the same to it."
    )


def in_order(
    explained: Measure, in_common: Measure, left_alone: Measure | None
) -> dict[str, list[str]]:
    """Return the columns of the table of orders, a row a knob that the lesson names."""
    columns = {
        "in the lesson": [knob.lesson for knob in KNOBS[: len(TUNED)]],
        "explains the variance": _ordered(explained, _chance(explained)),
        "the best tenth agree": _ordered(in_common, _chance(in_common)),
    }
    if left_alone:
        columns["left at its default"] = [
            _cost(float(left_alone.of_all[i]), float(left_alone.low[i]), float(left_alone.high[i]))
            for i in range(len(TUNED))
        ]
    return columns


def _chance(measure: Measure) -> float:
    return max(float(measure.of_all[-1]), 0.0)  # of the knob that nothing reads


def _ordered(measure: Measure, chance: float) -> list[str]:
    order = measure.order(len(TUNED))
    return [
        f"{percent(measure.of_all[i])}, place {order.index(i) + 1}"
        if measure.low[i] > chance
        else f"{percent(measure.of_all[i])}, {NO_MORE}"
        for i in range(len(TUNED))
    ]


def _cost(value: float, low: float, high: float) -> str:
    sign = f"{value:+.3f}".replace("-0.000", "0.000").replace("+0.000", "0.000")
    if low > 0:
        return f"{sign}: costs"
    return f"{sign}: gains" if high < 0 else f"{sign}: {NO_MORE}"


def _spread(measure: Measure, knob: int) -> str:
    return f"{percent(measure.low[knob])} to {percent(measure.high[knob])}"


def how_measured(study: Study, guessing: float) -> str:
    """Say what was trained and how it was measured."""
    return (
        f"{study.trials} networks of Adam, {study.base.steps} steps each, the same points for all; "
        "every knob is drawn evenly on its own scale. The variance is that of the ranks of their "
        "losses: of the losses themselves it would be that of the few worst. What random bins "
        "explain by chance is taken off. Lines: where 95 of 100 random halves of the trials have "
        "it; for a mean, halves stray exactly as much as whole samples do. *Like chance*: the line "
        "reaches down to *nothing*, or across 0; of many knobs, one may pass that by luck. *Left "
        "at its default*: each knob in turn is held there and the first "
        f"{study.n_again} trials are trained again, all else as it was; compared is the lowest "
        f"loss to expect of {OF} such trials. Losses above blind guessing, ln 3 = {guessing:.3f}, "
        "count as that."
    )


def losses_found(losses: Array, guessing: float) -> str:
    """Say how far apart the best and the worst networks are, and how many learned nothing."""
    worse = int((losses >= guessing).sum())
    middle, best = float(np.median(losses)), float(losses.min())
    return (
        f"The best of the {len(losses)} networks has a validation loss of **{best:.3f}**, the "
        f"middle one {middle:.3f}; **{worse}** are no better than blind guessing."
    )


def those_kept(kept: NDArray[np.bool_], losses: Array) -> str:
    """Say how many trials lie in all ranges, and how good they are."""
    n = int(kept.sum())
    if not n:
        return f"None of the {len(losses)} trials lies in all ranges. Widen one."
    inside = losses[kept]
    return (
        f"**{n} of {len(losses)}** trials lie in all ranges. Their lowest loss is "
        f"**{inside.min():.3f}**, the one in the middle {np.median(inside):.3f}; of all trials it "
        f"is {losses.min():.3f} and {np.median(losses):.3f}."
    )


def csv(places: Array, losses: Array, rank: Array) -> str:
    """Return all trials as a table with commas, the best first.

    >>> print(csv(np.full((1, 9), 0.5), np.array([0.2]), np.array([1.0])).splitlines()[1][:24])
    1,0.2,0.01,0.96837722339
    """
    numbers = [
        2 ** each.at(u) if each.name == "batch" else each.at(u)
        for each, u in zip((knob.searched for knob in KNOBS), places.T, strict=True)
    ]
    columns = [rank, losses, *numbers]
    rows = np.stack(columns, axis=1)[np.argsort(rank, kind="stable")]
    lines = [",".join(f"{value:.12g}" for value in row) for row in rows.tolist()]
    return "\n".join([",".join(["rank", "validation loss", *NAMES]), *lines, ""])


def opened_as(best: Settings, near: Settings, loss: float, loss_near: float) -> str:
    """Say what the page of a run can hold of the best trial, and what that does to its loss."""
    names = {"learning_rate": "α", "decay": "decay", "beta1": "β₁", "beta2": "β₂", "epsilon": "ε"}
    moved = [
        f"{name} {written.rounded(getattr(near, field), 3)} for "
        f"{written.rounded(getattr(best, field), 3)}"
        for field, name in names.items()
        if getattr(near, field) != getattr(best, field)
    ]
    if not moved:
        return f"The link opens exactly this network; its validation loss is {loss:.3f}."
    return (
        f"The sliders of that page have fixed values, so the link opens the nearest: "
        f"{', '.join(moved)}. So trained, the validation loss is **{loss_near:.3f}** instead of "
        f"**{loss:.3f}**."
    )


def knob_in_numbers(names: Sequence[str], medians: Sequence[float], counts: Sequence[int]) -> str:
    """Say which bin of a knob has the lowest median loss, and which the highest."""
    low, high = int(np.argmin(medians)), int(np.argmax(medians))
    return (
        f"The lowest median is {medians[low]:.3f}, at {names[low]} ({counts[low]} trials), the "
        f"highest {medians[high]:.3f}, at {names[high]} ({counts[high]} trials)."
    )
