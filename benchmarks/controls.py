"""The controls of a page as Streamlit describes them, and what a visitor could set each to."""

import json
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

PLAYER = "film player"  # has no label of its own
VECTORS = ("z", "scores")  # labels of a box for a few numbers
Draw = Callable[[Random], Any]


class Control(NamedTuple):
    """What can be set, and the fragment that runs when it is; without a `draw` it is left alone."""

    id: str
    label: str
    field: str  # of a WidgetState
    default: Any
    set_by_page: Any  # None unless the page has set it
    draw: Draw | None
    parameter: str  # of the link; empty if the link does not hold it
    fragment: str

    @property
    def is_trigger(self) -> bool:
        """Whether its value counts for one run only."""
        return "trigger" in self.field

    def state(self, value: Any) -> WidgetState:
        """The value as a browser sends it."""
        if self.field.endswith("_array_value"):
            return WidgetState(id=self.id, **{self.field: {"data": value}})
        return WidgetState(id=self.id, **{self.field: value})


def control(element: Any, fragment: str = "") -> Control | None:
    """The control that an element or a block is, if it is one of a kind known here."""
    kind = element.WhichOneof("type")
    if kind not in KINDS:
        return None
    w = getattr(element, kind)
    if not w.id or getattr(w, "disabled", False):
        return None
    field, default, now, draw = KINDS[kind](w)
    name = f"$$STREAMLIT_INTERNAL_KEY_{w.id}__events" if "trigger" in field else w.id
    set_by_page = now if getattr(w, "set_value", True) else None
    label, parameter = getattr(w, "label", PLAYER), getattr(w, "query_param_key", "")
    return Control(name, label, field, default, set_by_page, draw, parameter, fragment)


def _slider(w: Any) -> tuple[str, Any, Any, Draw]:
    ends = len(w.default)
    if w.type == Slider.SELECT_SLIDER:
        names = list(w.options)
        default = [names[int(i)] for i in w.default]

        def some(chance: Random) -> list[str]:
            return [names[i] for i in sorted(chance.choices(range(len(names)), k=ends))]

        return "string_array_value", default, list(w.raw_value), some

    def places(chance: Random) -> list[float]:
        steps = [chance.randint(0, round((w.max - w.min) / w.step)) for _ in range(ends)]
        return sorted(min(w.max, w.min + step * w.step) for step in steps)

    return "double_array_value", list(w.default), list(w.value), places


def _number_input(w: Any) -> tuple[str, Any, Any, Draw]:
    default = w.default if w.HasField("default") else None
    low = w.min if w.has_min else -1000.0
    high = w.max if w.has_max else 1000.0
    decimals = 0 if w.step >= 1 else 4  # typed, so seldom a multiple of a step below 1

    def typed(chance: Random) -> float:
        return min(high, max(low, round(chance.uniform(low, high), decimals)))

    return "double_value", default, w.value, typed


def _checkbox(w: Any) -> tuple[str, Any, Any, Draw]:
    return "bool_value", w.default, w.value, lambda chance: chance.random() < 0.5


def _expandable(w: Any) -> tuple[str, Any, Any, Draw]:
    return "bool_value", w.default_expanded, w.expanded, lambda chance: chance.random() < 0.5


def _selectbox(w: Any) -> tuple[str, Any, Any, Draw]:
    default = w.options[w.default] if w.HasField("default") and w.options else None
    names = list(w.options)
    return "string_value", default, w.raw_value, lambda chance: chance.choice(names)


def _button_group(w: Any) -> tuple[str, Any, Any, Draw]:
    names = [f"{each.content_icon} {each.content}".strip() for each in w.options]

    def some(chance: Random) -> list[str]:
        if w.click_mode == w.SINGLE_SELECT:
            return [chance.choice(names)]
        return [name for name in names if chance.random() < 0.5]

    return "string_array_value", [names[i] for i in w.default], list(w.raw_values), some


def _text_input(w: Any) -> tuple[str, Any, Any, Draw | None]:
    def vector(chance: Random) -> str:
        return ", ".join(f"{chance.uniform(-5, 5):.1f}" for _ in range(chance.randint(2, 8)))

    draw = vector if w.label.lower() in VECTORS else None
    return "string_value", w.default, w.value, draw


def _text_area(w: Any) -> tuple[str, Any, Any, None]:
    return "string_value", w.default, w.value, None


def _player(w: Any) -> tuple[str, Any, Any, Draw | None]:
    """A film's player; one that is to tell where it was let go can be let go at any frame."""
    data = json.loads(w.json or "null") or {}

    def let_go(chance: Random) -> str:
        return json.dumps([{"event": "release", "value": chance.randrange(data["frames"])}])

    return "json_trigger_value", None, None, let_go if data.get("release") else None


KINDS: dict[str, Callable[[Any], tuple[str, Any, Any, Draw | None]]] = {
    "slider": _slider,
    "number_input": _number_input,
    "checkbox": _checkbox,
    "expandable": _expandable,
    "selectbox": _selectbox,
    "button_group": _button_group,
    "text_input": _text_input,
    "text_area": _text_area,
    "bidi_component": _player,
}
