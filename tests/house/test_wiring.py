"""Every part of the bot that can be made is made."""

import ast

import pytest

from tests.house.tree import ROOT

WIRING = ROOT / "bot" / "wiring"


def makers() -> list[str]:
    """Functions of the wiring that give parts and jobs: `make_<branch>(ground, core)`."""
    return sorted(
        node.name
        for path in sorted(WIRING.glob("*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("make_")
        and [arg.arg.lstrip("_") for arg in node.args.args] == ["ground", "core"]
    )


@pytest.mark.parametrize("name", makers())
def test_a_part_that_can_be_made_is_made(name: str):
    used = {
        node.id
        for path in WIRING.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name)
    }
    assert name in used, f"no branch of bot/wiring makes what {name} makes"
