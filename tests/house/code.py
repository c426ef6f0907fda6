"""The product's own files, for tests about the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ["core", "partnerships", "consultation", "compacts", "commissioning", "config"]
"""Lowest first: a floor may import those before it, and no other."""


def product_files(*folders: str) -> list[Path]:
    """The Python files of the product: no tests, no migrations."""
    found = [path for folder in folders or FLOORS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def template_files() -> list[Path]:
    """Every template, ours and our overrides of others' pages."""
    folders = [ROOT / "templates", *ROOT.glob("*/templates")]
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def short(path: Path) -> str:
    """A path as people write it."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(), str(path))


def docstrings(module: ast.Module) -> set[ast.AST]:
    """The nodes of strings that stand alone: docstrings and notes under constants."""
    return {
        node.value for node in ast.walk(module) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a file that the program uses, with their lines."""
    words = docstrings(tree(path))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in words:
            yield node.lineno, node.value


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every module a file imports, wherever in the file, with its line. `from a import b` gives `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = path.relative_to(ROOT).parent.parts
                base = ".".join([*above[: len(above) - node.level + 1], *filter(None, [node.module])])
            yield from ((node.lineno, f"{base}.{name.name}") for name in node.names)
