"""What all tests share."""

import pytest
import streamlit as st
from hypothesis import settings
from streamlit.testing.v1 import AppTest

from tests.support import ROOT

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
