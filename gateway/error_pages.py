"""`GET /errors/…`: what each kind of refusal means, and what to do about it.

There is a page for every `type` that problem details name (RFC 9457).
"""

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from msgspec import to_builtins

from gateway.findings_json import encoder
from gateway.negotiation import AnyRequest, wanted_media_types
from gateway.order import MediaType
from gateway.refusals import KINDS, Refusal, error_path
from renderers.error_page import ErrorTemplate, ExplainedError

ERROR_MEDIA_TYPES: tuple[MediaType, ...] = ("application/json", "text/html")


def error_routes() -> tuple[HTTPRouteHandler, ...]:
    """Make a route for each kind; its answer never changes while the process runs."""
    template = ErrorTemplate()
    answers = {
        error_path(code): {
            "application/json": encoder.encode(to_builtins(explained)),
            "text/html": template.render(explained).encode(),
        }
        for code in KINDS
        for explained in (_explained(code),)
    }

    @get(list(answers))
    async def explain_error(request: AnyRequest) -> Response[bytes]:
        try:
            media_type = wanted_media_types(request.headers, ERROR_MEDIA_TYPES)[0]
        except Refusal:  # whoever looks up an error wants no other one
            media_type = ERROR_MEDIA_TYPES[0]
        content = answers[request.scope["path"].rstrip("/")][media_type]
        return Response(content, media_type=media_type, headers={"Vary": "Accept"})

    return (explain_error,)


def _explained(code: str) -> ExplainedError:
    kind = KINDS[code]
    return ExplainedError(
        code=code,
        status=kind.status,
        title=kind.title,
        cause=kind.cause,
        remedy=kind.remedy,
    )
