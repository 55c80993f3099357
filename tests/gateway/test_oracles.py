"""Independent validators and readers on what the product makes: veraPDF, Mustang, poppler, qpdf."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from profiles.registry import PROFILES
from profiles.xrechnung import XRECHNUNG_CVD
from tests.conftest import load_example
from tests.gateway.bodies import encoded

# The CVD profile is for vehicles alone.
HYBRID = [
    profile for profile in PROFILES if profile.container is not None and profile != XRECHNUNG_CVD
]
ORACLES = os.environ.get("ZUGIO_TEST_ORACLES")
NOTICE = "Erstellt mit Zugio (https://zugio.de) – kostenfreie Version"

needs_oracles = pytest.mark.skipif(
    ORACLES is None, reason="ZUGIO_TEST_ORACLES names no folder of validators"
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not installed"
)
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")


def variations(complete: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield invoices that differ in one respect each, by name."""

    def vary(name: str, **fields: Any) -> tuple[str, dict[str, Any]]:
        varied = deepcopy(complete)
        varied["invoice"].update(fields)
        return name, varied

    item = complete["invoice"]["items"][0]
    yield vary("plain")
    yield vary("long", items=[item] * 40)
    yield vary(
        "fine", items=[dict(item, quantity=Decimal("1.234567"), unit_price_net=Decimal("0.333333"))]
    )
    yield vary("back", items=[item, dict(item, quantity=Decimal("-0.5"))])
    yield vary(
        "rates", items=[dict(item, vat_percent=Decimal(rate)) for rate in ("19", "7", "5.5")]
    )
    yield vary("zero", items=[dict(item, vat_percent=Decimal(0), vat_category_code="Z")])
    yield vary(
        "exempt",
        items=[
            dict(
                item,
                vat_percent=Decimal(0),
                vat_category_code="E",
                vat_exemption_reason="Steuerfrei nach § 4 Nr. 21 UStG",
            )
        ],
    )
    yield vary("scripts", notes="Ελληνικά Кириллица é ñ ß 😀 漢字 עברית العربية ⁂ ﷽")
    yield vary("text", notes="<b>&amp;</b>\n\n" + "Wort" * 2000)
    english = vary("english")
    english[1]["company"]["defaults"]["locale"] = "en_GB"
    yield english
    several = vary("several")
    account = {"iban": "DE02120300000000202051"}
    several[1]["payment_means"] = [account, {"iban": "DE02500105170137075030"}]
    yield several


@pytest.fixture(scope="session")
async def documents(
    client: AsyncClient, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Make a PDF of every variation under every profile; the key is profile and variation."""
    complete = load_example("invoice.json")
    complete["invoice"]["buyer"]["buyer_reference"] = "04011000-12345-03"
    folder = tmp_path_factory.mktemp("documents")
    made = {}
    for name, request in variations(complete):
        for profile in HYBRID:
            request["profile_urn"] = profile.urn
            answer = await client.post(
                "/api/invoices",
                content=encoded(request),
                headers={"content-type": "application/json"},
            )
            assert answer.status_code == 200, answer.text
            assert answer.headers["e-invoice-verdict"] == "valid", answer.headers
            path = folder / f"{profile.id}-{name}.pdf"
            path.write_bytes(answer.content)
            made[f"{profile.id} {name}"] = path
    return made


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@needs_oracles
def test_verapdf_passes_all(documents: dict[str, Path]) -> None:
    done = run(f"{ORACLES}/verapdf", *documents.values())
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("PASS") == len(documents)


@needs_oracles
def test_mustang_passes_all_under_official_ids(documents: dict[str, Path]) -> None:
    official = [
        path
        for name, path in documents.items()
        if not next(p for p in PROFILES if p.id == name.split()[0]).official_urn
    ]
    done = run(f"{ORACLES}/mustang", *official)
    assert done.returncode == 0, done.stdout
    assert len(official) > len(HYBRID)


@needs_qpdf
def test_qpdf_finds_nothing(documents: dict[str, Path]) -> None:
    assert [
        path.name for path in documents.values() if run("qpdf", "--check", path).returncode
    ] == []


@needs_poppler
def test_the_xml_can_be_taken_out(documents: dict[str, Path], tmp_path: Path) -> None:
    for name, path in documents.items():
        profile = next(p for p in PROFILES if p.id == name.split()[0])
        assert profile.container is not None
        target = tmp_path / profile.container.file_name
        assert run("pdfdetach", "-savefile", target.name, "-o", target, path).returncode == 0
        assert f"<ram:ID>{profile.urn}</ram:ID>" in target.read_text(encoding="utf-8")


@needs_poppler
def test_the_notice_stands_once_on_every_page(documents: dict[str, Path]) -> None:
    for name, path in documents.items():
        if "english" in name:
            continue
        pages = run("pdftotext", "-layout", path, "-").stdout.split("\f")[:-1]
        assert [page.count(NOTICE) for page in pages] == [1] * len(pages), name
