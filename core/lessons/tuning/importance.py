"""How much a hyperparameter matters, asked in three ways of the same trials.

    explained   the share of the variance of the losses that lies between its bins
    in_common   how much less the best tenth of the trials are spread over it than all trials are
    left_alone  how much higher the lowest loss of 25 trials is with the knob left at its default

A loss counts by its rank among all, where variance is asked: else the few worst, or a run that
diverged, would be all of it. Each is worked out for many samples of the trials at once, the
random halves of `halves`: for a mean, their spread is exactly that of samples as large as all.
"""

from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.lessons.tuning.scales import SCALES
from core.lessons.tuning.space import Hyperparameter
from core.lessons.tuning.study import KNOBS, NAMES
from core.types import Array

BINS = 8  # of an axis, of equal width on its scale
HALVES = 100
OF = 25  # trials of a search
BEST = 10  # the best tenth
HALVE = 5  # a stream of random numbers apart from those of the designs
LOW, HIGH = 2.5, 97.5  # percent of the halves that lie below the spread, and below its upper end
SCALES_OF_ALPHA = "log", "linear"
ALPHA = NAMES.index("α")

Indices = NDArray[np.intp]


def ranks(losses: Array) -> Array:
    """Return the place of each loss in their order, 1 for the lowest; equal ones share theirs.

    >>> ranks(np.array([0.5, np.inf, 0.2, np.inf]))
    array([2. , 3.5, 1. , 3.5])
    """
    _, same, counts = np.unique(losses, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[same])


def capped(losses: Array, classes: int) -> Array:
    """Return the losses, with those above blind guessing, `ln C`, or diverged as high as that."""
    return np.minimum(losses, log(classes))


def along(each: Hyperparameter, u: Array, scale: str = "") -> Array:
    """Return where places u on the scale of a hyperparameter lie on another, or on its own.

    Of whole numbers it is where the number begins.

    >>> from core.lessons.tuning.space import ALPHA
    >>> along(ALPHA, np.array([0.2, 0.8]), "linear").round(3)  # 0.001 and 1 on 0.0001 … 10
    array([0. , 0.1])
    """
    if not scale and each.scale != "whole numbers":
        return u
    return SCALES[scale or each.scale].below(each.at(u), each.low, each.high)


def n_bins(each: Hyperparameter) -> int:
    """Return how many bins an axis has: one a value, if it has few whole numbers."""
    few = each.scale == "whole numbers" and each.high - each.low < BINS
    return int(each.high - each.low) + 1 if few else BINS


def bins(each: Hyperparameter, u: Array, scale: str = "") -> Indices:
    """Return the bin of each place u; bins are equally wide on the scale.

    >>> from core.lessons.tuning.space import ALPHA
    >>> bins(ALPHA, np.array([0.1, 0.9])).tolist(), bins(ALPHA, np.array([0.1, 0.9]), "linear")
    ([0, 7], array([0, 2]))
    """
    k = n_bins(each)
    inside = along(each, u, scale) + 1e-9  # a whole number begins its bin, whatever the rounding
    return np.minimum(np.floor(k * inside), k - 1).astype(np.intp)


def explained(bins: Indices, y: Array) -> Array:
    """Return the share of the variance of y that lies between the bins, free of what chance adds.

        η² = Σ_b n_b (ȳ_b - ȳ)² / Σ (y - ȳ)²,    share = 1 - (1 - η²) (n - 1) / (n - B)

    `y` `(…, n)`, `bins` alike; B counts the bins that are not empty. Random bins have an expected
    η² of (B - 1) / (n - 1) and a share of 0, so a share may come out below 0. If y does not vary,
    it is 0. Source: Kelley (1935).

    >>> explained(np.array([0, 0, 1, 1]), np.array([1.0, 1.0, 3.0, 3.0]))
    array(1.)
    """
    n, rows = y.shape[-1], y.reshape(-1, y.shape[-1])
    k, row = int(bins.max()) + 1, np.arange(len(rows))[:, None]
    cell = (bins.reshape(rows.shape) + k * row).ravel()
    centred = rows - rows.mean(axis=1, keepdims=True)
    count, total = (
        np.bincount(cell, weight, k * len(rows)).reshape(-1, k)
        for weight in (None, centred.ravel())
    )
    between = (total**2 / np.maximum(count, 1)).sum(axis=1)
    around = (centred**2).sum(axis=1)
    free = np.maximum(n - (count > 0).sum(axis=1), 1)
    share = 1 - (1 - between / np.where(around > 0, around, 1)) * (n - 1) / free
    return np.where(around > 0, share, 0.0).reshape(y.shape[:-1])


def in_common(u: Array, y: Array) -> Array:
    """Return by how much less the best tenth are spread than all, as a part.

        1 - (standard deviation of the best tenth) / (standard deviation of all)

    `u` are places, `y` losses, `(…, n)` both. 0: spread as all are; 1: all at one place; chance may
    make it a little less than 0.
    """
    best = np.argsort(y, axis=-1, kind="stable")[..., : max(y.shape[-1] // BEST, 2)]
    inside: Array = np.take_along_axis(u, best, axis=-1).std(axis=-1)
    return 1 - inside / u.std(axis=-1)


def left_alone(searched: Array, fixed: Array) -> Array:
    """Return how much higher the lowest loss of `OF` trials is when a knob is not searched.

    `searched`, `fixed` `(…, n)` are the losses of the same trials with the knob as it was drawn and
    at its default. Below 0 the default is a better choice than to search.
    """
    of = min(OF, searched.shape[-1])
    return lowest_of(fixed, of) - lowest_of(searched, of)


def lowest_of(y: Array, m: int) -> Array:
    """Return the mean over all choices of m of the n numbers of the lowest one chosen.

    The k-th lowest is the lowest chosen with the probability `C(n - k, m - 1) / C(n, m)`.

    >>> lowest_of(np.array([1.0, 2.0, 4.0]), 2)  # of 1 2, 1 4, 2 4
    array(1.33333333)
    """
    n = y.shape[-1]
    k = np.arange(n - m)
    none_so_far = np.cumprod(np.concatenate([[1.0], (n - m - k) / (n - k)]))  # of the k lowest
    chance = none_so_far * m / (n - np.arange(n - m + 1))
    return np.asarray(np.sort(y, axis=-1)[..., : n - m + 1] @ chance)


class Measure(NamedTuple):
    """A measure of each knob, `(knobs,)`, and from where to where 95 of 100 halves have it."""

    of_all: Array
    low: Array
    high: Array

    def order(self, knobs: int) -> list[int]:
        """Return the first so many knobs from the one that matters most to the least."""
        return np.argsort(-self.of_all[:knobs], kind="stable").tolist()


class Importance(NamedTuple):
    """How much each knob matters; `explained` for each scale of α."""

    explained: dict[str, Measure]
    in_common: Measure


def halves(n: int, seed: int) -> Indices:
    """Return random halves of n trials, `(halves, n // 2)`, none of them twice in a half."""
    draws = np.random.default_rng([seed, HALVE]).random((HALVES, n))
    return np.argsort(draws, axis=1)[:, : n // 2]


def measured(places: Array, losses: Array, seed: int) -> Importance:
    """Return how much each knob matters, from trials at places `(n, knobs)` with losses `(n,)`."""
    half, rank = halves(len(losses), seed), ranks(losses)

    def of_scale(scale: str) -> Measure:
        filed = [bins(knob.searched, u) for knob, u in zip(KNOBS, places.T, strict=True)]
        filed[ALPHA] = bins(KNOBS[ALPHA].searched, places[:, ALPHA], scale)
        return _measure([(explained(b, rank), explained(b[half], rank[half])) for b in filed])

    return Importance(
        {scale: of_scale(scale) for scale in SCALES_OF_ALPHA},
        _measure([(in_common(u, losses), in_common(u[half], losses[half])) for u in places.T]),
    )


def measured_again(searched: Array, fixed: Array, seed: int) -> Measure:
    """Return what it costs to leave each knob alone.

    `searched` `(n,)` are the losses of trials, `fixed` `(knobs, n)` those with each at its default.
    """
    half = halves(len(searched), seed)
    return _measure(
        [(left_alone(searched, each), left_alone(searched[half], each[half])) for each in fixed]
    )


def _measure(found: list[tuple[Array, Array]]) -> Measure:
    """Return a measure from that of all trials and of each half, a pair a knob."""
    low, high = np.percentile([of_halves for _, of_halves in found], (LOW, HIGH), axis=1)
    return Measure(np.array([of_all for of_all, _ in found]), low, high)
