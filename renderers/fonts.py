"""The fonts of the page: where they are, and which characters they can draw.

The browser is shown these files and no others: a character from any other font could not be
promised, and one from no font at all makes a PDF/A invalid.
"""

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
        # Characters for which it is enough to be in some font, whatever stands before them.
        self._carefree = frozenset(
            sign for sign in self.characters if not unicodedata.category(sign).startswith("M")
        )

    @property
    def css_families(self) -> str:
        """The families as the value of CSS's font-family; none is left to the browser's choice."""
        return ", ".join(f'"{family.name}"' for family in self.families)

    def covers(self, text: str) -> bool:
        return self._carefree.issuperset(text) or not self.missing(text)

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of the text that cannot be drawn, each once."""
        return tuple(
            dict.fromkeys(
                sign
                for cluster in _clusters(text)
                for sign, drawn in self._draw(cluster)
                if sign != drawn
            )
        )

    def legible(self, text: str) -> str:
        """Return the text with a visible sign in place of what cannot be drawn."""
        if self._carefree.issuperset(text):
            return text
        return "".join(drawn for cluster in _clusters(text) for _, drawn in self._draw(cluster))

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

    def _draw(self, cluster: str) -> Iterable[tuple[str, str]]:
        """Pair each character of a cluster with what is drawn; one font has to draw them all."""
        if len(cluster) == 1:
            return ((cluster, cluster if cluster in self.characters else self.replacement),)
        if any(family.characters.issuperset(cluster) for family in self.families):
            return tuple(zip(cluster, cluster, strict=True))
        first = cluster[0] if cluster[0] in self.characters else self.replacement
        return ((cluster[0], first), *((mark, self.replacement) for mark in cluster[1:]))


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


def _clusters(text: str) -> Iterable[str]:
    """Split a text before every character that is no mark on the one before it."""
    start = 0
    for index in range(1, len(text)):
        if not unicodedata.category(text[index]).startswith("M"):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]
