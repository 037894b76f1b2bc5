"""One shelf for all that is worth keeping: made once for all visitors, bounded in bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields, is_dataclass
from functools import wraps
from sys import getsizeof
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import numpy as np

MOST_BYTES = 128 * 2**20  # some 300 training runs with their pictures

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class _Place:
    lock: Lock = field(default_factory=Lock)
    value: Any = None
    size: int = 0
    filled: bool = False


class Shelf:
    """Values by key; when they are more than so many bytes, those longest unused go first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._lock = Lock()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what stands at the key; if nothing does, make it.

        Of many who ask for the same at once, one makes it and the others wait.
        """
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
        with place.lock:
            if not place.filled:
                try:
                    place.value = make()
                except BaseException:  # Streamlit stops a run by an exception of its own
                    with self._lock:
                        self._places.pop(key, None)
                    raise
                self._fill(key, place)
            value: T = place.value
        return value

    def find(self, key: Hashable) -> Any | None:
        """Return what stands at the key, None if nothing does; nobody waits and nothing is made."""
        with self._lock:
            place = self._places.get(key)
            if place is None or not place.filled:
                return None
            self._places.move_to_end(key)
            return place.value

    def _fill(self, key: Hashable, place: _Place) -> None:
        place.size = size_of(place.value)
        place.filled = True
        with self._lock:
            if self._places.setdefault(key, place) is not place:
                return  # who was first failed, and somebody who came later took the place
            self.bytes += place.size
            for key, old in list(self._places.items()):
                if self.bytes <= self.most_bytes:
                    break
                if old.filled:
                    del self._places[key]
                    self.bytes -= old.size


def size_of(value: Any) -> int:
    """Return about how many bytes a value holds: of arrays and texts, and of what is around them.

    >>> size_of((np.zeros(1000), b"1" * 500)) > 8500
    True
    """
    if isinstance(value, np.ndarray):
        return value.nbytes + getsizeof(0)
    parts: list[Any] = []
    if is_dataclass(value):
        parts = [getattr(value, each.name) for each in fields(value)]
    elif isinstance(value, dict):
        parts = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple):
        parts = list(value)
    return getsizeof(value) + sum(map(size_of, parts))


SHELF = Shelf(MOST_BYTES)


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Return the function with its values kept on the shelf; its arguments must be hashable.

    Raises ValueError if the function has no name of its own by which to tell its values apart.
    """
    if "<" in make.__qualname__:
        raise ValueError(f"{make.__qualname__} has no name of its own")
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def get(*args: P.args, **options: P.kwargs) -> T:
        key = (name, args, *sorted(options.items()))
        return SHELF.get(key, lambda: make(*args, **options))

    return get
