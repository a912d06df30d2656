"""Handlers may read; only services write."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Module, modules

# What a function that only reads begins with.
READING = ("get_", "list_", "count_", "find_", "first_", "next_", "last_", "top_", "has")
_WRITING_SQL = re.compile(r"\b(INSERT INTO|UPDATE\s+\w+\s+SET|DELETE FROM|REPLACE INTO)\b", re.I)


def _tables() -> dict[str, Module]:
    """Modules of `storage` that are tables as functions."""
    plumbing = {"db", "sqlite", "migrate", "fsm", "lock", "keyset", "__init__"}
    found = {module.name.rpartition(".")[2]: module for module in modules("storage")}
    return {name: module for name, module in found.items() if name not in plumbing}


def _writers(module: Module) -> set[str]:
    """Functions whose SQL writes, and those that call them, in one module."""
    bodies = {node.name: node for node in module.functions()}
    constants = {
        target.id
        for node in module.tree.body
        if isinstance(node, ast.Assign) and _writes(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    writers = {name for name, body in bodies.items() if _writes(body) or constants & _names(body)}
    while grown := {
        name for name, body in bodies.items() if name not in writers and writers & _names(body)
    }:
        writers |= grown
    return writers


def _names(body: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(body) if isinstance(node, ast.Name)}


def _writes(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and _WRITING_SQL.search(part.value)
        for part in ast.walk(node)
    )


def _calls_of_storage(module: Module) -> Iterator[tuple[str, str, int]]:
    """(table, function, line) of what a module takes from `storage`."""
    tables = _tables()
    local = {here: name for source, name, here in module.imports() if source == "storage"}
    for source, name, _ in module.imports():
        table = source.removeprefix("storage.")
        if source.startswith("storage.") and table in tables and name.islower():
            yield table, name, 1
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            table = local.get(node.value.id, "")
            if table in tables and node.attr.islower():
                yield table, node.attr, node.lineno


def test_a_function_of_storage_that_writes_is_not_called_like_one_that_reads() -> None:
    for module in _tables().values():
        misnamed = [name for name in sorted(_writers(module)) if name.startswith(READING)]
        assert not misnamed, f"{module.path}: {', '.join(misnamed)} writes, its name says reads"


def test_handlers_call_only_what_reads() -> None:
    tables = _tables()
    for module in modules("handlers"):
        for table, name, line in _calls_of_storage(module):
            assert name.startswith(READING), (
                f"{module.path}:{line} calls storage.{table}.{name}: handlers may only read"
            )
            assert name not in _writers(tables[table]), (
                f"{module.path}:{line} calls storage.{table}.{name}, which writes"
            )


def test_handlers_open_no_transaction_and_run_no_sql() -> None:
    forbidden = {"transaction", "execute", "execute_many", "fetch_one", "fetch_all"}
    for module in modules("handlers"):
        for node in ast.walk(module.tree):
            assert not (isinstance(node, ast.Attribute) and node.attr in forbidden), (
                f"{module.path}:{node.lineno} uses .{node.attr}: that is a service's business"
            )


def test_the_test_sees_writers() -> None:
    tables = _tables()
    assert {"insert", "set_state", "set_content"} <= _writers(tables["posts"])
    assert "get_post" not in _writers(tables["posts"])
    assert "note" in _writers(tables["reactions"])
