"""Imports run one way: formulas and text, training, charts, ui, lessons, pages.

`FLOORS` is the whole rule. A file that fits no floor fails the first test, so that every new file
is held to a rule from its first day.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support import ROOT

SOURCES = sorted([*ROOT.glob("core/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"])
NUMPY, DRAWING, STREAMLIT = {"numpy"}, {"altair", "pandas", "PIL", "pyarrow"}, {"streamlit"}
LESSON = r"core\.lessons\.[a-z_]+"


class Floor(NamedTuple):
    """Which modules it holds, which of core they may import, and which libraries."""

    holds: str
    may_import: tuple[str, ...]
    libraries: set[str]


FORMULAS, TEXT, TRAINING = (
    r"core(\.(?!text|training|charts|ui|lessons)[a-z_]+)?",
    r"core\.text(\..+)?",
    r"core\.training(\..+)?",
)
CHARTS, UI = r"core\.charts(\..+)?", r"core\.ui(\..+)?"
MODEL, MODEL_CHARTS, VIEW = (
    rf"{LESSON}\.[a-z_]+",
    rf"{LESSON}\.([a-z_]+_)?charts",
    rf"{LESSON}\.[a-z_]+_view",
)
BELOW = (FORMULAS, TEXT)
FLOORS = {  # the first pattern that fits a module is its floor
    "package": Floor(rf"core\.lessons|{LESSON}", (), set()),
    "text": Floor(TEXT, BELOW, NUMPY),
    "training": Floor(TRAINING, (*BELOW, TRAINING), NUMPY),
    "charts": Floor(CHARTS, (*BELOW, TRAINING, CHARTS), NUMPY | DRAWING),
    "ui": Floor(UI, (*BELOW, TRAINING, CHARTS, UI), NUMPY | DRAWING | STREAMLIT),
    "view": Floor(VIEW, (*BELOW, TRAINING, CHARTS, UI, MODEL), NUMPY | DRAWING | STREAMLIT),
    "lesson charts": Floor(MODEL_CHARTS, (*BELOW, TRAINING, CHARTS, MODEL), NUMPY | DRAWING),
    "model": Floor(MODEL, (*BELOW, TRAINING, MODEL), NUMPY),
    "formulas": Floor(FORMULAS, BELOW, NUMPY),
    "page": Floor(r"pages\..+", (r"core(\..+)?",), NUMPY | DRAWING | STREAMLIT),
    "server": Floor(r"app", (r"core(\..+)?",), {"streamlit", "starlette"}),
}
LOWER_IN_A_LESSON = {
    "view": {"view", "lesson charts", "model"},
    "lesson charts": {"lesson charts", "model"},
    "model": {"model"},
}


def module_of(path: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path): path for path in SOURCES}


def floor_of(module: str) -> str:
    """The floor on which a module lives."""
    for name, floor in FLOORS.items():
        if re.fullmatch(floor.holds, module):
            return name
    raise ValueError(f"{module} fits no floor: give it a place or a rule")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                for alias in names:
                    inner = f"{module}.{alias.name}"
                    yield inner if inner in MODULES else module


def lesson(module: str) -> str | None:
    """The chapter to which a module belongs, if it belongs to one."""
    found = re.match(LESSON, module)
    return found[0] if found else None


def faults(module: str, imports: str) -> Iterator[str]:
    """What is wrong with one module importing another."""
    top = imports.split(".")[0]
    floor = FLOORS[floor_of(module)]
    if top not in {"core", "pages", "app"}:
        if top not in sys.stdlib_module_names and top not in floor.libraries:
            yield f"{module} imports {top}"
        return
    if not any(re.fullmatch(allowed, imports) for allowed in floor.may_import):
        yield f"{module} imports {imports}, upwards"
    if lesson(module) and lesson(imports):
        if lesson(module) != lesson(imports):
            yield f"{module} imports {imports}, of another chapter"
        elif floor_of(imports) not in LOWER_IN_A_LESSON[floor_of(module)]:
            yield f"{module} imports {imports}, upwards"


def test_every_file_has_a_floor():
    for module in MODULES:
        floor_of(module)


@pytest.mark.parametrize("module", MODULES)
def test_every_import_is_allowed(module):
    assert [fault for name in imported(MODULES[module]) for fault in faults(module, name)] == []


@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("core.averages", "core.training"),
        ("core.text.typed", "core.training.settings"),
        ("core.training.runs", "core.charts.theme"),
        ("core.charts.plane", "core.ui.page"),
        ("core.ui.page", "core.lessons.softmax.pull"),
        ("core.lessons.softmax.pull", "core.lessons.training.legs"),
        ("core.lessons.softmax.pull", "core.lessons.softmax.pull_view"),
        ("core.lessons.softmax.pull", "streamlit"),
        ("core.lessons.softmax.pull", "altair"),
        ("core.lessons.tuning.new_charts", "streamlit"),
        ("core.lessons.tuning.new_charts", "core.ui.page"),
        ("core.lessons.tuning.new", "core.charts.theme"),
        ("core.optimizers", "pandas"),
        ("pages.softmax", "pages.training"),
        ("pages.softmax", "requests"),
    ],
)
def test_an_import_upwards_or_across_is_found(module, imports):
    assert list(faults(module, imports))


@pytest.mark.parametrize("module", ["core.somewhere.new", "core.lessons.softmax.deep.er", "other"])
def test_a_file_that_fits_no_rule_is_found(module):
    with pytest.raises(ValueError, match="fits no floor"):
        floor_of(module)


def test_nothing_imports_in_a_circle():
    graph = {
        module: {name for name in imported(path) if name in MODULES and name != module}
        for module, path in MODULES.items()
    }
    packages = {module for module, path in MODULES.items() if path.name == "__init__.py"}
    for module, names in graph.items():  # to import from its package is not to need all of it
        graph[module] = {
            name for name in names if not (name in packages and module.startswith(name))
        }
    list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_no_visitor_can_reach_an_interpreter(path):
    tree = ast.parse(path.read_text("utf-8"))
    modules = {module.split(".")[0] for module in imported(path)}
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    methods = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    keywords = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}
    assert not modules & {"pickle", "marshal", "shelve", "subprocess"}
    assert not called & {"eval", "exec", "compile", "__import__"}
    assert "unsafe_allow_html" not in keywords
    # Altair converts slowly and with global state: one module does it, once for each form
    converts = path.name == "vega_lite.py"
    assert converts or not methods & {"altair_chart", "to_dict", "to_json"}


def test_every_row_of_the_lesson_that_the_code_cites_exists():
    lesson_text = (ROOT / "docs" / "lesson.md").read_text("utf-8")
    rows = set(re.findall(r"\*\*([A-F]\d)\*\*", lesson_text))
    for path in SOURCES:
        for cited in re.findall(r"lesson\s+([A-F]\d(?:, [A-F]\d)*)", path.read_text("utf-8")):
            assert set(cited.split(", ")) <= rows, f"{module_of(path)} cites {cited}"


def test_the_mathematics_needs_neither_streamlit_nor_altair():
    blocked = f"dict.fromkeys({sorted(DRAWING | STREAMLIT)})"
    modules = [m for m in MODULES if FLOORS[floor_of(m)].libraries == NUMPY]
    program = "\n".join(
        [f"import sys; sys.modules.update({blocked})", *(f"import {module}" for module in modules)]
    )
    assert len(modules) > 20
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
