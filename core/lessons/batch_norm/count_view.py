"""Does batch norm help? Guess, and count over seeds, a network a row."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.lessons.batch_norm import count_words as words
from core.lessons.batch_norm.count_words import Count
from core.training import Settings, trials
from core.ui.guess import ask_guess, show_answer
from core.ui.page import READING_WIDTH
from core.ui.shelf import SHELF

ADDED = "batch_norm added"  # networks, in a tab
MOST_ADDED = 6


def count_seeds(examples: Sequence[Settings], shown: Settings) -> None:
    """Train without and with batch norm for many seeds, if the visitor asks, a table of counts.

    Its rows are the examples, about the last of which there is a guess, and what the visitor adds
    of the networks `shown`. A page's run counts one new row; the next run goes on.
    """
    added: list[Settings] = st.session_state.setdefault(ADDED, [])
    rows = [*examples, *added]
    guess = ask_guess(
        st.container(),
        "Before you count: for how many seeds is the loss of the network with "
        f"{examples[-1].optimizer} lower with batch norm?",
        words.GUESSES,
        key="helps",
        help_text="It is the last of the networks below.",
    )
    asked = st.toggle(
        "Count over seeds",
        key="count",
        bind="query-params",
        help="Trains each network without and with batch norm, with 20 seeds each where time "
        "allows: a second or two a row.",
    )
    counts = [_found(each) if asked else None for each in rows]
    asked_about = counts[len(examples) - 1]
    if guess and asked_about:
        show_answer(guess.lower(), *words.answer(guess, asked_about))
    st.markdown("With how many seeds is the training loss lower, with batch norm or without?")
    st.markdown(words.in_a_table(list(zip(rows, counts, strict=True))))
    if asked and None in counts:
        missing = rows[counts.index(None)]
        with st.spinner(f"Counting: {words.network(missing)} …"):
            SHELF.get((Count, missing), lambda: _count(missing))
        st.rerun()
    if st.button(
        "Add the network above",
        icon=":material/add:",
        disabled=shown in rows or len(added) >= MOST_ADDED,
        help="A row for the network chosen at the top of the page, kept while this tab is open. "
        f"At most {MOST_ADDED}.",
    ):
        added.append(shown)
        st.rerun()
    st.markdown(
        "Each seed draws other points, other first weights and other mini-batches. Differences "
        f"below {trials.EQUAL:.2%} of the loss do not count.",
        width=READING_WIDTH,
    )


def _found(settings: Settings) -> Count | None:
    """Return the count of a network if somebody has asked for it before."""
    found: Count | None = SHELF.find((Count, settings))
    return found


def _count(settings: Settings) -> Count:
    off, on = (replace(settings, batch_norm=each) for each in (False, True))
    return words.counted(trials.again(off, on))
