"""The OpenAPI document, made from the request Structs and the tables that the product runs on."""

from typing import Any

import msgspec

from gateway.answer_schemas import ANSWER_SCHEMAS, NAME_TEMPLATE, reference
from gateway.dialects.schema import request_schema
from gateway.dialects.zugio.request import Request
from gateway.listed_profiles import ProfileList
from gateway.negotiation import MEDIA_TYPES, SOURCES
from gateway.openapi_problems import (
    BALANCE_HEADERS,
    RATE_HEADERS,
    described,
    explain_error,
    problem_responses,
)
from gateway.openapi_tokens import (
    IDEMPOTENCY_KEY,
    SECURITY,
    SECURITY_SCHEMES,
    USAGE_SCHEMAS,
    usage_paths,
)
from gateway.queries import PARAMETERS, VALIDATION_PARAMETERS
from gateway.refusals import KINDS
from gateway.version import VERSION
from profiles.registry import PROFILES

_HEADERS = {
    "E-Invoice-Profile": "Guideline id that the XML carries (BT-24)",
    "E-Invoice-Verdict": "valid, invalid or undecided",
    "E-Invoice-Findings": "Distinct rule ids, errors first, then warnings, at most 20",
    "E-Invoice-Rules": "Rule packs that ran, with their versions",
    "Content-Disposition": "File name made from the invoice number",
    "ETag": "SHA-256 of the body",
    "Server-Timing": "Milliseconds of each stage",
    "X-Request-ID": "Id of this request in the log",
}

# What a token or its absence says, in whatever the answer is.
_ACCOUNT_HEADERS = {**BALANCE_HEADERS, **RATE_HEADERS}

# Judging is free, and no key makes it safe to repeat.
_VALIDATION_CODES = tuple(
    code for code in KINDS if code not in {"IDEMPOTENCY_CONFLICT", "INSUFFICIENT_CREDITS"}
)

_PARAMETER_TEXTS = {
    "profile_urn": "Profile; the same as in the body, or there alone",
    "locale": "Language and formats of the page, such as de_DE or en_GB",
    "validation": "strict refuses what is not valid, report delivers it with its findings",
    "disposition": "Whether a browser saves the document or shows it",
    "syntax": "Syntax of the XML; a PDF carries cii",
    "page": "With image/png: which page, from 1",
    "dialect": "Words of the request",
    "preflight": "false leaves out whether the invoice could be issued under other profiles",
}


def openapi_document() -> bytes:
    """Return the document as JSON."""
    body, parts = request_schema(Request, NAME_TEMPLATE)
    (profiles,), components = msgspec.json.schema_components(
        [ProfileList], ref_template=NAME_TEMPLATE
    )
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "Zugio Gateway",
            "version": VERSION,
            "summary": "JSON invoice in, electronic invoice out",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            "/api/invoices": {"post": _create_invoice(body)},
            "/api/validations": {"post": _validate(body)},
            "/api/profiles": {
                "get": _get("Every profile that there is", "application/json", profiles)
            },
            "/errors/{code}": {"get": explain_error()},
            **usage_paths(),
            "/health/live": {"get": _get("Whether the process lives", "application/json")},
            "/health/ready": {"get": _get("Whether documents can be made", "application/json")},
            "/metrics": {"get": _get("Metrics in Prometheus' format", "text/plain")},
            "/schema": {"get": _get("This document", "application/json")},
        },
        "components": {
            "schemas": {
                **parts,
                **components,
                **USAGE_SCHEMAS,
                **ANSWER_SCHEMAS,
            },
            "securitySchemes": SECURITY_SCHEMES,
        },
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _create_invoice(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": "createInvoice",
        "summary": "Turn an invoice (JSON, CII, UBL or hybrid PDF) into an electronic invoice",
        "security": [{}, *SECURITY],
        "parameters": [
            *(_parameter(name, values) for name, values in PARAMETERS.items()),
            IDEMPOTENCY_KEY,
        ],
        "requestBody": _request_body(body),
        "responses": {"200": _document_response(), **problem_responses(KINDS)},
    }


def _validate(body: dict[str, Any]) -> dict[str, Any]:
    told = {name: text for name, text in _HEADERS.items() if name != "Content-Disposition"}
    return {
        "operationId": "validate",
        "summary": "Judge an invoice (JSON, CII, UBL or hybrid PDF); free of charge",
        "security": [{}, *SECURITY],
        "parameters": [_parameter(name, values) for name, values in VALIDATION_PARAMETERS.items()],
        "requestBody": _request_body(body),
        "responses": {
            "200": {
                "description": "The verdict, whatever it is",
                "headers": described({**told, **_ACCOUNT_HEADERS}),
                "content": {
                    "application/json": {"schema": reference("Validation")},
                    "text/html": {},
                },
            },
            **problem_responses(_VALIDATION_CODES),
        },
    }


def _request_body(body: dict[str, Any]) -> dict[str, Any]:
    others: dict[str, Any] = {source: {} for source in SOURCES if source != "application/json"}
    return {"required": True, "content": {"application/json": {"schema": body}, **others}}


def _parameter(name: str, values: tuple[str, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if name == "profile_urn":
        schema["enum"] = [profile.urn for profile in PROFILES]
    elif values:
        schema["enum"] = list(values)
    return {"name": name, "in": "query", "description": _PARAMETER_TEXTS[name], "schema": schema}


def _document_response() -> dict[str, Any]:
    return {
        "description": "The electronic invoice, in the media type that Accept names",
        "headers": described({**_HEADERS, **_ACCOUNT_HEADERS}),
        "content": {
            media_type: {"schema": reference("Answer")} if media_type.endswith("json") else {}
            for media_type in MEDIA_TYPES
        },
    }


def _get(summary: str, media_type: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    content = {media_type: {"schema": schema} if schema else {}}
    return {
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}},
    }
