"""What tests of several floors ask: where the project is, what a page says, what a chart holds."""

import json
import math
from pathlib import Path

import pyarrow as pa
from streamlit.testing.v1 import AppTest

from core.charts import frames
from core.charts.vega_lite import Specification
from core.ui.live_words import unfold

ROOT = Path(__file__).parents[1]
WORDS = "trainscope_words"  # the component that moves with a film
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "menu")
LARGEST_CELL = 10**frames.DIGITS - 1  # the greatest number in a cell of a film


def opened(page: str, **parameters: str) -> AppTest:
    """A page as a new visitor sees it who follows a link with these parameters."""
    app = AppTest.from_file(str(ROOT / "pages" / "menu.py"), default_timeout=90)
    app.switch_page(f"{page}.py")
    app.query_params.update(parameters)
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def said(app: AppTest) -> str:
    """All that a page says in words."""
    words = [*app.markdown, *app.caption, *app.latex, *app.metric, *app.info, *app.success]
    return "\n".join([*(str(element.value) for element in words), *live(app)])


def live(app: AppTest) -> list[str]:
    """What stands below the films of a page in the frame in which they open."""
    return [unfold(data, data["start"]) for data in live_data(app)]


def live_data(app: AppTest) -> list[dict]:
    """What the browser has to put the words below the films of a page together."""
    below = [e.proto for e in app.get("bidi_component") if e.proto.component_name == WORDS]
    return [json.loads(each.json) for each in below]


def alts(app: AppTest) -> str:
    """What the charts of a page say to who cannot see them."""
    return "\n".join(chart.proto.alt for chart in app.get("vega_lite_chart"))


def tables(spec: Specification) -> dict[str, list[dict]]:
    """The tables poured into a chart, by name, a dictionary a row."""
    return {
        name: pa.ipc.open_stream(stream).read_all().to_pylist()
        for name, stream in spec["datasets"].items()
    }


def form_of(spec: Specification) -> Specification:
    """A chart without its tables: while it stays the same, the browser keeps its canvas."""
    return {part: value for part, value in spec.items() if part != "datasets"}


def now(row: dict, name: str, frame: int, digits: int = frames.DIGITS) -> float:
    """The number that the browser reads in a mark's cell of digits for a frame."""
    cell = row[name][digits * frame : digits * (frame + 1)]
    number = float(cell) if cell.isdigit() else math.nan
    return row[f"{name}_low"] + row[f"{name}_step"] * number


def set_at(row: dict, name: str, frame: int) -> bool:
    """Whether the browser reads a yes in a mark's cell for a frame."""
    digit = int(row[name][frame // frames.FLAGS], 16)
    return bool(digit >> (frames.FLAGS - 1 - frame % frames.FLAGS) & 1)


def word_now(row: dict, name: str, frame: int) -> str:
    """The word that the browser reads in a mark's cell for a frame."""
    return row[name].split("|")[frame]


def marks(spec: Specification, kind: str) -> list[dict]:
    """The layers that draw marks of a kind, the lowest first."""
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def parameter(spec: Specification, name: str) -> dict:
    """A parameter of a chart."""
    return next(each for each in spec["params"] if each["name"] == name)
