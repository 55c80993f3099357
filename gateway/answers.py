"""What goes back to a caller: documents, and refusals as problem details (RFC 9457)."""

import base64
import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from litestar import Response
from msgspec.structs import replace

from gateway.negotiation import MediaType
from gateway.order import Issued
from gateway.queries import Disposition
from gateway.refusals import Refusal
from profiles.finding import Finding, Language
from profiles.profile import Profile
from validation.verdict import Verdict

PROBLEM_MEDIA_TYPE = "application/problem+json"
FINDINGS_IN_HEADER_MAX = 20

# Amounts are JSON numbers, written digit by digit, never through a float.
_encoder = msgspec.json.Encoder(decimal_format="number")


def answer_document(
    issued: Issued, media_type: MediaType, disposition: Disposition, language: Language
) -> Response[bytes]:
    """Answer with the PDF, with the XML alone, or with both and the findings as JSON."""
    match media_type:
        case "application/pdf":
            body = issued.pdf or b""
        case "application/xml":
            body = issued.xml
        case "application/json":
            body = _encoder.encode(_as_json(issued, language))
    headers = invoice_headers(issued.profile, issued.verdict, issued.rules, issued.findings)
    headers["ETag"] = f'"{sha256(body).hexdigest()}"'
    if media_type != "application/json":
        name = file_name(issued, media_type)
        headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return Response(body, media_type=media_type, headers=headers)


def answer_refusal(refusal: Refusal, language: Language, request_id: str) -> Response[bytes]:
    """Answer with problem details and the members that the API has always had."""
    problem = {
        "error": refusal.code,
        "type": f"/errors/{refusal.code}",
        "title": refusal.kind.title.to(language),
        "status": refusal.kind.status,
        "detail": refusal.detail.to(language),
        "request_id": request_id,
        "findings": [finding_as_json(finding, language) for finding in refusal.findings],
    }
    return Response(
        _encoder.encode(problem),
        media_type=PROBLEM_MEDIA_TYPE,
        status_code=refusal.kind.status,
        headers=refusal.headers,
    )


def finding_as_json(finding: Finding, language: Language) -> dict[str, str | None]:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "term": finding.term,
        "path": finding.path,
        "xpath": finding.xpath,
        "message": finding.message.to(language),
        "hint": None if finding.hint is None else finding.hint.to(language),
    }


def file_name(issued: Issued, media_type: MediaType) -> str:
    """Make a file name of the invoice number that is safe on every system and in a header."""
    plain = unicodedata.normalize("NFKD", issued.invoice.number).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[:80] or "invoice"
    return f"{safe}.{media_type.removeprefix('application/')}"


def invoice_headers(
    profile: Profile, verdict: Verdict, rules: tuple[str, ...], findings: tuple[Finding, ...]
) -> dict[str, str]:
    """Say what the rules found, on documents and on refusals alike."""
    return {
        "E-Invoice-Profile": profile.urn,
        "E-Invoice-Verdict": verdict,
        "E-Invoice-Findings": findings_header(findings),
        "E-Invoice-Rules": ", ".join(rules),
    }


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
    media_type: MediaType = "application/xml" if issued.pdf is None else "application/pdf"
    document = issued.xml if issued.pdf is None else issued.pdf
    return {
        "document": {
            "media_type": media_type,
            "file_name": file_name(issued, media_type),
            "base64": base64.b64encode(document).decode("ascii"),
        },
        "xml": issued.xml.decode("utf-8"),
        "profile_urn": issued.profile.urn,
        "syntax": issued.syntax,
        "verdict": issued.verdict,
        "rules": issued.rules,
        "findings": [finding_as_json(finding, language) for finding in issued.findings],
        "totals": _totals(issued),
        "request": replace(issued.request, profile_urn=issued.profile.urn),
    }


def _totals(issued: Issued) -> Mapping[str, Any]:
    totals = issued.invoice.totals
    return {
        **msgspec.structs.asdict(totals),  # type: ignore[arg-type]  # computed by the pipeline
        "vat_breakdown": [
            {
                name: value
                for name, value in msgspec.structs.asdict(group).items()
                if value is not None
            }
            for group in issued.invoice.vat_breakdown
        ],
    }
