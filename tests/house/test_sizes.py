"""Small pieces, each introduced by a sentence."""

import ast

from tests.house.tree import modules

LONGEST_FUNCTION = 40
LONGEST_MODULE = 300


def test_modules_are_short() -> None:
    long = [
        f"{module.path} has {lines} lines, more than {LONGEST_MODULE}: split it by subject"
        for module in modules()
        if (lines := len(module.text.splitlines())) > LONGEST_MODULE
    ]
    assert not long, "\n".join(long)


def test_functions_are_short() -> None:
    long = [
        f"{module.path}:{node.lineno} {node.name} has {lines} lines, more than {LONGEST_FUNCTION}"
        for module in modules()
        for node in module.functions()
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_every_module_opens_with_a_sentence() -> None:
    # A folder of tests is a package only so that names may repeat.
    silent = [
        f"{module.path} does not open with a docstring"
        for module in (*modules(), *modules("tests"))
        if not ast.get_docstring(module.tree)
        and (module.text.strip() or not module.path.startswith("tests/"))
    ]
    assert not silent, "\n".join(silent)
