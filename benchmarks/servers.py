"""Running servers, ours and one of a bare page to compare with, and their processor time. Linux."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from core.ui.contents import CONTENTS

ROOT = Path(__file__).parents[1]
PAGES = tuple(entry.name for entry in CONTENTS[1:])
BARE = '''"""One slider, one line chart, Streamlit as it comes."""

import numpy as np
import pandas as pd
import streamlit as st

waves = st.slider("Waves", 1, 10_000, 100)
st.line_chart(pd.DataFrame({"value": np.sin(np.arange(365) * waves / 3650)}))
'''


class Server(NamedTuple):
    """A server that answers."""

    url: str
    pid: int

    def seconds(self) -> float:
        """Processor time of the process so far, user and system, of all its threads, to the µs.

        It is the clock that clock_getcpuclockid(3) names; /proc counts in steps of 10 ms.
        """
        return time.clock_gettime((~self.pid << 3) | 2)


@contextmanager
def ours() -> Iterator[Server]:
    """The app as the README starts it."""
    with _running("app.py", ROOT) as server:
        yield server


@contextmanager
def bare() -> Iterator[Server]:
    """A bare page in a folder of its own, where our settings do not reach."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE)
        with _running(script.name, script.parent) as server:
            yield server


@contextmanager
def _running(script: str, folder: Path) -> Iterator[Server]:
    """Start Streamlit on a free port, as many threads as it likes, and wait until it answers."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true"]
    listen = ["--server.address=127.0.0.1", f"--server.port={port}", "--logger.level=warning"]
    threads_as_usual = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    process = subprocess.Popen(  # noqa: S603 - nobody else's words are in it
        [*command, *listen], cwd=folder, env=threads_as_usual, stdout=subprocess.DEVNULL
    )
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        while not _answers(server):
            if process.poll() is not None:
                raise RuntimeError(f"the server of {script} stopped")
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False
