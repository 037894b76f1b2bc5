"""Run NumPy code once, write down the calls it makes, and play them again in the same memory.

A training step on a small network is some eighty tiny NumPy calls. Most of its time goes not into
arithmetic but into the Python around it: looking up names, making arrays, wrapping constants.
None of that changes from step to step. So the textbook lines run once on `Recorded` arrays, every
universal function they call is put on a `Tape` together with the memory of its result, and
`Tape.play` makes the same calls again: the same lines, the same numbers to the last bit, a
fraction of the time. (JAX and `torch.compile` trace programs the same way, then go further.)
"""

import math
import weakref
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

ARITHMETIC = {np.add, np.subtract, np.multiply, np.divide}  # rounded alike in any loop
CACHE, CACHE_LINE = 32_768, 64  # bytes, of the cache nearest to the processor


class Tape:
    """The calls that were made on arrays of `tape.array`, in order.

    Only what NumPy computes is on the tape: a Python `if` or `for` is played as it went the first
    time. New input is written into the memory of the arrays that were recorded; all other arrays
    are taken for constants.

    >>> x = np.array([1.0, 2.0])
    >>> tape = Tape()
    >>> y = 2 * tape.array(x) + 1
    >>> x[:] = [10.0, 20.0]
    >>> tape.play()
    >>> y.tolist()
    [21.0, 41.0]
    """

    def __init__(self) -> None:
        self.calls: list[Callable[[], Any]] = []
        self._free: defaultdict[Any, list[np.ndarray]] = defaultdict(list)

    def array(self, values: np.ndarray) -> "Recorded":
        """Return `values`, the same memory, as an array that records what is computed from it."""
        recorded = values.view(Recorded)
        recorded.tape_ref = weakref.ref(self)
        return recorded

    def result(self, values: np.ndarray) -> "Recorded":
        """Return a result in memory that nothing recorded so far will read again.

        What is garbage while recording is garbage at the same place in every playing, so its
        memory can serve again, still warm in the processor's cache.
        """
        free = self._free[values.shape, values.dtype]
        memory = free.pop() if free else _aligned(values.shape, values.dtype)
        memory[...] = values
        recorded = self.array(memory)
        weakref.finalize(recorded, free.append, memory)
        return recorded

    def widen(self, operand: Any, values: np.ndarray) -> np.ndarray:
        """Return an operand in the shape and type of the values that were computed from it.

        For a column and a matrix NumPy runs a short loop a row, for two matrices one long loop.
        Copying the column into a matrix first is quicker, if all of it stays in the cache. What
        is not recorded is copied now, once.
        """
        plain = _plain(operand)
        if plain.ndim == 0 or (plain.shape, plain.dtype) == (values.shape, values.dtype):
            return plain
        if not isinstance(operand, Recorded):
            return np.ascontiguousarray(np.broadcast_to(plain, values.shape), values.dtype)
        if values.nbytes > CACHE:
            return plain
        wide = self.result(np.empty_like(values))
        wide[...] = plain
        return wide

    def play(self) -> None:
        """Make the recorded calls again, each into the memory of its first result."""
        for call in self.calls:
            call()


class Recorded(np.ndarray):
    """An array that puts every universal function it takes part in on its tape.

    Raises TypeError where a NumPy function is called that makes no universal call to record. Array
    methods such as `copy` and `dot` go unseen.
    """

    tape_ref: weakref.ref[Tape]  # a tape must not live on what it keeps: NumPy hides that circle

    def __array_finalize__(self, parent: object) -> None:
        if isinstance(parent, Recorded):
            self.tape_ref = parent.tape_ref

    @property
    def tape(self) -> Tape:
        """The tape, as long as somebody keeps it."""
        tape = self.tape_ref()
        if tape is None:
            raise RuntimeError("the tape of this array is gone")
        return tape

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Any, out: Any = (), **options: Any
    ) -> "Recorded":
        arrays = [_plain(value) for value in inputs]
        function = getattr(ufunc, method)
        if out:
            result = out[0] if isinstance(out[0], Recorded) else self.tape.array(out[0])
        else:
            values = np.asarray(function(*arrays, **options))
            if ufunc in ARITHMETIC and method == "__call__" and not options:
                arrays = [self.tape.widen(value, values) for value in inputs]
            result = self.tape.result(values)  # not where the operands are: they live
        call = _quickest(ufunc, method, [_plain(a) for a in arrays], _plain(result), options)
        if out:
            call()
        self.tape.calls.append(call)
        return result

    def __setitem__(self, key: Any, value: Any) -> None:
        call = partial(_plain(self).__setitem__, key, _plain(value))
        call()
        self.tape.calls.append(call)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        length = len(self.tape.calls)
        result = super().__array_function__(function, types, args, kwargs)
        if len(self.tape.calls) == length:
            raise TypeError(f"np.{function.__name__} calls no universal function to record")
        return result


def _plain(value: Any) -> np.ndarray:
    """Return the array without its tape; a Python number becomes a float64 array of no axes."""
    return value.view(np.ndarray) if isinstance(value, np.ndarray) else np.array(value, dtype=float)


def _aligned(shape: tuple[int, ...], dtype: np.dtype[Any]) -> np.ndarray:
    """Return memory that begins with a cache line, so that no eight numbers lie across two."""
    size = math.prod(shape) * dtype.itemsize
    memory = np.empty(size + CACHE_LINE, np.uint8)
    start = -memory.ctypes.data % CACHE_LINE
    return memory[start : start + size].view(dtype).reshape(shape)


def _quickest(
    ufunc: np.ufunc, method: str, arrays: list[np.ndarray], memory: np.ndarray, options: Any
) -> Callable[[], Any]:
    """Return the call in the form that costs NumPy least; every form gives the same bits."""
    if ufunc is np.matmul and all(a.ndim == 2 for a in arrays):
        return partial(arrays[0].dot, arrays[1], memory)
    if method == "__call__":
        return partial(ufunc, *arrays, memory, **options)  # by place is quicker than by name
    if options.keys() == {"axis", "keepdims"}:
        by_place = options["axis"], None, memory, options["keepdims"]
        return partial(getattr(ufunc, method), *arrays, *by_place)
    return partial(getattr(ufunc, method), *arrays, out=memory, **options)
