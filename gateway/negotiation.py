"""What a caller sends, wants back, and in which language, by the headers of HTTP."""

from typing import Literal, cast, get_args

from litestar import Request
from litestar.datastructures import Headers, State

from gateway.refusals import Refusal
from profiles.finding import Language, Wording

AnyRequest = Request[None, None, State]
MediaType = Literal["application/pdf", "application/xml", "application/json"]
MEDIA_TYPES: tuple[MediaType, ...] = get_args(MediaType)


def wanted_media_type(headers: Headers) -> MediaType:
    """Return what Accept wants most of what we serve; raises Refusal NOT_ACCEPTABLE."""
    ranges = _ranges(headers.get("accept", "").strip() or "*/*")
    wanted = max(MEDIA_TYPES, key=lambda media_type: _quality_of(media_type, ranges))
    if _quality_of(wanted, ranges) == 0:
        raise not_acceptable()
    return wanted


def _ranges(accept: str) -> dict[str, float]:
    """Return the quality of each media range in an Accept header (RFC 9110, 12.5.1)."""
    ranges = {}
    for entry in accept.split(","):
        media_range, *parameters = (part.strip().lower() for part in entry.split(";"))
        quality = next((text for text in parameters if text.startswith("q=")), "")
        ranges[media_range] = _quality(quality)
    return ranges


def _quality_of(media_type: str, ranges: dict[str, float]) -> float:
    """Return how much a type is wanted; the range that names it most exactly decides."""
    general = media_type.partition("/")[0] + "/*"
    named = (name for name in (media_type, general, "*/*") if name in ranges)
    return ranges.get(next(named, ""), 0.0)


def not_acceptable() -> Refusal:
    """Refuse what cannot be served, and say what can."""
    listed = ", ".join(MEDIA_TYPES)
    return Refusal(
        "NOT_ACCEPTABLE",
        Wording(
            de=f"Möglich sind im Header Accept: {listed}; als syntax: cii.",
            en=f"Possible are, in the Accept header: {listed}; as syntax: cii.",
        ),
    )


def require_json(headers: Headers) -> None:
    """Raise Refusal UNSUPPORTED_MEDIA_TYPE unless the body is said to be plain JSON in UTF-8."""
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    is_json = media_type.strip().lower() == "application/json"
    is_plain = headers.get("content-encoding", "identity").strip().lower() == "identity"
    if is_json and is_plain and charset in {"", "utf-8", "utf8"}:
        return
    raise Refusal(
        "UNSUPPORTED_MEDIA_TYPE",
        Wording(
            de="Senden Sie die Rechnung als JSON in UTF-8, unkomprimiert, mit dem Header "
            "Content-Type: application/json.",
            en="Send the invoice as JSON in UTF-8, not compressed, with the header "
            "Content-Type: application/json.",
        ),
    )


def wanted_language(accept_language: str) -> Language:
    """Return German unless English is preferred to it (RFC 9110, 12.5.4)."""
    best: Language = "de"
    best_quality = 0.0
    for entry in accept_language.split(","):
        tag, _, parameters = entry.partition(";")
        language = tag.strip().lower().partition("-")[0]
        quality = _quality(parameters)
        if language in {"de", "en"} and quality > best_quality:
            best, best_quality = cast(Language, language), quality
    return best


def _quality(parameters: str) -> float:
    text = parameters.strip().removeprefix("q=")
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
