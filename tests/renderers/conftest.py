"""A renderer that is up for the whole run, one complete invoice, and the tools that read PDFs."""

import os
import shutil
import subprocess
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from profiles.semantic.delivery import Delivery
from profiles.semantic.invoice import Invoice, Note, ProcessControl, Totals
from profiles.semantic.line import Item, Line, Price
from profiles.semantic.party import Address, Contact, Identifier, Party
from profiles.semantic.payment import CreditTransfer, PaymentMeans, PaymentTerms
from profiles.semantic.references import Attachment, SupportingDocument
from profiles.semantic.totals import compute
from profiles.semantic.vat import LineVAT
from renderers.browser import find_browser
from renderers.fonts import FontSet, load_fonts
from renderers.page import PageTemplate
from renderers.printer import PrinterLimits
from renderers.renderer import Renderer

NOTICE = "Erstellt mit Zugio (https://zugio.de) – kostenfreie Version"

Read = Callable[[bytes], str]
Judge = Callable[..., None]


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """The browser that set-up installs; without one nothing is drawn."""
    found = find_browser()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return load_fonts()


@pytest.fixture(scope="session")
def template(fonts: FontSet) -> PageTemplate:
    return PageTemplate(fonts)


@pytest.fixture(scope="session")
async def renderer(browser_path: Path) -> AsyncIterator[Renderer]:
    renderer = Renderer(browser_path=browser_path)
    await renderer.start()
    yield renderer
    await renderer.stop()


@pytest.fixture
async def own_renderer(browser_path: Path) -> AsyncIterator[Renderer]:
    """A renderer with a single page, for tests that harm it."""
    limits = PrinterLimits(pages=1, waiting_max=1)
    renderer = Renderer(browser_path=browser_path, limits=limits)
    await renderer.start()
    yield renderer
    await renderer.stop()


@pytest.fixture(scope="session")
def text_of() -> Read:
    """Reads the text of a PDF as a person would copy it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("there is no pdftotext (poppler-utils)")
    command = [program, "-layout", "-", "-"]
    return lambda pdf: subprocess.run(
        command, input=pdf, capture_output=True, check=True
    ).stdout.decode()


@pytest.fixture(scope="session")
def oracle() -> Judge:
    """Lets an independent validator judge all files in one call; fails with what it says."""
    folder = os.environ.get("ZUGIO_TEST_ORACLES")
    if folder is None:
        pytest.skip("ZUGIO_TEST_ORACLES does not name a folder of independent validators")

    def judge(name: str, *files: Path) -> None:
        command = [Path(folder) / name, *files]
        verdict = subprocess.run(command, capture_output=True, text=True, check=False)
        assert verdict.returncode == 0, verdict.stdout

    return judge


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = os.environ.get("ZUGIO_TEST_CORPUS")
    if folder is None:
        pytest.skip("ZUGIO_TEST_CORPUS does not name a folder of real invoices")
    return Path(folder)


def line(number: int) -> Line:
    return Line(
        identifier=str(number),
        quantity=Decimal("12.5"),
        unit_code="HUR",
        price=Price(net_price=Decimal(95)),
        vat=LineVAT(category_code="S", rate=Decimal(19)),
        item=Item(name=f"Leistung {number}", description="Workshop und Entwurf"),
    )


def changed(invoice: Invoice, **changes: Any) -> Invoice:
    """Change an invoice, and compute its sums anew."""
    return compute(replace(invoice, totals=Totals(), vat_breakdown=(), **changes))


@pytest.fixture(scope="session")
def invoice() -> Invoice:
    """An invoice with what most invoices have."""
    return compute(
        Invoice(
            process=ProcessControl(
                specification_identifier="urn:cen.eu:en16931:2017",
                business_process_type="urn:example:process",
            ),
            number="RE-2026-0042",
            issue_date=date(2026, 1, 1),
            type_code="380",
            currency="EUR",
            buyer_reference="04011000-12345-34",
            project_reference="Projekt 77",
            contract_reference="Vertrag 9",
            purchase_order_reference="Bestellung 4500012345",
            notes=(Note(text="Vielen Dank für Ihren Auftrag.", subject_code="AAI"),),
            seller=_seller(),
            buyer=_buyer(),
            delivery=Delivery(
                actual_date=date(2025, 12, 20),
                recipient=Party(name="Lager Süd", address=_address("Am Hafen", "DE")),
            ),
            payment_terms=(
                PaymentTerms(
                    description="Zahlbar innerhalb von 30 Tagen ohne Abzug.",
                    due_date=date(2026, 1, 31),
                ),
            ),
            payment_means=(_transfer(),),
            supporting_documents=(_time_sheet(),),
            lines=(line(1), line(2)),
        )
    )


def _time_sheet() -> SupportingDocument:
    return SupportingDocument(
        reference="Nachweis 1",
        description="Stundenzettel",
        attachment=Attachment(
            content=b64encode(b"%PDF-1.7").decode(),
            mime_code="application/pdf",
            file_name="stunden.pdf",
        ),
    )


def _transfer() -> PaymentMeans:
    return PaymentMeans(
        means_code="58",
        remittance_information="Rechnung 42 von Muster",
        credit_transfer=CreditTransfer(
            account_identifier=Identifier("DE02120300000000202051"),
            account_name="Muster & Söhne, Konto",
            provider_identifier="BYLADEM1001",
        ),
    )


def _address(street: str, country_code: str) -> Address:
    return Address(
        street=f"{street} 12",
        street_2=f"{street}, Hof",
        postcode="10115",
        city=f"Ort {street}",
        country_code=country_code,
    )


def _seller() -> Party:
    return Party(
        name="Muster & Söhne GmbH",
        trading_name="Muster Design",
        address=_address("Hauptstraße", "DE"),
        identifiers=(Identifier("4000001000005", "0088"), Identifier("LF-1")),
        legal_registration=Identifier("HRB 12345 B"),
        vat_id="DE123456789",
        tax_number=Identifier("37/123/45678"),
        additional_legal_information="Geschäftsführerin: Erika Muster",
        electronic_address=Identifier("invoices@muster.example", "EM"),
        contact=Contact(name="Erika Muster", phone="+49 30 1234567", email="e@muster.example"),
    )


def _buyer() -> Party:
    return Party(
        name="Beispiel AG",
        trading_name="Beispiel Handel",
        address=_address("Kundenweg", "AT"),
        identifiers=(Identifier("K-10023"),),
        legal_registration=Identifier("FN 123456 a", "0201"),
        vat_id="ATU12345678",
        electronic_address=Identifier("post@beispiel.example", "9930"),
        contact=Contact(name="Max Beispiel", phone="+43 1 7654321", email="max@beispiel.example"),
    )
