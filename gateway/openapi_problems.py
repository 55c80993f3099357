"""What the OpenAPI document says of refusals: by status, with the headers that come with each."""

from collections.abc import Iterable, Mapping
from typing import Any

from gateway.answer_schemas import reference
from gateway.answers import PROBLEM_MEDIA_TYPE
from gateway.failures import CREDITS_HEADER
from gateway.refusals import KINDS

BALANCE_HEADERS = {CREDITS_HEADER: "With a token: what it has left, or unlimited"}
RATE_HEADERS = {
    "RateLimit": "Without a token, where there is a limit: what is left, and for how long",
    "RateLimit-Policy": "Without a token, where there is a limit: requests in a window of seconds",
}
_RETRY = {"Retry-After": "Seconds to wait"}

# Where a token is read, and callers without one are counted, before the refusal.
_HEADERS = {**BALANCE_HEADERS, **RATE_HEADERS}
_HEADERS_BY_CODE: Mapping[str, Mapping[str, str]] = {
    "NOT_FOUND": {},
    "METHOD_NOT_ALLOWED": {"Allow": "Methods that work here"},
    "UNAUTHORIZED": {"WWW-Authenticate": "Bearer"},
    "RATE_LIMITED": {**RATE_HEADERS, **_RETRY},
    "IDEMPOTENCY_CONFLICT": BALANCE_HEADERS,
    "INSUFFICIENT_CREDITS": BALANCE_HEADERS,
    "OVERLOADED": {**_HEADERS, **_RETRY},
}


def described(headers: Mapping[str, str]) -> dict[str, Any]:
    """Describe headers, all of which are text."""
    return {
        name: {"description": text, "schema": {"type": "string"}} for name, text in headers.items()
    }


def problem_responses(codes: Iterable[str], *, for_holders: bool = False) -> dict[str, Any]:
    """Describe refusals; for_holders: nobody gets further without a token."""
    by_status: dict[str, list[str]] = {}
    for code in codes:
        by_status.setdefault(str(KINDS[code].status), []).append(code)
    unheard_of = RATE_HEADERS if for_holders else {}
    return {
        status: {
            "description": ", ".join(together),
            "headers": described(
                {
                    name: text
                    for code in together
                    for name, text in _HEADERS_BY_CODE.get(code, _HEADERS).items()
                    if name not in unheard_of
                }
            ),
            "content": {PROBLEM_MEDIA_TYPE: {"schema": reference("Problem")}},
        }
        for status, together in sorted(by_status.items())
    }


def explain_error() -> dict[str, Any]:
    """Describe the page behind the `type` of a problem."""
    code = {"type": "string", "enum": list(KINDS)}
    return {
        "summary": "What a kind of refusal means, and what to do about it",
        "parameters": [
            {
                "name": "code",
                "in": "path",
                "required": True,
                "description": "What a problem calls error",
                "schema": code,
            }
        ],
        "responses": {
            "200": {
                "description": "Title, cause and remedy in German and English",
                "content": {
                    "application/json": {"schema": reference("ExplainedError")},
                    "text/html": {},
                },
            },
            **problem_responses(("NOT_FOUND",)),
        },
    }
