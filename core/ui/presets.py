"""Settings worth seeing, each a link to the page it is on.

Such a link changes the address but leaves the controls as they are. So it carries its name, and
the page that finds the name sets the controls before it draws them.
"""

from collections.abc import Iterable, Mapping

import streamlit as st

from core.text.written import quoted
from core.ui.problem import problem

PRESET_KEY = "preset"


def followed_preset(names: Iterable[str]) -> str | None:
    """Return the preset whose link was just followed, and take its name out of the address."""
    name = st.query_params.pop(PRESET_KEY, "")
    if name and name not in names:
        problem(f"There is no preset {quoted(name)}; the link opens what else is in it.")
        return None
    return name or None


def link_presets(page: str, presets: Mapping[str, Mapping[str, str]]) -> None:
    """Show a link to each preset, the parameters of its link by its name; `page` is the file."""
    with st.container(horizontal=True):
        for name, parameters in presets.items():
            st.page_link(page, label=name, query_params={**parameters, PRESET_KEY: name})
