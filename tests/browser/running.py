"""The real `jointly demo`, in a process of its own, on a free loopback port."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

JOINTLY = Path(sys.executable).with_name("jointly")
GRACE = 20  # seconds to stop


@dataclass
class Demo:
    """`file` keeps its data, so that it can be stopped and started again."""

    file: Path
    url: str = ""
    process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    def launch(self) -> "Demo":
        """Begin to start, on the port it had before if it had one."""
        port = self.url.rstrip("/").rpartition(":")[2] or "0"
        self.process = subprocess.Popen(
            [JOINTLY, "demo", "--database", self.file, "--port", port],
            cwd=self.file.parent,
            env={k: v for k, v in os.environ.items() if not k.startswith("JOINTLY_")},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self

    def listening(self) -> "Demo":
        """Wait until it says where it listens, and answers there."""
        said = (
            self.process.stdout.readline()
            if self.process and self.process.stdout
            else ""
        )
        self.url = re.findall(r"http://\S+/", said)[0]
        seeded = HTTPConnection(urlsplit(self.url).netloc)
        seeded.request("GET", "/health/live")
        seeded.getresponse().read()
        seeded.close()
        return self

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait(GRACE)
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None


def jointly(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """A command of the same program."""
    return subprocess.run(
        [JOINTLY, *words], capture_output=True, text=True, check=False, timeout=60
    )
