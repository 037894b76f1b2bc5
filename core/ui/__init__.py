"""What the pages share of Streamlit."""

from core.ui.contents import title
from core.ui.live_words import live_words
from core.ui.page import READING_WIDTH, code, drawer, idea, what_to_notice
from core.ui.player import film

__all__ = [
    "READING_WIDTH",
    "code",
    "drawer",
    "film",
    "idea",
    "live_words",
    "title",
    "what_to_notice",
]
