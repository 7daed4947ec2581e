"""The architecture and the house style, as tests."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = Path(sys.executable).parent
LAYERS = ("domain", "bot", "storage", "adapters")
SYNCHRONOUS = ("domain", "bot", "storage")
TOOLS = ("lint-imports", "mypy", "ruff check", "ruff format --check", "deptry .")

WELCOME = ("pip install uv && uv run jointly demo", "pip install uv && uv run pytest")
SHAPELESS = {"util", "utils", "helper", "helpers", "manager", "service", "base"}
SHAPELESS |= {"managers", "services", "common", "misc"}
LONGEST = 250
LONGER = {  # path -> the reason why it may be
    "adapters/files/verifier.py": "travels alone, as one file, inside every export",
}
SNAPSHOTS = "storage/migrations/versions/"  # written once, and never edited again
ASYNCHRONOUS = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
# What no file may name: a folder that is there on one machine alone.
SOMEBODYS_HOME = re.compile(r"/(home|Users)/\w|/root/|[A-Z]:\\Users\\")
SUFFIXES = {".py", ".md", ".toml", ".yaml", ".yml", ".ini", ".js", ".css", ".html"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> list[str]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(name(path) for path in found if path.stat().st_size)


def texts() -> Iterator[Path]:
    """Everything written by hand; folders with a dot belong to tools, except `.ci`."""
    yield ROOT / ".ci" / "run"
    for path in ROOT.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(ROOT).parts)
        if path.suffix in SUFFIXES and not hidden:
            yield path


def parsed(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text())


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.timeout(300)
@pytest.mark.parametrize("tool", TOOLS)
def test_tool_is_silent(tool: str):
    command, *words = tool.split()
    done = subprocess.run(
        [COMMANDS / command, *words],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", modules(*LAYERS, "tests", "benchmarks"))
def test_module_opens_with_one_sentence_of_its_own(module: str):
    first, *rest = (ast.get_docstring(parsed(module)) or "").splitlines()[:2] or [""]
    assert first.endswith((".", "?", "!")), "its first line says what the module is"
    assert not any(rest), "that line stands alone"


@pytest.mark.parametrize("module", modules(*LAYERS))
def test_module_is_short_enough_to_read_at_once(module: str):
    length = len((ROOT / module).read_text().splitlines())
    excused = module in LONGER or module.startswith(SNAPSHOTS)
    assert length < LONGEST or excused, f"{length} lines: split it by noun"


def test_longer_modules_are_excused_only_while_they_are_longer():
    assert all(LONGER.values())
    for module in LONGER:
        assert len((ROOT / module).read_text().splitlines()) >= LONGEST


@pytest.mark.parametrize("module", modules(*SYNCHRONOUS))
def test_core_waits_for_nothing(module: str):
    tree = parsed(module)
    assert not [node for node in ast.walk(tree) if isinstance(node, ASYNCHRONOUS)]
    assert "asyncio" not in imported(tree)


def test_every_name_says_what_it_is():
    words = {
        module: set(re.split(r"[/_.]", module.removesuffix(".py")))
        for module in modules(*LAYERS, "tests", "benchmarks")
    }
    assert [module for module, parts in words.items() if parts & SHAPELESS] == []


def test_no_text_names_a_place_on_somebodys_machine():
    here = [str(ROOT)] if len(ROOT.parts) > 2 else []
    assert [
        name(path)
        for path in texts()
        if path != Path(__file__)
        and (
            SOMEBODYS_HOME.search(text := path.read_text())
            or any(place in text for place in here)
        )
    ] == []


def test_lock_names_no_registry_but_the_public_one():
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    registries = {each["source"].get("registry") for each in lock["package"]}
    assert registries <= {None, "https://pypi.org/simple"}


@pytest.mark.parametrize("command", WELCOME)
def test_readme_starts_with_two_commands(command: str):
    assert command in (ROOT / "README.md").read_text().splitlines()


def test_ci_runs_the_readmes_words():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert WELCOME[1] in [line.strip() for line in lines]


def test_ci_runs_every_group_the_quick_suite_leaves_out():
    options = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]
    groups = {mark.partition(":")[0] for mark in options["ini_options"]["markers"]}
    script = (ROOT / ".ci" / "run").read_text()
    assert set(re.findall(r"^group (\w+)", script, re.MULTILINE)) == groups
