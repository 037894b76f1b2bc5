"""Sentences that move with a film: folded small, and put together again as they were."""

import json

from hypothesis import given
from hypothesis import strategies as st

from core.ui.live_words import fold, unfold

SENTENCES = st.lists(st.text(alphabet="ab *\n·", max_size=30), min_size=1, max_size=12)


@given(SENTENCES)
def test_every_sentence_comes_back(sentences):
    folded = json.loads(json.dumps(fold(sentences)))
    assert [unfold(folded, frame) for frame in range(len(sentences))] == sentences


def test_what_never_changes_is_sent_once():
    sentences = [
        f"At step {i} the loss of this long sentence is {1 / i:.3f}." for i in range(1, 101)
    ]
    assert len(json.dumps(fold(sentences))) < len("".join(sentences)) / 2
