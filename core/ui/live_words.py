"""Words below a film that say what its frame on screen shows, without asking the server."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

HTML, CSS, JS = (
    Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".css", ".js")
)
words = st.components.v2.component(
    "trainscope_words", html=HTML, css=CSS, js=JS, isolate_styles=False
)


def live_words(key: str, sentences: Sequence[str], start: int = 0) -> None:
    """Show the sentence of the frame on screen, one a frame, within a film of as many frames.

    Two stars begin and end what is bold, an empty line a paragraph; nothing else is Markdown. Until
    the film says where it is, it is at `start`.
    """
    words(key=key, data={"start": start} | fold(sentences))


def fold(sentences: Sequence[str]) -> dict[str, Any]:
    """Return the sentences with each word that never changes written once.

    A form is a list of words, None where they differ; sentences of as many words share one. A frame
    is the number of its form and the words that go in.

    >>> fold(["β is 1", "β is 2"])
    {'forms': [['β', 'is', None]], 'frames': [[0, '1'], [0, '2']]}
    """
    split = [sentence.split(" ") for sentence in sentences]
    by_length: dict[int, list[list[str]]] = {}
    for words_of_one in split:
        by_length.setdefault(len(words_of_one), []).append(words_of_one)
    place = {length: i for i, length in enumerate(by_length)}
    forms = [
        [column[0] if len(set(column)) == 1 else None for column in zip(*alike, strict=True)]
        for alike in by_length.values()
    ]
    changing = [[i for i, word in enumerate(form) if word is None] for form in forms]
    return {
        "forms": forms,
        "frames": [
            [form := place[len(each)], *(each[i] for i in changing[form])] for each in split
        ],
    }


def unfold(folded: dict[str, Any], frame: int) -> str:
    """Return the sentence of a frame, as the browser puts it together.

    >>> unfold(fold(["β is 1", "β is 2"]), 1)
    'β is 2'
    """
    form, *changing = folded["frames"][frame]
    rest = iter(changing)
    return " ".join(next(rest) if word is None else word for word in folded["forms"][form])
