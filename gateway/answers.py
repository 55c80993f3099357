"""What goes back to a caller: documents, and refusals as problem details (RFC 9457)."""

import base64
import re
import unicodedata
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from litestar import Response
from msgspec.structs import replace

from gateway.dialects.zugio.reverse import request_of, to_json
from gateway.findings_json import encoder, finding_as_json, totals_as_json
from gateway.order import Issued, MediaType
from gateway.queries import Disposition
from gateway.refusals import Refusal, error_path
from profiles.finding import Finding, Language
from profiles.semantic.invoice import Invoice
from validation.verdict import Verdict

# What stands in a header as it is; the rest is percent-encoded.
_HEADER_CHARACTERS = " !#$&'()*+,/:;=?@[]"
PROBLEM_MEDIA_TYPE = "application/problem+json"
FINDINGS_IN_HEADER_MAX = 20


def answer_document(
    issued: Issued, disposition: Disposition, language: Language
) -> Response[bytes]:
    """Answer with the PDF, a preview, the XML alone, or with all that was found out as JSON."""
    draft = issued.draft
    match draft.media_type:
        case "application/json":
            body = encoder.encode(_as_json(issued, language))
        case "application/xml":
            body = draft.xml
        case _:
            body = issued.page or b""
    headers = invoice_headers(draft.profile.urn, issued.verdict, issued.rules, issued.findings)
    headers["ETag"] = f'"{sha256(body).hexdigest()}"'
    if draft.external_id is not None:
        headers["External-ID"] = quote(draft.external_id, safe=_HEADER_CHARACTERS)
    if draft.media_type != "application/json":
        name = file_name(draft.invoice, draft.media_type)
        headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return Response(body, media_type=draft.media_type, headers=headers)


def answer_refusal(refusal: Refusal, language: Language, request_id: str) -> Response[bytes]:
    """Answer with problem details and the members that the API has always had."""
    problem = {
        "error": refusal.code,
        "type": error_path(refusal.code),
        "title": refusal.kind.title.to(language),
        "status": refusal.kind.status,
        "detail": refusal.detail.to(language),
        "request_id": request_id,
        "findings": [finding_as_json(finding, language) for finding in refusal.findings],
    }
    return Response(
        encoder.encode(problem),
        media_type=PROBLEM_MEDIA_TYPE,
        status_code=refusal.kind.status,
        headers=refusal.headers,
    )


def file_name(invoice: Invoice, media_type: MediaType) -> str:
    """Make a file name of the invoice number that is safe on every system and in a header."""
    normal = unicodedata.normalize("NFKD", invoice.number or "")
    plain = normal.encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[:80] or "invoice"
    return f"{safe}.{media_type.partition('/')[2]}"


def invoice_headers(
    profile_urn: str, verdict: Verdict, rules: tuple[str, ...], findings: tuple[Finding, ...]
) -> dict[str, str]:
    """Say what the rules found, on documents and on refusals alike."""
    return {
        # An id that came in may hold what a header cannot.
        "E-Invoice-Profile": profile_urn if _fits_a_header(profile_urn) else "",
        "E-Invoice-Verdict": verdict,
        "E-Invoice-Findings": findings_header(findings),
        "E-Invoice-Rules": ", ".join(rules),
    }


def _fits_a_header(text: str) -> bool:
    return text.isascii() and text.isprintable()


def findings_header(findings: tuple[Finding, ...]) -> str:
    """List distinct rule ids, errors before warnings; `…` stands for those beyond 20."""
    rules = dict.fromkeys(
        finding.rule for finding in findings if finding.severity in {"error", "warning"}
    )
    listed = list(rules)[:FINDINGS_IN_HEADER_MAX]
    if len(rules) > FINDINGS_IN_HEADER_MAX:
        # Header values are bytes to HTTP; these are the three of the UTF-8 ellipsis.
        listed.append("…".encode().decode("latin-1"))
    return ", ".join(listed)


def _as_json(issued: Issued, language: Language) -> dict[str, Any]:
    draft = issued.draft
    media_type: MediaType = "application/xml" if issued.page is None else "application/pdf"
    document = draft.xml if issued.page is None else issued.page
    return {
        "document": {
            "media_type": media_type,
            "file_name": file_name(draft.invoice, media_type),
            "base64": base64.b64encode(document).decode("ascii"),
        },
        "xml": draft.xml.decode("utf-8"),
        "profile_urn": draft.profile.urn,
        "syntax": draft.syntax,
        "verdict": issued.verdict,
        "rules": issued.rules,
        "findings": [finding_as_json(finding, language) for finding in issued.findings],
        "external_id": draft.external_id,
        "totals": totals_as_json(draft.invoice),
        "request": to_json(
            replace(draft.request or request_of(draft.invoice), profile_urn=draft.profile.urn)
        ),
    }
