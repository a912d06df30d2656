"""What import-linter's contracts cannot say: that none forgets a module."""

import sys
import tomllib
from typing import Any

import pytest

from tests.house.tree import ROOT, modules

# Whom each layer may import, of what stands directly in `bot` and beside it.
ALLOWED = {
    "domain": {"bot.domain", "bot.errors"},
    "storage": {"bot.domain", "bot.errors", "storage"},
    "gateways": {"bot.domain", "bot.errors", "bot.gateways"},
    "services": {
        "bot.clock", "bot.domain", "bot.errors", "bot.services", "bot.tasks", "storage",
    },
    "handlers": {
        "bot.clock", "bot.domain", "bot.errors", "bot.jobs", "bot.services", "bot.translator",
        "handlers", "storage",
    },
    "sandbox": {"bot.sandbox"},
    "demo": {"bot.app", "bot.clock", "bot.config", "bot.demo", "bot.errors", "bot.log",
             "bot.sandbox"},
}  # fmt: skip


def _contracts() -> dict[str, dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return {
            item["id"]: item for item in tomllib.load(file)["tool"]["importlinter"]["contracts"]
        }


def _parts() -> set[str]:
    """What stands directly in `bot`, and the packages beside it."""
    names = {
        f"bot.{path.stem}"
        for path in (ROOT / "bot").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    return names - {"bot.__init__"} | {"handlers", "storage"}


@pytest.mark.parametrize("layer", ALLOWED)
def test_every_module_is_either_allowed_or_forbidden_to_a_layer(layer: str) -> None:
    spoken_of = ALLOWED[layer] | set(_contracts()[layer]["forbidden_modules"])
    forgotten = sorted(_parts() - spoken_of)
    assert not forgotten, (
        f"pyproject.toml, contract {layer!r}: say whether it may import {', '.join(forgotten)}"
    )


@pytest.mark.parametrize("layer", ALLOWED)
def test_no_contract_forbids_what_the_table_allows(layer: str) -> None:
    both = ALLOWED[layer] & set(_contracts()[layer]["forbidden_modules"])
    assert not both, (
        f"pyproject.toml, contract {layer!r}: {', '.join(sorted(both))} is allowed too"
    )


def test_only_the_sides_of_telegram_are_left_out_of_the_contract_on_aiogram() -> None:
    sides = {"handlers", "bot.app", "bot.wiring", "bot.demo", "bot.sandbox"}
    forgotten = sorted(_parts() - sides - set(_contracts()["aiogram"]["source_modules"]))
    assert not forgotten, (
        f"pyproject.toml, contract 'aiogram': it does not cover {', '.join(forgotten)}"
    )


def test_the_domain_imports_the_standard_library_only() -> None:
    for module in modules("bot/domain"):
        for name, _, _ in module.imports():
            top = name.partition(".")[0]
            assert top in {"bot", *sys.stdlib_module_names}, (
                f"{module.path} imports {name}: the domain is plain Python"
            )
