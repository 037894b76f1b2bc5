"""The further legs of a run as a line of text, short enough for a link."""

from collections.abc import Sequence

from core.text import notation
from core.text.written import quoted
from core.training.settings import Leg


def to_text(legs: Sequence[Leg]) -> str:
    """Return the legs as text that `from_text` understands.

    >>> to_text([Leg(500, 0.001, "adam", 64)])
    '500 adam 0.001 64'
    """
    return "; ".join(
        f"{g.steps} {g.optimizer} {repr(g.learning_rate).removesuffix('.0')} {g.batch_size}"
        for g in legs
    )


def from_text(text: str) -> tuple[Leg, ...]:
    """Return the legs in `text`, steps, optimizer, learning rate and mini-batch size each.

    Raises ValueError naming the leg that cannot be read.

    >>> from_text("500 adam 0.001 64; 100 sgd 0.1 32")[1].optimizer
    'sgd'
    """
    parts = [part.split() for part in text.split(";") if part.strip()]
    return tuple(_read_leg(number, words) for number, words in enumerate(parts, start=1))


def _read_leg(number: int, words: list[str]) -> Leg:
    if len(words) != 4:
        raise ValueError(
            f"continuation {number}, {quoted(' '.join(words))}, must be steps, optimizer, "
            "learning rate and mini-batch size, such as 500 adam 0.001 64"
        )
    steps, optimizer, learning_rate, batch_size = words
    return Leg(
        _whole(steps, number),
        _number(learning_rate, number),
        optimizer[:20],
        _whole(batch_size, number),
    )


def _number(word: str, leg: int) -> float:
    try:
        return notation.number(word)
    except ValueError as reason:
        raise ValueError(f"continuation {leg}, {quoted(word)}, {reason}") from None


def _whole(word: str, leg: int) -> int:
    value = _number(word, leg)
    if not value.is_integer():
        raise ValueError(f"continuation {leg}, {quoted(word)}, is not a whole number")
    return int(value)
