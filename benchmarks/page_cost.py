"""What an interaction with each page costs the server, beside one with a bare Streamlit page.

`python -m benchmarks.page_cost [--pages averages softmax ...]` prints a line for each page and kind
of interaction. Ours and the bare page take turns, so that other programs disturb both alike.
"""

import asyncio
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.controls import PLAYER
from benchmarks.servers import PAGES, Server, bare, ours
from benchmarks.visitor import Visitor

KINDS = {"anew": "", "another day": "Today is day", "a film let go": PLAYER}
VISIT = 10  # changes until the page is opened afresh: nobody goes astray for ever
ASKED = """\
CPU ms: processor time of the server process alone, user and system, all its threads, for an answer
  and what follows from it, until the server rests.
kB: all that came through the websocket, compressed or not.
anew: any control is set to anything it allows, numbers typed among them, so that the page stands as
  it never stood before. another day: in the box "{box}". a film let go: its player
  tells the server the frame. After {visit} changes, or one that the page refuses, it opens anew.
bare: a slider and st.line_chart, Streamlit with its default settings, in turns with ours.
{n} interactions a line. A ratio of CPU is one of medians, of kB one of means; opening: medians."""
HEAD = f"""\
{"":32}{"CPU ms":^35}{"kB":^21}{"to open: CPU ms":^18}{"kB":^10}
{"":32}   ours           bare                 ours   bare           ours   bare   ours   bare
{"":32} median   mean median   mean  ratio   mean   mean  ratio"""


class Cost(NamedTuple):
    """What one answer cost."""

    cpu: float  # ms
    sent: float  # kB


class Guest:
    """A visitor of one page and what the answers cost."""

    def __init__(self, server: Server, page: str, label: str = "") -> None:
        self.server, self.page, self.label = server, page, label
        self.visitor = Visitor()
        self.opened: list[Cost] = []
        self.changed: list[Cost] = []

    async def act(self, turn: int) -> None:
        """Change something; before it, open the page if it is time to."""
        if turn % VISIT == 0 or self.visitor.refused:
            if turn:
                await self.visitor.close()
            start = await self._rest()
            await self.visitor.open(self.server.url, self.page)
            self.opened.append(self._cost(start, await self._rest(), 0))
        start, received = self.server.seconds(), self.visitor.received
        await self.visitor.change(self.label)
        self.changed.append(self._cost(start, await self._rest(), received))

    async def _rest(self) -> float:
        """Wait until the server rests, and return its processor time: more than answers counts."""
        before, now = 0.0, self.server.seconds()
        while now - before > 0.0005:
            await asyncio.sleep(0.03)
            before, now = now, self.server.seconds()
        return now

    def _cost(self, start: float, end: float, received: int) -> Cost:
        return Cost(1000 * (end - start), (self.visitor.received - received) / 1000)


async def measure(us: Guest, them: Guest, n: int) -> None:
    """Let both take turns, first some that do not count."""
    for turn in range(VISIT + n):
        if turn == VISIT:
            for guest in (us, them):
                guest.opened, guest.changed = [], []
        for guest in (us, them):
            await guest.act(turn)
    for guest in (us, them):
        await guest.visitor.close()


def line(page: str, kind: str, us: Guest, them: Guest) -> str:
    """Write the costs of ours, of theirs, and the ratios."""
    (cpu, sent), (bare_cpu, bare_sent) = (np.array(each.changed).T for each in (us, them))
    (open_cpu, open_sent), (bare_open_cpu, bare_open_sent) = (
        np.median(each.opened, axis=0) for each in (us, them)
    )
    cpu_ratio = np.median(cpu) / np.median(bare_cpu)
    sent_ratio = sent.mean() / bare_sent.mean()
    cells = (
        *(np.median(cpu), cpu.mean(), np.median(bare_cpu), bare_cpu.mean(), f"{cpu_ratio:.2f}×"),
        *(sent.mean(), bare_sent.mean(), f"{sent_ratio:.1f}×"),
        *(open_cpu, bare_open_cpu, open_sent, bare_open_sent),
    )
    texts = (each if isinstance(each, str) else f"{each:.1f}" for each in cells)
    return f"{page:18} {kind:13}" + "".join(f"{text:>7}" for text in texts)


async def report(pages: Sequence[str], n: int) -> None:
    """Print a line for each page and each kind of interaction that it knows."""
    with ours() as server, bare() as plain:
        for page in pages:
            look = Visitor()
            await look.open(server.url, page)
            labels = {"", *(each.label for each in look.controls)}
            await look.close()
            for kind, label in KINDS.items():
                if label in labels:
                    us, them = Guest(server, page, label), Guest(plain, "")
                    await measure(us, them, n)
                    print(line(page, kind, us, them), flush=True)
                    for error, times in us.visitor.errors.items():
                        print(f"  {times} × {error}")


def main() -> None:
    """Say what is measured, and measure it."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", nargs="+", default=PAGES, help="all, if not given")
    arguments.add_argument("--interactions", type=int, default=60, help="a line")
    chosen = arguments.parse_args()
    print(ASKED.format(box=KINDS["another day"], visit=VISIT, n=chosen.interactions))
    print(HEAD)
    asyncio.run(report(chosen.pages, chosen.interactions))


if __name__ == "__main__":
    main()
