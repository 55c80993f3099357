"""What a caller sends, wants back, and in which language, by the headers of HTTP."""

from collections.abc import Mapping
from typing import cast, get_args

from litestar import Request
from litestar.datastructures import Headers, State

from gateway.files import Source
from gateway.order import MediaType
from gateway.refusals import Refusal
from profiles.finding import Language, Wording

AnyRequest = Request[None, None, State]
MEDIA_TYPES: tuple[MediaType, ...] = get_args(MediaType)
SOURCES: tuple[Source, ...] = get_args(Source)


def wanted_media_types(
    headers: Headers, served: tuple[MediaType, ...] = MEDIA_TYPES
) -> tuple[MediaType, ...]:
    """Return what Accept takes of what we serve, most wanted first; Refusal NOT_ACCEPTABLE."""
    ranges = _ranges(headers.get("accept", "").strip() or "*/*")
    qualities = {media_type: _quality_of(media_type, ranges) for media_type in served}
    wanted = sorted(served, key=lambda media_type: -qualities[media_type])
    taken = tuple(media_type for media_type in wanted if qualities[media_type] > 0)
    if not taken:
        raise not_acceptable(served)
    return taken


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


def not_acceptable(served: tuple[MediaType, ...]) -> Refusal:
    """Refuse what cannot be served, and say what can."""
    listed = ", ".join(served)
    return Refusal(
        "NOT_ACCEPTABLE",
        Wording(
            de=f"Möglich sind im Header Accept: {listed}.",
            en=f"Possible are, in the Accept header: {listed}.",
        ),
    )


# What a body is called, by how it is read.
_CONTENT_TYPES: Mapping[str, Source] = {
    **{source: source for source in SOURCES},
    "text/xml": "application/xml",
}


def source_of(headers: Headers) -> Source:
    """Return what the body is said to be; raises Refusal UNSUPPORTED_MEDIA_TYPE.

    JSON is UTF-8; XML says in itself how it is encoded.
    """
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    source = _CONTENT_TYPES.get(media_type.strip().lower())
    is_plain = headers.get("content-encoding", "identity").strip().lower() == "identity"
    is_utf_8 = charset in {"", "utf-8", "utf8"}
    if source is None or not is_plain or (source == "application/json" and not is_utf_8):
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", _UNSUPPORTED)
    return source


_UNSUPPORTED = Wording(
    de="Senden Sie die Rechnung unkomprimiert: als JSON in UTF-8 mit dem Header Content-Type: "
    "application/json, als CII oder UBL mit application/xml, oder als Hybrid-PDF mit "
    "application/pdf.",
    en="Send the invoice uncompressed: as JSON in UTF-8 with the header Content-Type: "
    "application/json, as CII or UBL with application/xml, or as a hybrid PDF with "
    "application/pdf.",
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
