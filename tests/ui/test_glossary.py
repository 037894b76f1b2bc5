"""The glossary is there for who asks, on every page, and knows the words that pages use."""

from core.ui.glossary import TERMS
from tests.support import opened, said


def test_it_opens_by_its_link_and_is_not_sent_before():
    assert TERMS["epoch"] not in said(opened("softmax"))
    assert TERMS["epoch"] in said(opened("softmax", glossary="true"))


def test_it_tells_one_beta_from_the_other():
    assert "not the β of an average" in TERMS["β of batch norm"]
    assert len(set(TERMS.values())) == len(TERMS)


def test_every_page_but_the_first_names_a_source():
    app = opened("deep_layers")
    assert [caption for caption in app.caption if "Santurkar" in caption.value]
