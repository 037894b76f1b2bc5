"""One visitor without a browser: opens a page, changes its controls, counts the bytes that come.

It speaks the protocol of Streamlit's browser part, and keeps what that keeps: large messages that
came before, which the server then only refers to; the values of the controls; the link.
"""

from collections import Counter
from random import Random
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.controls import Control, control

CRASHED = "cannot use what it was sent"  # what the app shows where a page raised
TRIES = 20  # to find a change that was not seen before


class Line(ClientConnection):
    """A websocket that counts the bytes it is sent."""

    received = 0

    def data_received(self, data: bytes) -> None:
        """Count what came through the socket."""
        self.received += len(data)
        super().data_received(data)


class Kept(NamedTuple):
    """A large message that need not come again: all of it that matters here."""

    control: Control | None
    fragment: str
    last_used: int  # in runs


class Visitor:
    """A visitor with one open page."""

    def __init__(self, seed: int | str = 0) -> None:
        self.chance = Random(seed)  # noqa: S311 - guards nothing
        self.errors: Counter[str] = Counter()
        self._seen: set[str] = set()

    @property
    def received(self) -> int:
        """All bytes that came through the websocket of this tab so far."""
        return self._line.received

    @property
    def controls(self) -> list[Control]:
        """What can be changed on the page as it stands."""
        return [each for _, each in self._on_page.values() if each.draw]

    async def open(self, url: str, page: str = "") -> None:
        """Open a page such as "training?bn=false" in a new tab and wait until it is there."""
        self._where = url, page
        address = urlsplit(page)
        self.link = parse_qs(address.query, keep_blank_values=True)
        self.values: dict[str, Any] = {}
        self.refused = False  # whether the last answer held a message of an error
        self._page, self._hash = address.path, ""
        self._on_page: dict[tuple[int, ...], tuple[str, Control]] = {}  # by place: run, control
        self._kept: dict[str, Kept] = {}
        self._n_runs = 0
        self._line = await connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            create_connection=Line,
        )
        await self._ask()
        self._seen.add(self._everything())

    async def close(self) -> None:
        """Leave."""
        await self._line.close()

    async def open_again(self) -> None:
        """Close the tab, and open the same page in a new one."""
        await self.close()
        await self.open(*self._where)

    async def stay(self) -> None:
        """Send nothing more, but go on reading, until cancelled."""
        async for data in self._line:
            self._take(data)

    async def change(self, label: str = "") -> str:
        """Change a control, that with this label or any, and wait for the end of the answer.

        The page then stands as it never stood before, if some tries find such a change. Return the
        label of what was changed.
        """
        choices = [each for each in self.controls if label in ("", each.label)]
        if not choices:
            raise LookupError(f"no control {label!r} on the page {self._page!r}")
        for _ in range(TRIES):
            chosen = self.chance.choice(choices)
            value = chosen.draw(self.chance)
            after = self._everything(chosen, value)
            if after not in self._seen:
                break
        self._seen.add(after)
        if not chosen.is_trigger:
            self.values[chosen.id] = value
            self._write_into_link(chosen, value)
        await self._ask(chosen, value)
        return chosen.label

    def _everything(self, chosen: Control | None = None, value: Any = None) -> str:
        values = self.values | ({chosen.id: value} if chosen else {})
        return repr(sorted(values.items()))

    def _write_into_link(self, chosen: Control, value: Any) -> None:
        """As the browser does: what stands at its default is not in the link."""
        if not chosen.parameter:
            return
        self.link.pop(chosen.parameter, None)
        if value != chosen.default:
            several = value if isinstance(value, list) else [value]
            self.link[chosen.parameter] = [_as_in_link(each) for each in several]

    async def _ask(self, changed: Control | None = None, value: Any = None) -> None:
        """Have the page, or the fragment of what was changed, run; wait for the end."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string = urlencode(self.link, doseq=True)
        run.page_script_hash = self._hash
        run.page_name = "" if self._hash else self._page
        run.cached_message_hashes.extend(self._kept)
        run.context_info.timezone = "UTC"
        run.context_info.locale = "en-US"
        states = run.widget_states.widgets
        for _, each in self._on_page.values():
            if self.values.get(each.id) is not None:
                states.append(each.state(self.values[each.id]))
        if changed:
            run.fragment_id = changed.fragment
            if changed.is_trigger:
                states.append(changed.state(value))
        self.refused = False
        await self._line.send(message.SerializeToString())
        while not self._take(await self._line.recv()):
            pass

    def _take(self, data: bytes) -> bool:
        """Take a message in; return whether it was the last of an answer."""
        message = ForwardMsg.FromString(data)
        match message.WhichOneof("type"):
            case "new_session":
                self._begin(message)
            case "navigation":
                self._hash = message.navigation.page_script_hash or self._hash
            case "page_info_changed":
                query = message.page_info_changed.query_string
                self.link = parse_qs(query, keep_blank_values=True)
            case "delta":
                self._draw(message)
            case "ref_hash":
                self._draw_again(message)
            case "page_not_found":
                self.errors["page not found"] += 1
            case "script_finished":
                return self._end(message.script_finished)
        return False

    def _begin(self, message: ForwardMsg) -> None:
        self._run = message.metadata.run
        self._hash = message.new_session.page_script_hash
        self._longest_kept = message.new_session.config.max_cached_message_age

    def _draw(self, message: ForwardMsg) -> None:
        delta, kind = message.delta, message.delta.WhichOneof("type")
        if kind not in ("new_element", "add_block"):
            return
        element = getattr(delta, kind)
        if element.WhichOneof("type") == "exception":
            self.errors[f"{element.exception.type}: {element.exception.message}"[:200]] += 1
        if element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR:
            self.refused = True
            if CRASHED in element.alert.body:
                self.errors["the page raised"] += 1
        found = control(element, delta.fragment_id)
        if message.metadata.cacheable:
            self._kept[message.hash] = Kept(found, delta.fragment_id, self._n_runs)
        self._put(message.metadata, found)

    def _draw_again(self, message: ForwardMsg) -> None:
        kept = self._kept.get(message.ref_hash)
        if kept is None:
            self.errors["refers to a message that is not kept"] += 1
            return
        self._kept[message.ref_hash] = kept._replace(last_used=self._n_runs)
        self._put(message.metadata, kept.control)

    def _put(self, metadata: Any, found: Control | None) -> None:
        place = tuple(metadata.delta_path)
        self._on_page.pop(place, None)
        if not found:
            return
        self._on_page[place] = metadata.run.script_run_id or self._run.script_run_id, found
        if found.set_by_page is not None:
            self.values[found.id] = found.set_by_page
        elif found.id not in self.values:
            self.values[found.id] = found.default

    def _end(self, status: int) -> bool:
        """Forget what has left the page or was not referred to for long, as the browser does."""
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return False
        run, fragments = self._run.script_run_id, set(self._run.fragment_ids)
        self._on_page = {
            place: (its_run, each)
            for place, (its_run, each) in self._on_page.items()
            if its_run == run or (fragments and each.fragment not in fragments)
        }
        on_page = {each.id for _, each in self._on_page.values()}
        self.values = {name: value for name, value in self.values.items() if name in on_page}
        self._n_runs += 1
        self._kept = {
            name: kept
            for name, kept in self._kept.items()
            if self._n_runs - kept.last_used <= self._longest_kept
            or (fragments and kept.fragment not in fragments)
        }
        return True


def _as_in_link(value: Any) -> str:
    """Write a value as JavaScript would: 5, not 5.0, and true, not True."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
