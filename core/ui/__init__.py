"""What the pages share of Streamlit."""

from core.ui.page import code, idea, what_to_notice
from core.ui.player import film

__all__ = ["code", "film", "idea", "what_to_notice"]
