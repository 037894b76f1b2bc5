"""What all tests share."""

from pathlib import Path

import pytest
import streamlit as st
from hypothesis import settings
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "menu")

# No slow machine fails a test, and what fails once fails again, on every machine.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")
st.set_option("client.showErrorDetails", "full")  # visitors do not see them, a failing test does


@pytest.fixture
def app() -> AppTest:
    """The app on its start page, caches empty; `app.switch_page("pages/softmax.py").run()`."""
    st.cache_data.clear()
    st.cache_resource.clear()
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
