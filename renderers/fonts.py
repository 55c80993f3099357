"""The fonts of the page: where they are, and which characters they can draw.

The browser is shown these files and no others: a character from any other font could not be
promised, and one from no font at all makes a PDF/A invalid.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont
from msgspec import Struct

from profiles.errors import SetupIncomplete

SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/truetype/dejavu"),
)


class Family(Struct, frozen=True):
    """A font family as CSS names it, and its files; a second weight where there is one."""

    name: str
    regular: str
    bold: str | None = None


# In the order in which the page asks them.
FAMILIES = (
    Family("Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    Family("Noto Sans Arabic", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    Family("Noto Sans Hebrew", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    Family("Noto Sans Armenian", "NotoSansArmenian-Regular.ttf", "NotoSansArmenian-Bold.ttf"),
    Family("Noto Sans Georgian", "NotoSansGeorgian-Regular.ttf", "NotoSansGeorgian-Bold.ttf"),
    Family("Noto Sans Devanagari", "NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    Family("Noto Sans Thai", "NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    Family("DejaVu Sans", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    Family("Noto Sans Symbols", "NotoSansSymbols-Regular.ttf", "NotoSansSymbols-Bold.ttf"),
    Family("Noto Sans Symbols 2", "NotoSansSymbols2-Regular.ttf"),
)

# Either of these can carry a page alone.
_BASES = ("Noto Sans", "DejaVu Sans")

# What stands for a character that no font has, the best first.
_REPLACEMENTS = ("\N{REPLACEMENT CHARACTER}", "\N{WHITE SQUARE}", "?")

_LAID_OUT_NOT_DRAWN = frozenset("\n\r\t")


class LoadedFamily(Struct, frozen=True):
    """A family that this machine has, and the characters that all of its weights can draw."""

    name: str
    files: tuple[Path, ...]
    characters: frozenset[str]


class FontSet:
    """The families that were found, best first."""

    def __init__(self, families: Sequence[LoadedFamily]) -> None:
        self.families = tuple(families)
        drawn = frozenset[str]().union(*(family.characters for family in families))
        self.characters = drawn | _LAID_OUT_NOT_DRAWN
        self.replacement = next(sign for sign in _REPLACEMENTS if sign in drawn)
        # A mark needs a font that has the letter before it as well; for all others any will do.
        self._carefree = frozenset(sign for sign in self.characters if not _is_mark(sign))

    @property
    def css_families(self) -> str:
        """The families as the value of CSS's font-family; none is left to the browser's choice."""
        return ", ".join(f'"{family.name}"' for family in self.families)

    def covers(self, text: str) -> bool:
        return self._carefree.issuperset(text) or not self.missing(text)

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of the text that cannot be drawn, each once."""
        return tuple(dict.fromkeys(sign for _, sign in sorted(self._illegible(text).items())))

    def legible(self, text: str) -> str:
        """Return the text with a visible sign in place of what cannot be drawn."""
        if self._carefree.issuperset(text):
            return text
        signs = list(text)
        for index in self._illegible(text):
            signs[index] = self.replacement
        return "".join(signs)

    def write_configuration(self, folder: Path) -> Path:
        """Write a fontconfig file that knows these files only, and return its path."""
        files = folder / "fonts"
        files.mkdir()
        for family in self.families:
            for file in family.files:
                (files / file.name).symlink_to(file.resolve())
        configuration = folder / "fonts.conf"
        configuration.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{escape(str(files))}</dir>"
            f"<cachedir>{escape(str(folder / 'font-cache'))}</cachedir>"
            "</fontconfig>"
        )
        return configuration

    def _illegible(self, text: str) -> dict[int, str]:
        """Return the characters that cannot be drawn, by their place."""
        doubtful = set(text) - self._carefree
        places = {}
        if strangers := [sign for sign in doubtful if sign not in self.characters]:
            places = {found.start(): found[0] for found in _any_of(strangers).finditer(text)}
        if marks := [sign for sign in doubtful if sign in self.characters]:
            for found in re.finditer(f".?{_any_of(marks).pattern}+", text, re.DOTALL):
                if not self._has_font_for(found[0]):
                    first = found.start() + (found[0][0] not in marks)
                    places |= {index: text[index] for index in range(first, found.end())}
        return places

    def _has_font_for(self, cluster: str) -> bool:
        """Tell whether one font draws a letter and its marks; two cannot put them together."""
        return any(family.characters.issuperset(cluster) for family in self.families)


def load_fonts(folders: Iterable[Path] = ()) -> FontSet:
    """Read the fonts from the system's folders, then from the given ones; SetupIncomplete."""
    places = (*SYSTEM_FOLDERS, *folders)
    families = [found for family in FAMILIES if (found := _load(family, places)) is not None]
    if not any(family.name in _BASES for family in families):
        raise SetupIncomplete("neither Noto Sans nor DejaVu Sans is installed")
    return FontSet(families)


def _load(family: Family, places: Iterable[Path]) -> LoadedFamily | None:
    names = [name for name in (family.regular, family.bold) if name is not None]
    for place in places:
        files = tuple(place / name for name in names)
        if all(file.is_file() for file in files):
            characters = frozenset.intersection(*(_characters(file) for file in files))
            return LoadedFamily(family.name, files, characters)
    return None


def _characters(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font["cmap"].getBestCmap()))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _any_of(signs: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(signs))}]")
