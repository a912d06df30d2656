"""Where the JSON of an export is found, and what is never opened."""

import os
import struct
import zipfile
from datetime import UTC
from pathlib import Path

import pytest

from bot.errors import InputRefused
from bot.gateways.exports import archives, open_export
from tests.gateways.exports.writing import CHAT, chat, many, pack, write

EXPORT = chat(*many(3))


def refusal_of(path: Path) -> str:
    with pytest.raises(InputRefused) as refusal:
        open_export(path).summary()
    return refusal.value.message_key


def body() -> bytes:
    import json

    return json.dumps(EXPORT, ensure_ascii=False).encode()


def count(path: Path) -> int:
    export = open_export(path)
    assert export.summary().size > 0
    return len(list(export.posts(CHAT, UTC)))


def test_a_file_a_folder_and_an_archive_hold_the_same(tmp_path: Path):
    write(tmp_path / "export", EXPORT)
    assert count(tmp_path / "export" / "result.json") == 3
    assert count(tmp_path / "export") == 3
    write(tmp_path / "outer" / "ChatExport_2026-08-24", EXPORT)
    assert count(tmp_path / "outer") == 3
    assert count(pack(tmp_path / "a.zip", result_json=body())) == 3
    assert count(pack(tmp_path / "b.zip", ChatExport__result_json=body(), photos__a=b"")) == 3


def test_a_file_by_another_name_is_known_by_what_is_in_it(tmp_path: Path):
    assert count(write(tmp_path, EXPORT, "channel.txt")) == 3
    packed = pack(tmp_path / "export.json", result_json=body())
    assert count(packed) == 3


def test_the_outermost_result_is_the_export_and_archives_inside_are_left_alone(tmp_path: Path):
    inner = pack(tmp_path / "inner.zip", result_json=b"{}").read_bytes()
    path = pack(tmp_path / "a.zip", result_json=body(), old__result_json=b"{}", inner_zip=inner)
    assert count(path) == 3
    assert refusal_of(pack(tmp_path / "b.zip", inner_zip=inner)) == "history-not-export"


def test_two_exports_are_not_guessed_between(tmp_path: Path):
    twice = pack(tmp_path / "a.zip", a__result_json=body(), b__result_json=body())
    assert refusal_of(twice) == "history-several"
    write(tmp_path / "both" / "a", EXPORT)
    write(tmp_path / "both" / "b", EXPORT)
    assert refusal_of(tmp_path / "both") == "history-several"


def test_pages_of_an_export_are_told_to_be_pages(tmp_path: Path):
    write(tmp_path / "html", b"<!DOCTYPE html>", "messages.html")
    assert refusal_of(tmp_path / "html") == "history-html"
    assert refusal_of(tmp_path / "html" / "messages.html") == "history-html"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("ChatExport/messages.html", "<html>")
    assert refusal_of(tmp_path / "a.zip") == "history-html"
    packed = pack(tmp_path / "b.zip", result_json=b"<html>")
    assert refusal_of(packed) == "history-html"


def test_nothing_there_is_nothing_to_be_opened(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert refusal_of(tmp_path / "empty") == "history-not-export"
    assert refusal_of(tmp_path / "none.json") == "history-no-file"
    assert refusal_of(Path("/dev/null")) == "history-no-file"
    os.mkfifo(tmp_path / "pipe")
    assert refusal_of(tmp_path / "pipe") == "history-no-file"


@pytest.mark.parametrize("name", ["../result.json", "/result.json", "a/../result.json",
                                  "a/b/c/d/result.json", "a/result.json/"])  # fmt: skip
def test_an_entry_that_climbs_out_is_none(tmp_path: Path, name: str):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, body())
    assert refusal_of(tmp_path / "a.zip") == "history-not-export"


def test_a_link_out_of_the_folder_is_none_of_its_files(tmp_path: Path):
    outside = write(tmp_path, EXPORT, "outside.json")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "result.json").symlink_to(outside)
    assert refusal_of(tmp_path / "folder") == "history-not-export"


def test_what_an_export_names_is_never_opened(tmp_path: Path):
    told = many(1)[0] | {"photo": "../../../../etc/passwd", "file": "/etc/passwd"}
    assert count(write(tmp_path, chat(told))) == 1


def test_an_archive_with_a_password_is_refused(tmp_path: Path):
    path = pack(tmp_path / "a.zip", result_json=body())
    data = bytearray(path.read_bytes())
    # Flag bits of the entry, in its own header and in the table of contents.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data[at] |= 1
    path.write_bytes(bytes(data))
    assert refusal_of(path) == "history-zip-encrypted"


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path):
    path = tmp_path / "a.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("result.json", "w") as entry,
    ):
        for _ in range(60):
            entry.write(b" " * 2**20)
    assert path.stat().st_size < 100_000
    assert refusal_of(path) == "history-zip-bomb"


def test_an_archive_that_claims_to_be_larger_than_anything_is_refused(tmp_path: Path):
    path = pack(tmp_path / "a.zip", result_json=body())
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 20
    data[at : at + 8] = struct.pack("<II", 2**31, 2**32 - 2)
    path.write_bytes(bytes(data))
    assert archives.MOST_BYTES > 2**32
    assert refusal_of(path) in ("history-zip-bomb", "history-zip-broken")


def test_a_table_of_contents_without_end_is_refused_unread(tmp_path: Path):
    path = pack(tmp_path / "a.zip", result_json=body())
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06") + 12
    data[at : at + 4] = struct.pack("<I", 2**31)
    path.write_bytes(bytes(data))
    assert refusal_of(path) == "history-zip-many"


@pytest.mark.parametrize("keep", [4, 30, 60, -4, -30, -200])
def test_an_archive_that_was_cut_is_refused(tmp_path: Path, keep: int):
    path = pack(tmp_path / "a.zip", result_json=body())
    path.write_bytes(path.read_bytes()[:keep])
    assert refusal_of(path) == "history-zip-broken"


def test_an_archive_with_a_wrong_byte_imports_nothing(tmp_path: Path):
    path = pack(tmp_path / "a.zip", result_json=body())
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(bytes(data))
    assert refusal_of(path).startswith("history-")
