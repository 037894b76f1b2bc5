"""Where samples land, in words: the draw on screen, the counts so far, what to expect."""

import math

from core import averages
from core.lessons.tuning import sampling_scales as model
from core.lessons.tuning.sampling_scales import MOMENTUM, Draws, Range
from core.lessons.tuning.scales import SCALES
from core.text import written
from core.text.written import rounded

GUESSES = ("none or one", "about 10", "about 25")
SMALL = 0.001  # of a learning rate: what the guess asks about


def formula(scale: str, sampled: Range) -> str:
    """Write in LaTeX how u becomes a value on a scale."""
    if scale == "log":
        a, b = (round(math.log10(end)) for end in (sampled.low, sampled.high))
        return rf"r = {a} + {b - a}\,u,\quad \alpha = 10^{{\,r}}"
    if scale == "log of 1 - β":
        return r"r = -1 - 2\,u,\quad \beta = 1 - 10^{\,r}"
    if scale == "linear":
        name = r"\alpha" if sampled.name == "α" else r"\beta"
        return rf"{name} = {sampled.low:g} + {sampled.high - sampled.low:g}\,u"
    low, high = sampled.low, sampled.high
    if scale == "whole numbers":
        return rf"n = {low:g} + \lfloor {high - low + 1:g}\,u \rfloor"
    return r"n = \text{round}(10^{\,r}),\quad r \text{ uniform}"


def at_every_draw(sampled: Range, drawn: Draws, shown: list[int]) -> list[str]:
    """Say after so many draws, `shown`, which came last and how the parts have filled."""
    counts = drawn.counts(len(sampled.names))
    first = sampled.names[0]
    sentences = []
    for n in shown:
        if not n:
            sentences.append("Nothing is drawn yet. Press play: both scales get the same u.")
            continue
        plain, proper = (_value(sampled, float(values[n - 1])) for values in drawn.values)
        found = [int(each[n, 0]) for each in counts]
        sentences.append(
            f"Draw {n}: u = {drawn.u[n - 1]:.4f} gives **{plain}** on the linear scale and "
            f"**{proper}** on the log scale. From {first} come **{found[0]} of {n}** on the linear "
            f"and **{found[1]} of {n}** on the log scale."
        )
    return sentences


def _value(sampled: Range, value: float) -> str:
    text = f"{sampled.name} = {value:.4g}" if not sampled.is_whole else f"{value:g}"
    if sampled.name == "β":
        days = written.counted(round(averages.memory(value)), "step", "steps")
        return f"{text}, a window of {days}"
    return text


def notice(sampled: Range) -> list[str]:
    """Return what to see in the picture of a range."""
    plain, proper = (sampled.shares(scale) for scale in sampled.both)
    last = sampled.names[-1]
    if sampled.is_whole:
        far = float(abs(plain - proper).max())
        ratio = written.times(sampled.high / sampled.low)
        return [
            f"Between the scales no share of a part differs by more than {far:.0%}.",
            f"The end of the range is only {ratio} its beginning. So the linear scale will do.",
        ]
    most, each = written.share(float(plain[-1])), written.share(float(proper[0]))
    return [
        f"Play. Of draws on the linear scale {most} are to be expected from {last}.",
        f"On the log scale each part gets {each}: as many tries for each power of ten.",
        "Each dot is a network that has to be trained. Where would you spend them?",
    ]


def guessed(sampled: Range, drawn: Draws, guess: str) -> tuple[str, bool]:
    """Return how many of 100 draws fall below 0.001, in words, and whether the guess is right.

    >>> rates = model.learning_rates(-4, 0)
    >>> guessed(rates, model.draw(rates, 100, seed=0), "none or one")[1]
    True
    """
    expected = 100 * float(sampled_below(sampled, "linear"))
    found = int((drawn.values[0] < SMALL).sum())
    right = GUESSES[0 if expected < 5 else 1 if expected < 17 else 2]
    return (
        f"Of 100 draws {rounded(expected, 2)} are to be expected below {SMALL:g} on the linear "
        f"scale; of these {len(drawn.u)} there are {found}. On the log scale "
        f"{rounded(100 * float(sampled_below(sampled, 'log')), 2)} are to be expected"
    ), guess == right


def sampled_below(sampled: Range, scale: str, x: float = SMALL) -> float:
    """Return the share of draws of a range that lie below x on a scale."""
    return float(SCALES[scale].below(x, sampled.low, sampled.high))


def until_all(sampled: Range, drawn: Draws) -> str:
    """Say how many draws it takes until every part has one, on average and here."""
    parts = len(sampled.names)
    told = []
    for which, scale, found in zip(("linear", "log"), sampled.both, drawn.parts, strict=True):
        here = model.first_with_all(found, parts)
        average = model.draws_until_all(sampled.shares(scale))
        after = f"here {here}" if here else f"here not within {len(found)}"
        told.append(f"**{rounded(average, 3)}** on the {which} scale ({after})")
    return f"Until each part has one it takes on average {told[0]} and {told[1]} draws."


def windows() -> str:
    """Compare the windows of β on both scales, all computed (lesson B5)."""
    (plain, proper), x = MOMENTUM.both, 0.99
    over = [1 - sampled_below(MOMENTUM, scale, x) for scale in (plain, proper)]
    medians = [rounded(model.median_window(scale), 3) for scale in (plain, proper)]
    reverse = 1 - model.reverse_log_below(x, MOMENTUM.low, MOMENTUM.high)
    return (
        f"Of β from {MOMENTUM.low:g} to {MOMENTUM.high:g} on a linear scale {over[0]:.1%} have a "
        f"window of over 100 steps, on the log scale of 1 - β {over[1]:.0%}. Half of the windows "
        f"exceed {medians[0]} steps on the linear and {medians[1]} on the log scale. KerasTuner's "
        f"`reverse_log` mirrors a log scale of β within the range: {reverse:.1%} lie over 100 "
        "steps, so it is not the scale of 1 - β."
    )
