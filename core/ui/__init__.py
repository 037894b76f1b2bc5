"""What the pages share of Streamlit."""

from core.ui.live_words import live_words
from core.ui.page import READING_WIDTH, code, drawer, framed, head, idea, notes
from core.ui.player import film

__all__ = [
    "READING_WIDTH",
    "code",
    "drawer",
    "film",
    "framed",
    "head",
    "idea",
    "live_words",
    "notes",
]
