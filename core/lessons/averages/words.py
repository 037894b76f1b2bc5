"""An average in words: its update with the numbers put in, where it looks, and days."""

from functools import lru_cache

from core import averages
from core.text.written import rounded, subscript
from core.types import Array

MOST_SENTENCES = 10_000  # kept, of each kind: some 100 films with as many β


def at_every_beta(x: Array, averages_of_x: Array, today: int, betas: Array) -> list[str]:
    """Say for each β what its average (a row of `(frames, days)`) does with a day, from 1."""
    return [
        "\n\n".join(
            [
                today_in_numbers(x, average, today, beta),
                where_it_looks(beta, today),
                cold_start(beta, len(x)),
            ]
        )
        for beta, average in zip(betas.tolist(), averages_of_x, strict=True)
    ]


def today_in_numbers(x: Array, average: Array, today: int, beta: float) -> str:
    """Say how far the average looks back, and write the update of today, counted from 1."""
    window = averages.memory(beta)
    cut = ", cut at the first day" if window >= today else ""
    update = update_in_numbers(x, average, today, beta)
    return (
        f"**At β = {rounded(beta, 9)}** the average looks back over about {in_days(window)}, the "
        f"blue band{cut}. Today's update, on day {today}, the red line: **{update}**."
    )


def update_in_numbers(x: Array, average: Array, today: int, beta: float) -> str:
    """Write the update of a day, counted from 1, with its numbers put in.

    >>> import numpy as np
    >>> update_in_numbers(np.array([10.0, 20.0]), np.array([1.0, 2.9]), today=2, beta=0.9)
    'v₂ = 0.9 · 1 + 0.1 · 20 = 2.9'
    """
    before, after = (average[today - 2] if today > 1 else 0.0), average[today - 1]
    return (
        f"{subscript('v', today)} = {rounded(beta, 9)} · {rounded(before)} + "
        f"{rounded(1 - beta, 9)} · {rounded(x[today - 1])} = {rounded(after)}"
    )


def weight_of_today(beta: float) -> str:
    """Write the share that today's value has in the average.

    >>> weight_of_today(0.9)
    '10 %'
    """
    return f"{rounded(100 * (1 - beta))} %"


def weight_of_last(days: float, beta: float) -> str:
    """Write the share that so many last days have together.

    >>> weight_of_last(10, 0.9)
    '65.1 %'
    """
    return f"{rounded(100 * averages.weight_seen(beta, days).item(), 3)} %"


@lru_cache(MOST_SENTENCES)
def where_it_looks(beta: float, today: int) -> str:
    """Say what a day counts for, and where the weight has fallen to 1/e of today's."""
    window = averages.memory(beta)
    if window < today:
        reach = (
            f"{in_days(window)} back, at the red diamond, a value counts "
            f"{rounded(beta**window, 3)} times what today's counts; near β = 1 that is "
            f"1/e = 0.368. The days since then hold {weight_of_last(window, beta)} of all weight."
        )
    else:
        reach = (
            f"The point of 1/e, {in_days(window)} back, lies before the first day: the days up to "
            f"today hold only {weight_of_last(today, beta)} of all weight."
        )
    return (
        f"**Where it looks.** Today counts {weight_of_today(beta)}, each day further back "
        f"{rounded(beta, 9)} times as much: the weights (1 - β) βᵏ. {reach}"
    )


@lru_cache(MOST_SENTENCES)
def cold_start(beta: float, n_days: int) -> str:
    """Say how wrong the first averages are, and from which day on that no longer matters."""
    if beta == 0:
        return "**Cold start.** There is none: at β = 0 the average is today's value alone."
    first_day = averages.cold_start(beta)
    after = ", after these data end," if first_day > n_days else ""
    return (
        "**Cold start.** The average starts from 0, so the first days are too small: day 1 shows "
        f"only {weight_of_today(beta)} of x₁. Bias correction divides vₜ by 1 - βᵗ, the weight "
        f"seen so far. From day {first_day:,} on{after} the two differ by less than 1 %."
    )


def in_days(steps: float) -> str:
    """Write a number of days in four digits, whole from 20 on.

    >>> in_days(1), in_days(10.05), in_days(55.56), in_days(1.2345e8)
    ('1 day', '10.05 days', '56 days', '123.5 million days')
    """
    for name, million in (("billion", 1e9), ("million", 1e6)):
        if steps >= 0.99995 * million:
            return f"{rounded(steps / million)} {name} days"
    text = rounded(steps if steps < 20 else round(steps))
    return f"{text} {'day' if text == '1' else 'days'}"
