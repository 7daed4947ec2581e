"""Short words to run the command line with, as its own process."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

JOINTLY = Path(sys.executable).with_name("jointly")
PATIENCE = 60  # seconds for a process that starts on a busy machine


def bare() -> dict[str, str]:
    """The environment without settings of ours."""
    ours = ("JOINTLY_", "SLACK_", "TEAMS_")
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)}


def jointly(
    *words: str, folder: Path, stderr: int = subprocess.PIPE, **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [JOINTLY, *words],
        cwd=folder,
        env=bare() | settings,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def refused(*words: str, folder: Path, **settings: str) -> str:
    """The one sentence a command stops with."""
    done = jointly(*words, folder=folder, **settings)
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return lines[-1]


@contextmanager
def running(*words: str, folder: Path, **settings: str) -> Iterator[str]:
    """A server started for real; the address it says it has."""
    with subprocess.Popen(
        [JOINTLY, *words, "--port", "0"],
        cwd=folder,
        env=bare() | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            yield re.findall(r"http://\S+/", said)[0]
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def got(url: str, token: str = "") -> object:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urlopen(Request(url, headers=headers), timeout=PATIENCE) as answer:  # noqa: S310
        return json.load(answer)
