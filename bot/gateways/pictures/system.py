"""Fonts that the machine has, in the folders where fontconfig looks for them."""

import os
import sys
from pathlib import Path

_NAMES = (
    "NotoSansCJK-Regular", "NotoSansCJKsc-Regular", "NotoSansSC", "NotoSansKR", "NotoSansJP",
    "SourceHanSans", "PingFang", "AppleSDGothicNeo", "Hiragino", "msyh", "malgun",
    "wqy-microhei", "wqy-zenhei", "NanumGothic.", "DroidSansFallback",
    "NotoSansHebrew-Regular", "NotoSansArabic-Regular", "NotoNaskhArabic-Regular",
    "NotoSansDevanagari-Regular", "NotoSansThai-Regular", "NotoSansArmenian-Regular",
    "NotoSansGeorgian-Regular", "DejaVuSans.", "Arial Unicode", "NotoSansSymbols2",
    "NotoSansSymbols-Regular", "unifont.",
)  # fmt: skip
"""Beginnings of the names of files, the best first."""
_EMOJI = "NotoColorEmoji"
_SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}


def find_fonts() -> list[Path]:
    """Fonts for the scripts that ours lacks, the best first."""
    files = sorted(_files())
    return [path for name in _NAMES for path in files if path.name.startswith(name)]


def find_emoji_font() -> Path | None:
    """A font with emoji in colour, where there is one."""
    found = [path for path in sorted(_files()) if path.name.startswith(_EMOJI)]
    return found[0] if found else None


def _files() -> list[Path]:
    return [
        Path(folder, name)
        for root in _folders()
        for folder, _, names in os.walk(root)
        for name in names
        if Path(name).suffix.lower() in _SUFFIXES
    ]


def _folders() -> list[Path]:
    """Fontconfig's own, and those of macOS and Windows."""
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts",
               home / ".fonts"]  # fmt: skip
    if sys.platform == "darwin":
        folders += [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return folders
