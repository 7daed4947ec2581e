"""Run one benchmark by name, or say which there are."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
RIG = {"__init__", "__main__", "scheduler", "timing", "worlds"}
NAMES = sorted(file.stem for file in HERE.glob("*.py") if file.stem not in RIG)


def main(words: list[str]) -> int:
    if len(words) != 1 or words[0] not in NAMES:
        print(f"uv run python -m benchmarks {'|'.join(NAMES)}")
        return 2
    import_module(f"benchmarks.{words[0]}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
