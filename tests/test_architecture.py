"""Imports run one way: pages → core.ui → core.charts → the topics of core."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCES = sorted([*ROOT.glob("core/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"])
TOPICS = sorted(path.stem for path in ROOT.glob("core/*.py") if path.stem != "__init__")
LAYERS = ["topic", "charts", "ui", "pages", "app"]
FOREIGN = {  # the first layer that may import it; everything else is NumPy or the standard library
    "altair": "charts",
    "pandas": "charts",
    "PIL": "charts",
    "pyarrow": "charts",
    "streamlit": "ui",
    "starlette": "app",
    "numpy": "topic",
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def layer(module: str) -> str:
    match module.split("."):
        case ["core", ("charts" | "ui") as package, *_]:
            return package
        case ["core", *_]:
            return "topic"
        case [top, *_]:
            return top
    raise ValueError(module)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{alias.name}" for alias in names)


def allowed_from(module: str) -> str:
    """The lowest layer that may import a module."""
    top = module.split(".")[0]
    if top in {"core", "pages", "app"}:
        return layer(module)
    return "topic" if top in sys.stdlib_module_names else FOREIGN[top]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nothing_imports_upwards(path):
    here = LAYERS.index(layer(name(path).removesuffix(".py").replace("/", ".")))
    for module in imported(ast.parse(path.read_text("utf-8"))):
        assert LAYERS.index(allowed_from(module)) <= here, f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parent.name == "pages"], ids=name)
def test_no_page_imports_another(path):
    modules = imported(ast.parse(path.read_text("utf-8")))
    assert not [module for module in modules if module.split(".")[0] == "pages"]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_visitor_can_reach_an_interpreter(path):
    tree = ast.parse(path.read_text("utf-8"))
    modules = {module.split(".")[0] for module in imported(tree)}
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
    # Altair converts slowly and with global state: one module does it, once for each chart
    converts = path.name == "vega_lite.py"
    assert converts or not methods & {"altair_chart", "to_dict", "to_json"}


def test_every_row_of_the_lesson_that_the_code_cites_exists():
    lesson = (ROOT / "docs" / "lesson.md").read_text("utf-8")
    rows = set(re.findall(r"\*\*([A-F]\d)\*\*", lesson))
    for path in SOURCES:
        for cited in re.findall(r"lesson\s+([A-F]\d(?:, [A-F]\d)*)", path.read_text("utf-8")):
            assert set(cited.split(", ")) <= rows, f"{name(path)} cites {cited}"


def test_the_topics_need_neither_streamlit_nor_altair():
    block = (
        "import sys; sys.modules.update(dict.fromkeys(['streamlit', 'altair', 'pandas', 'PIL']))"
    )
    program = "\n".join([block, *(f"import core.{topic}" for topic in TOPICS)])
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
