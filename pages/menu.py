"""The shell around every page: the menu before it, the way on behind it."""

from itertools import groupby

import streamlit as st

from core.ui.address import follow_address
from core.ui.contents import CONTENTS, PAGES, Entry, next_and_previous, show_sources
from core.ui.copy_link import offer_link
from core.ui.glossary import show_glossary
from core.ui.links import explain_lost
from core.ui.tour import TOUR_KEY, show_stop

ICON = PAGES.parent / "core" / "ui" / "icon.svg"


def page(entry: Entry) -> st.Page:
    """The page of a row, which answers at `/<name>`, the first one at `/`."""
    first = entry == CONTENTS[0]
    return st.Page(
        entry.path,
        title=entry.short,
        icon=f":material/{entry.icon}:",
        url_path=None if first else entry.name,
        default=first,
    )


st.set_page_config(page_icon=ICON, layout="wide")

ours = "frame", TOUR_KEY  # parameters of no control
asked = {key: st.query_params.get_all(key) for key in st.query_params if key not in ours}
embedded = bool(st.context.is_embedded)  # in a frame of another site, with ?embed=true
chapters = groupby(CONTENTS, key=lambda entry: entry.chapter)
shown = st.navigation(
    {chapter: [page(entry) for entry in rows] for chapter, rows in chapters},
    position="hidden" if embedded else "top",
)
name = shown.url_path or CONTENTS[0].name
shown.run()
if not embedded:
    show_stop(name)
    show_glossary()
    show_sources(name)
    next_and_previous(name)
    offer_link()
explain_lost(asked)
follow_address()
