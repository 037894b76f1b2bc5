"""The address is the experiment: Back undoes, words in a text set controls, the link is copied."""

import re

from playwright.sync_api import expect

LABEL = ".film-label"


def test_back_undoes_a_changed_control(visit):
    page = visit("/training?steps=50&hidden=4")
    batch_norm = page.get_by_test_id("stMain").get_by_text("Batch norm", exact=True)
    batch_norm.click()
    expect(page).to_have_url(re.compile("bn=false"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?steps=50&hidden=4$"))
    expect(page.get_by_role("switch", name="Batch norm").first).to_be_checked()


def test_words_in_a_text_set_controls_and_move_the_film(visit):
    page = visit("/softmax_boundaries?frame=3&classes=3")
    expect(page).to_have_url(re.compile(r"\?classes=3$"))  # the film took its frame
    expect(page.locator(LABEL)).not_to_contain_text(re.compile("step (0|600) "))
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="the start", exact=True).click()
    expect(page.locator(LABEL)).to_contain_text("step 0 ")
    page.get_by_role("link", name="Switch the hidden layer on").click()
    expect(page).to_have_url(re.compile("classes=3&bend=true"))
    expect(page.get_by_role("switch", name="Hidden layer").first).to_be_checked()
    page.go_back()
    expect(page.get_by_role("switch", name="Hidden layer").first).not_to_be_checked()
    assert page.evaluate("window.stays")  # nothing was loaded anew


def test_a_copied_link_opens_the_same_frame_and_keeps_the_guess_to_oneself(visit):
    page = visit("/training?steps=50&hidden=4&outcome=in+between")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("One frame back").click()
    shown = page.locator(LABEL).inner_text()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied. It opens this page with steps = 50, hidden")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "outcome" not in link
    other = visit(re.sub("^.*/", "/", link))
    expect(other.locator(LABEL)).to_have_text(shown)
