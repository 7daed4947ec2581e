"""What was answered is kept, whatever ends the process."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.crash, pytest.mark.timeout(300)]
KILLED_AFTER = (3, 17, 40)  # lines, so that the end comes at other moments


@contextmanager
def demo(database: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real command on a free port of this machine, and its address."""
    run = "from adapters.cli import main; main()"
    command = [sys.executable, "-c", run, "demo", "--port", str(free_port())]
    with subprocess.Popen(
        [*command, "--database", str(database)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            yield process, address(process)
        finally:
            process.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def address(process: subprocess.Popen[str]) -> str:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError("".join(said))


def call(url: str, token: str = "", body: object = None) -> Any:
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - likewise
        return json.load(answer)


def ann(base: str) -> str:
    return str(call(f"{base}/demo/seats")["seats"][0]["token"])


def say(base: str, token: str, n: int) -> Any:
    line = {"text": f'action add "Line {n}" due 2027-03-01', "id": f"line-{n}"}
    return call(f"{base}/api/v1/lines", token, line | {"room": "halden-orbit"})


@pytest.mark.parametrize("last", KILLED_AFTER)
def test_an_answered_line_is_there_once_after_the_process_was_killed(
    tmp_path: Path, last: int
):
    file = tmp_path / "demo.db"
    with demo(file) as (process, base):
        token = ann(base)
        first = {n: say(base, token, n)["refs"] for n in range(last)}
        process.send_signal(signal.SIGKILL)
        process.wait()
    with demo(file) as (_, base):
        token = ann(base)
        again = {n: say(base, token, n)["refs"] for n in range(last + 1)}
        listed = call(f"{base}/api/v1/plans/RDD/actions", token)
        record = call(f"{base}/api/v1/lines", token, {"text": "RDD verify"})
    assert first == {n: refs for n, refs in again.items() if n < last}
    titles = [
        action["title"] for action in listed if action["title"].startswith("Line")
    ]
    assert sorted(titles) == sorted(f"Line {n}" for n in range(last + 1))
    assert "all as they were written" in record["text"]
    assert "altered" not in record["text"].replace("nothing was altered", "")
