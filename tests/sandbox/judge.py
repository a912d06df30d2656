"""Telegram's own schema as a judge of the server's answers and of the bot's calls.

`schema.json` beside this file is cut by `python -m tests.sandbox.judge SCHEMA` from
`.butcher/schema/schema.json` of aiogram's source distribution (pip download --no-binary aiogram
--no-deps aiogram==3.31.0), which is read off core.telegram.org/bots/api, Bot API 10.3.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from bot.sandbox.registry import SERVED

FILE = Path(__file__).with_name("schema.json")
ROOTS = ["Update"]
PLAIN = {"Integer": int, "String": str, "Boolean": bool, "Float": float}


class Judge:
    """Holds values to the types of the schema."""

    def __init__(self) -> None:
        schema = json.loads(FILE.read_text())
        self.types: dict[str, dict[str, str]] = schema["types"]
        self.unions: dict[str, list[str]] = schema["unions"]
        self.methods: dict[str, dict[str, Any]] = {
            name.lower(): method for name, method in schema["methods"].items()
        }

    def faults_of_call(self, method: str, params: dict[str, Any]) -> list[str]:
        """What is wrong with the names of the parameters of a call."""
        known = self.methods[method.lower()]["parameters"]
        return [f"{method} has no parameter {name}" for name in params if name not in known]

    def faults_of_result(self, method: str, result: Any) -> list[str]:
        """What is wrong with the result of a method."""
        return self._faults(result, self.methods[method.lower()]["returns"], method)

    def _faults(self, value: Any, kind: str, path: str) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{path}: {value!r} is no array"]
            inner = kind.removeprefix("Array of ")
            return [
                fault
                for number, one in enumerate(value)
                for fault in self._faults(one, inner, f"{path}[{number}]")
            ]
        if kind == "RichText" and isinstance(value, str | list):
            # "Either a String for plain text, an Array of RichText, or any of" its types.
            parts = value if isinstance(value, list) else []
            return [fault for one in parts for fault in self._faults(one, kind, path)]
        options = kind.split(" or ") if " or " in kind else self.unions.get(kind, [])
        if options:
            tried = [self._faults(value, option, path) for option in options]
            return min(tried, key=len)
        if kind == "True":
            return [] if value is True else [f"{path}: {value!r} is not True"]
        if kind in PLAIN:
            fits = isinstance(value, PLAIN[kind]) and (kind == "Boolean" or value is not True)
            return [] if fits else [f"{path}: {value!r} is no {kind}"]
        return self._faults_of_object(value, kind, path)

    def _faults_of_object(self, value: Any, kind: str, path: str) -> list[str]:
        if kind not in self.types:
            return [f"{path}: {kind} is not in the cut schema"]
        if not isinstance(value, dict):
            return [f"{path}: {value!r} is no {kind}"]
        fields = self.types[kind]
        faults = [
            f"{path}: {kind} lacks {name}"
            for name, field in fields.items()
            if field.endswith("!") and name not in value
        ]
        for name, inner in value.items():
            if name not in fields:
                faults.append(f"{path}: {kind} has no field {name}")
            else:
                faults += self._faults(inner, fields[name].rstrip("!"), f"{path}.{name}")
        return faults


def cut(schema: dict[str, Any]) -> dict[str, Any]:
    """The served methods and the types that their results and updates can reach."""
    entries = {c["name"]: c for group in schema["items"] for c in group["children"]}
    methods = {
        entry["name"]: {
            "returns": _returns(entry, entries),
            "parameters": _fields(entry),
        }
        for name, entry in entries.items()
        if name.lower() in SERVED and entry["category"] == "methods"
    }
    types: dict[str, dict[str, str]] = {}
    unions: dict[str, list[str]] = {}
    waiting = ROOTS + [str(method["returns"]) for method in methods.values()]
    while waiting:
        for name in re.findall(r"\w+", waiting.pop()):
            entry = entries.get(name)
            if entry is None or name in types or name in unions or entry["category"] != "types":
                continue
            members = re.findall(r"^ - (\w+)$", entry["description"], re.MULTILINE)
            if not entry["annotations"] and members:
                unions[name] = members
                waiting += members
            else:
                types[name] = _fields(entry)
                waiting += types[name].values()
    source = {"from": "aiogram 3.31.0 (sdist): .butcher/schema/schema.json", **schema["api"]}
    return {"source": source, "types": types, "unions": unions, "methods": methods}


def _fields(entry: dict[str, Any]) -> dict[str, str]:
    return {a["name"]: a["type"] + "!" * a["required"] for a in entry["annotations"]}


def _returns(entry: dict[str, Any], entries: dict[str, Any]) -> str:
    sentences = [
        s for s in re.split(r"(?<=[.])\s", entry["description"]) if re.search("[Rr]eturn", s)
    ]
    named = [
        found
        for sentence in sentences
        for found in re.findall(r"(?:Array of )?\b[A-Z]\w+", sentence)
        if (word := found.removeprefix("Array of ")) in PLAIN
        or word == "True"
        or (word in entries and entries[word]["category"] == "types")
    ]
    if not named:
        raise ValueError(f"the result of {entry['name']} is not told")
    return " or ".join(dict.fromkeys(named))


if __name__ == "__main__":
    whole = json.loads(Path(sys.argv[1]).read_text())
    FILE.write_text(json.dumps(cut(whole), indent=0, sort_keys=True) + "\n")
