"""What comes back, as JSON Schema: the JSON answer, problems and findings."""

from typing import Any

from gateway.refusals import KINDS

NAME_TEMPLATE = "#/components/schemas/{name}"


def reference(name: str) -> dict[str, str]:
    """Refer to a schema of the document by its name."""
    return {"$ref": NAME_TEMPLATE.format(name=name)}


def _object(description: str, **properties: dict[str, Any]) -> dict[str, Any]:
    """Describe an object that always has all of its members."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
    }


def _text(description: str, *, nullable: bool = False) -> dict[str, Any]:
    return {"type": ["string", "null"] if nullable else "string", "description": description}


def _number(description: str) -> dict[str, Any]:
    return {"type": "number", "description": description}


def _list(description: str, items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": items}


_FINDING = _object(
    "One thing that is wrong with a document, or worth knowing about it",
    severity={
        "enum": ["error", "warning", "information"],
        "description": "An error makes the document invalid",
    },
    rule=_text("Id of the rule; our own begin with ZG-"),
    term=_text("Business term or group of EN 16931 that is meant, such as BT-10", nullable=True),
    path=_text("JSON pointer into the request; where it belongs if it is missing", nullable=True),
    xpath=_text("Place in the XML, where XML came in", nullable=True),
    message=_text("What is wrong, in the language of Accept-Language"),
    hint=_text("What to do about it", nullable=True),
)

_PROBLEM = _object(
    "Why there is no document (RFC 9457)",
    error={"enum": list(KINDS), "description": "What a program can tell refusals apart by"},
    type=_text("The same as a relative URI, which GET explains"),
    title=_text("The same in words, in the language of Accept-Language"),
    status={"type": "integer", "description": "The HTTP status"},
    detail=_text("What happened this time, and what to do about it"),
    request_id=_text("Id of this request in the log"),
    findings=_list("Everything that is wrong", reference("Finding")),
)

_WORDING = _object("The same in both languages", de=_text("In German"), en=_text("In English"))

_EXPLAINED_ERROR = _object(
    "What there is to say about a kind of refusal, whatever the request was",
    code={"enum": list(KINDS), "description": "What a problem calls error"},
    status={"type": "integer", "description": "The HTTP status"},
    title=reference("Wording"),
    cause=reference("Wording"),
    remedy=reference("Wording"),
)

_DOCUMENT = _object(
    "The document, and how to save it",
    media_type=_text("application/pdf"),
    file_name=_text("Made from the invoice number, safe on every system"),
    base64=_text("The document itself"),
)

_TOTALS = _object(
    "Document totals (BG-22) and VAT breakdown (BG-23), in the invoice currency",
    line_net_amount=_number("Sum of line net amounts (BT-106)"),
    without_vat=_number("Total without VAT (BT-109)"),
    vat_amount=_number("Total VAT (BT-110)"),
    with_vat=_number("Total with VAT (BT-112)"),
    due_for_payment=_number("Amount due for payment (BT-115)"),
    vat_breakdown=_list("One group for each VAT category and rate", {"type": "object"}),
)

_VERDICT = {"enum": ["valid", "invalid", "undecided"], "description": "What the rules said"}

_ANSWER = _object(
    "The invoice with all that was found out about it",
    document=reference("Document"),
    xml=_text("The XML that is inside the document"),
    profile_urn=_text("Guideline id that the XML carries (BT-24)"),
    syntax=_text("Syntax of the XML"),
    verdict=_VERDICT,
    rules=_list("Rule packs that ran, with their versions", {"type": "string"}),
    findings=_list("Errors first, then warnings, then information", reference("Finding")),
    external_id=_text("The caller's own id, as it came in", nullable=True),
    totals=reference("Totals"),
    request={**reference("Request"), "description": "The invoice in the words of a request"},
)

_CLASSED_FINDING = {
    **_FINDING,
    "properties": {
        **_FINDING["properties"],
        "category": {
            "enum": ["format", "business_rule", "content", None],
            "description": "Class of an error after the finance ministry's letter of 2025-10-15",
        },
        "expected": _text("What a sum should be", nullable=True),
        "actual": _text("What the document says instead", nullable=True),
    },
}

_RULES_RUN = _object(
    "The XML Schema, or a rule pack that ran",
    name=_text("Its name, such as cii-xsd or cen-cii"),
    version=_text("Its version"),
    date=_text("The day its publisher compiled it, as 2026-09-02"),
    errors={"type": "integer", "description": "Errors that it found"},
    warnings={"type": "integer", "description": "Warnings that it has"},
)

_EMBEDDED_FILE = _object(
    "A file in a PDF beside the invoice",
    name=_text("Its name"),
    relationship=_text("AFRelationship", nullable=True),
    size={"type": ["integer", "null"], "description": "Bytes"},
    sha256=_text("Hash of its content", nullable=True),
)

_CONTAINER = _object(
    "What a hybrid PDF says of the invoice inside",
    file_name=_text("Name of the invoice", nullable=True),
    relationship=_text("AFRelationship of the invoice", nullable=True),
    outdated=_text("ZUGFeRD 1.0 or ZUGFeRD 2.0, where it is one of these", nullable=True),
    attachments=_list("All other files", reference("EmbeddedFile")),
)

_CANDIDATE = _object(
    "Whether the invoice could be issued under one profile",
    profile_urn=_text("Its guideline id (BT-24)"),
    profile=_text("Its name"),
    syntax=_text("Syntax in which it was tried"),
    verdict=_VERDICT,
    missing=_list("Business terms that its rules ask for and that are missing", {"type": "string"}),
    wrong=_list("Business terms that are there and break its rules", {"type": "string"}),
    dropped=_list("Business terms that it has no place for", {"type": "string"}),
    findings=_list("The errors", reference("ClassedFinding")),
)

_VALIDATION = _object(
    "What is known of a document once it has been judged; null where something does not apply",
    verdict=_VERDICT,
    profile_urn=_text("Guideline id that it was judged by (BT-24)", nullable=True),
    profile=_text("Name of that profile", nullable=True),
    syntax=_text("Syntax of the XML", nullable=True),
    rules=_list("The XML Schema and the rule packs that ran", reference("RulesRun")),
    findings=_list("Errors first, then warnings, then information", reference("ClassedFinding")),
    totals={
        "oneOf": [reference("Totals"), {"type": "null"}],
        "description": "Totals, where the document can be read",
    },
    container={
        "oneOf": [reference("Container"), {"type": "null"}],
        "description": "The PDF around the invoice, where one came in",
    },
    profiles={
        "type": ["array", "null"],
        "description": "The preflight: every profile, unless preflight=false",
        "items": reference("Candidate"),
    },
)

ANSWER_SCHEMAS = {
    "Answer": _ANSWER,
    "Candidate": _CANDIDATE,
    "ClassedFinding": _CLASSED_FINDING,
    "Container": _CONTAINER,
    "Document": _DOCUMENT,
    "EmbeddedFile": _EMBEDDED_FILE,
    "ExplainedError": _EXPLAINED_ERROR,
    "Finding": _FINDING,
    "Problem": _PROBLEM,
    "RulesRun": _RULES_RUN,
    "Totals": _TOTALS,
    "Validation": _VALIDATION,
    "Wording": _WORDING,
}
