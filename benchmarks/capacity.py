"""How many learners one server process answers in time.

    python -m benchmarks.capacity --page averages --learners 50
    python -m benchmarks.capacity --page averages --find
    python -m benchmarks.capacity --page training --learners 2 --watch 40

Each learner changes a control, waits for the answer, thinks for a while and changes another. With
`--find` their number is doubled, then bisected, to the most who have 95 % of their answers within
250 ms. With `--watch` so many more have the page open and play its film: that sends nothing.
"""

import asyncio
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections import Counter
from typing import NamedTuple

import numpy as np
from websockets.exceptions import ConnectionClosed

from benchmarks.servers import PAGES, Server, bare, ours
from benchmarks.visitor import Visitor

FEWEST = 30  # answers, for which few learners are measured longer
PATIENCE = 30  # s until an answer counts as an error
SETTLE = 2  # s before the measurement
ABREAST = 4  # pages opened at once
MOST = 2000  # learners
BUSY = 0.7  # of a core, from which the generator may delay what it measures
HEAD = (
    f"{'learners':>8}{'watching':>9}{'answers':>9}{'p50 ms':>9}{'p95 ms':>9}"
    f"{'server CPU':>12}{'generator CPU':>15}  errors"
)


class Load(NamedTuple):
    """What so many learners saw."""

    learners: int
    watching: int
    answers: np.ndarray  # ms
    server: float  # cores
    generator: float  # cores
    errors: Counter[str]

    def in_time(self, limit: float) -> bool:
        """Whether 95 % of the answers came in so many ms, and all of them came."""
        answered = self.answers.size and not self.errors
        return bool(answered and np.percentile(self.answers, 95) < limit)

    def __str__(self) -> str:
        """A line of the table."""
        p50, p95 = np.percentile(self.answers, [50, 95]) if self.answers.size else (np.nan, np.nan)
        errors = "; ".join(f"{n} × {error}" for error, n in self.errors.items()) or "none"
        note = "  (the generator was too busy: trust no times)" if self.generator > BUSY else ""
        return (
            f"{self.learners:8}{self.watching:9}{self.answers.size:9}{p50:9.0f}{p95:9.0f}"
            f"{self.server:12.0%}{self.generator:15.0%}  {errors}{note}"
        )


class Lesson:
    """Learners who act until an end, and their answers from a beginning on."""

    def __init__(self, learners: int, asked: Namespace) -> None:
        self.asked = asked
        self.begin = time.perf_counter() + SETTLE
        self.end = self.begin + max(asked.seconds, FEWEST * asked.think / learners)
        self.answers: list[float] = []
        self.errors: Counter[str] = Counter()

    async def act(self, visitor: Visitor) -> None:
        """Think, change something and wait for the answer, until the end."""
        try:
            while True:
                await asyncio.sleep(visitor.chance.expovariate(1 / self.asked.think))
                start = time.perf_counter()
                if start > self.end:
                    return
                async with asyncio.timeout(PATIENCE):
                    await visitor.change(self.asked.only)
                if start > self.begin:
                    self.answers.append(1000 * (time.perf_counter() - start))
                if visitor.refused:  # nobody stays where nothing goes on
                    await visitor.open_again()
        except (TimeoutError, OSError, ConnectionClosed) as error:
            self.errors[type(error).__name__] += 1

    async def cpu(self, server: Server) -> np.ndarray:
        """Return the cores that the server and the generator use from the beginning to the end."""

        def clocks() -> np.ndarray:
            return np.array([server.seconds(), time.process_time(), time.perf_counter()])

        await asyncio.sleep(self.begin - time.perf_counter())
        before = clocks()
        await asyncio.sleep(self.end - time.perf_counter())
        *cpu, wall = clocks() - before
        return np.array(cpu) / wall


async def load(server: Server, page: str, learners: int, asked: Namespace) -> Load:
    """Let learners act on a page that others watch, and measure for a while."""
    active = [Visitor(f"{i} of {learners}") for i in range(learners)]  # none as before
    watchers = [Visitor(f"watching {i}") for i in range(asked.watch)]
    door = asyncio.Semaphore(ABREAST)

    async def enter(visitor: Visitor) -> None:
        async with door:
            await visitor.open(server.url, page)

    await asyncio.gather(*map(enter, active + watchers))
    staying = [asyncio.create_task(each.stay()) for each in watchers]
    lesson = Lesson(learners, asked)
    cpu, *_ = await asyncio.gather(lesson.cpu(server), *map(lesson.act, active))
    if turned_away := sum(task.done() for task in staying):
        lesson.errors["turned away"] = turned_away
    for task in staying:
        task.cancel()
    for visitor in active + watchers:
        lesson.errors += visitor.errors
        await visitor.close()
    return Load(learners, asked.watch, np.array(lesson.answers), *cpu, lesson.errors)


async def find(server: Server, page: str, asked: Namespace) -> None:
    """Print the most learners who are answered in time, to a tenth, and the way there."""
    most, too_many, learners = 0, MOST, asked.learners
    while too_many - most > max(1, most // 10):
        seen = await load(server, page, learners, asked)
        print(seen, flush=True)
        if seen.in_time(asked.limit):
            most = learners
        else:
            too_many = learners
        learners = min(2 * most, MOST) if too_many == MOST else (most + too_many) // 2
    print(f"Learners with 95 % of their answers in {asked.limit:g} ms, to a tenth: {most}.")


async def report(asked: Namespace) -> None:
    """Start the server and print what its learners see."""
    page = "" if asked.page == "bare" else asked.page
    with bare() if asked.page == "bare" else ours() as server:
        guest = Visitor()  # the first visitor of all waits longer
        await guest.open(server.url, page)
        await guest.close()
        if asked.find:
            await find(server, page, asked)
        else:
            print(await load(server, page, asked.learners, asked))


def main() -> None:
    """Say what is measured, and measure it."""
    arguments = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    arguments.add_argument("--page", default="averages", choices=("bare", *PAGES))
    arguments.add_argument("--learners", type=int, default=10, help="with --find, to begin with")
    arguments.add_argument("--watch", type=int, default=0, help="so many more, who only watch")
    arguments.add_argument("--only", default="", help="change the control with this label alone")
    arguments.add_argument("--think", type=float, default=2, help="seconds on average, exponential")
    arguments.add_argument(
        "--seconds", type=float, default=20, help="measured at each number, at least"
    )
    arguments.add_argument("--find", action="store_true", help="the most in time")
    arguments.add_argument("--limit", type=float, default=250, help="ms, of p95, for --find")
    asked = arguments.parse_args()
    print(
        f"/{asked.page}: from sending a change of {asked.only or 'any control'} to the end of its "
        f"answer, for all sent in {asked.seconds:g} s or more.\nA learner thinks {asked.think:g} s "
        "on average. CPU in cores: of the server process, and of this one, the generator."
    )
    print(HEAD)
    asyncio.run(report(asked))


if __name__ == "__main__":
    main()
