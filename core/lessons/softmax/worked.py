"""The lesson's worked example for any scores: z, e^z, their sum, and the share of each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.softmax import hardmax, log_softmax, softmax
from core.text import written
from core.types import Array

Text = NDArray[np.object_]


@dataclass(frozen=True)
class Worked:
    """Scores, one example a row, worked out as numbers and as they are written, all `(n, C)`.

    Each row reads `power / total = share`; `total` is the same for every class.
    """

    share: Array
    hard: Array
    z_text: Text
    power_text: Text
    total_text: Text
    share_text: Text


def work_out(z: Array, at: int = 0) -> Worked:
    """Work out the rows of z, `(n, C)`, with as many decimals throughout as row `at` needs.

    `e^z_j / Σe^z = a_j`. Powers and shares are written from their logarithms, so that they can be
    read even where no float64 can hold them.

    Source: lesson E1.

    >>> example = work_out(np.array([[5.0, 2.0, -1.0, 3.0]]))
    >>> example.power_text.tolist(), example.total_text[0, 0]
    ([['148.4', '7.4', '0.4', '20.1']], '176.3')
    """
    log_share = log_softmax(z, axis=1)
    decimals = written.decimals(z[at].max())
    exponentials = np.vectorize(written.exponential, otypes=[object])
    top, log_factor = z.max(axis=1), -log_share.max(axis=1)
    totals = np.array(
        [_total(*each, decimals) for each in zip(top, log_factor, strict=True)], dtype=object
    )
    return Worked(
        share=softmax(z, axis=1),
        hard=hardmax(z, axis=1),
        z_text=np.vectorize(written.short, otypes=[object])(z),
        power_text=exponentials(z, decimals),
        total_text=totals[:, np.newaxis].repeat(z.shape[1], axis=1),
        share_text=exponentials(log_share, 3),
    )


def _total(top: float, log_factor: float, decimals: int) -> str:
    """Write Σe^z, `e^log_factor` times the greatest of its powers, e^top."""
    if abs(top) < written.LARGEST_POWER:
        return written.exponential(top + log_factor, decimals)
    factor = written.exponential(log_factor, 3)
    return f"{factor} · {written.exponential(top, decimals)}"


def in_words(z: Array, example: Worked, score: str = "z") -> list[str]:
    """Say of each row what its biggest score gets; scores are called `score`.

    >>> z = np.array([[5.0, 2.0, -1.0, 3.0]])
    >>> in_words(z, work_out(z))
    ['The sum of all e^z is 176.3. The biggest score, z₁, gets **148.4 / 176.3 = 0.842** of the \
whole. Hardmax gives it 1.']
    """
    return [
        f"The sum of all e^{score} is {example.total_text[i, 0]}. The biggest score, "
        f"{written.subscript(score, top + 1)}, gets **{example.power_text[i, top]} / "
        f"{example.total_text[i, top]} = {example.share_text[i, top]}** of the whole. Hardmax "
        f"gives it {example.hard[i, top]:.3g}."
        for i, top in enumerate(z.argmax(axis=1).tolist())
    ]
