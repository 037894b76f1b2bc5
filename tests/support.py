"""What tests of several floors ask: where the project is, what a page says, what a chart holds."""

from pathlib import Path

import altair as alt
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "menu")


def opened(page: str, **parameters: str) -> AppTest:
    """A page as a new visitor sees it who follows a link with these parameters."""
    app = AppTest.from_file(str(ROOT / "pages" / "menu.py"), default_timeout=30)
    app.switch_page(f"{page}.py")
    app.query_params.update(parameters)
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def said(app: AppTest) -> str:
    """All that a page says in words."""
    words = [*app.markdown, *app.caption, *app.latex, *app.metric, *app.info, *app.success]
    return "\n".join(str(element.value) for element in words)


def alts(app: AppTest) -> str:
    """What the charts of a page say to who cannot see them."""
    return "\n".join(chart.proto.alt for chart in app.get("vega_lite_chart"))


def dict_of(chart: alt.TopLevelMixin) -> dict:
    """The chart as a dictionary, its tables where they are used."""
    with alt.data_transformers.enable(consolidate_datasets=False):
        return chart.to_dict()


def rows(layer: dict) -> list[dict]:
    """The table of a layer."""
    return layer["data"]["values"]


def at(row: dict, name: str, frame: int) -> float:
    """What a mark's cell holds for a frame."""
    return float(row[f"{name}_frames"].split("|")[frame])
