"""What the OpenAPI document says of tokens: how to send one, and how to see what it has used."""

from collections.abc import Iterable
from typing import Any

from gateway.openapi_problems import BALANCE_HEADERS, described, problem_responses

SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "Also: Authorization: Token …"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {"key": []}]

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "With a token: the same body and query under the same key is paid for once",
    "schema": {"type": "string"},
}

_COUNT = {"type": ["integer", "null"]}
_TEXT = {"type": ["string", "null"]}

USAGE_SCHEMAS: dict[str, Any] = {
    "Usage": {
        "type": "object",
        "properties": {
            "status": {"const": "active", "description": "State of the token"},
            "maxDocuments": {**_COUNT, "description": "Credits granted; null: unlimited"},
            "usedDocuments": {"type": "integer", "description": "Documents charged"},
            "remainingDocuments": {**_COUNT, "description": "Credits left; null: unlimited"},
            "unlimitedDocuments": {"type": "boolean", "description": "Counted, not limited"},
            "currentPeriod": {
                "type": "object",
                "description": "The calendar month, in UTC",
                "properties": {
                    "start": {"type": "string", "format": "date-time"},
                    "end": {"type": "string", "format": "date-time"},
                    "usedDocuments": {"type": "integer"},
                },
            },
        },
    },
    "Entries": {
        "type": "object",
        "properties": {
            "entries": {
                "type": "array",
                "description": "Grants and charges, the oldest first",
                "items": {"$ref": "#/components/schemas/Entry"},
            },
            "after": {**_COUNT, "description": "Where the next page begins; null at the end"},
        },
    },
    "Entry": {
        "type": "object",
        "properties": {
            "id": {"type": "integer", "description": "Number of the entry; it grows"},
            "kind": {"enum": ["grant", "charge"], "description": "What happened"},
            "credits": {"type": "integer", "description": "What it adds to the token"},
            "at": {"type": "string", "format": "date-time", "description": "When it happened"},
            "document_hash": {**_TEXT, "description": "SHA-256 of the document"},
            "key_hash": {**_TEXT, "description": "Hash of token and idempotency key"},
            "profile": {**_TEXT, "description": "Profile of the document"},
            "media_type": {**_TEXT, "description": "Media type of the document"},
        },
    },
}

_PAGING = [
    {
        "name": "after",
        "in": "query",
        "description": "Number of the entry to go on after",
        "schema": {"type": "integer", "minimum": 0},
    },
    {
        "name": "limit",
        "in": "query",
        "description": "Entries of one page",
        "schema": {"type": "integer", "minimum": 1, "maximum": 500, "default": 100},
    },
]

# Why a token holder may get no answer.
_CODES = ("UNAUTHORIZED", "API_ERROR", "API_UNREACHABLE")


def usage_paths() -> dict[str, Any]:
    """Return the paths for token holders."""
    return {
        "/api/usage": {"get": _get("What the token has used", "Usage", [], _CODES)},
        "/api/usage/entries": {
            "get": _get("Every grant and charge", "Entries", _PAGING, (*_CODES, "INVALID_INPUT"))
        },
    }


def _get(
    summary: str, schema: str, parameters: list[dict[str, Any]], codes: Iterable[str]
) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {
        "summary": summary,
        "security": SECURITY,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": summary,
                "headers": described(BALANCE_HEADERS),
                "content": content,
            },
            **problem_responses(codes, for_holders=True),
        },
    }
