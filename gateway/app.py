"""The HTTP application: routes, and the one place where failures become answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar, Response, get, post
from litestar.enums import HttpMethod
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from gateway.answers import answer_refusal
from gateway.deadlines import Deadlines
from gateway.draining import Draining
from gateway.engines import Engines
from gateway.entrance import Entrance
from gateway.error_pages import error_routes
from gateway.failures import refusal_of
from gateway.invoices import InvoiceDesk
from gateway.logs import cause_of, configure_logs, log
from gateway.metrics import Metrics
from gateway.negotiation import AnyRequest, wanted_language
from gateway.observation import Observed
from gateway.openapi import openapi_document
from gateway.profile_list import profile_routes
from gateway.refusals import Refusal
from gateway.settings import Settings
from gateway.usage import usage_routes
from gateway.validations import ValidationDesk
from profiles.errors import ZugioError
from profiles.finding import Wording

METRICS_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def create_app(settings: Settings) -> Observed:
    """Make the application; engines start and stop with its lifespan."""
    configure_logs()
    engines = Engines(settings)
    metrics = Metrics(settings.processes)
    engines.admission.watch(metrics.show_queue)
    deadlines = Deadlines(settings.request_timeout_seconds, settings.stop_timeout_seconds)
    entrance = Entrance(settings)
    desk = InvoiceDesk(settings, engines, entrance, deadlines, metrics)

    @post("/api/invoices", status_code=200)
    async def create_invoice(request: AnyRequest) -> Response[bytes]:
        return await desk.answer(request)

    validations = ValidationDesk(settings, engines, entrance, deadlines, metrics)

    @post("/api/validations", status_code=200)
    async def validate(request: AnyRequest) -> Response[bytes]:
        return await validations.answer(request)

    application = Litestar(
        [
            create_invoice,
            validate,
            *profile_routes(),
            *error_routes(),
            *usage_routes(entrance),
            *_operations(engines, entrance, metrics),
        ],
        exception_handlers={Exception: _answer_failure},
        lifespan=[_lifespan_of(engines, entrance, deadlines)],
        logging_config=None,
        openapi_config=None,
        request_max_body_size=settings.body_bytes_max,
    )
    routes = frozenset(route.path for route in application.routes)
    # Whoever sends twice what is allowed may well miss the answer.
    drained = Draining(application, 2 * settings.body_bytes_max)
    return Observed(drained, metrics, routes)


def _operations(
    engines: Engines, entrance: Entrance, metrics: Metrics
) -> tuple[HTTPRouteHandler, ...]:
    """Make the routes for those who run the service."""
    schema = openapi_document()

    @get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @get("/health/ready")
    async def ready() -> Response[dict[str, str]]:
        if all(await asyncio.gather(engines.ready(), entrance.ready())):
            return Response({"status": "ready"})
        return Response({"status": "not ready"}, status_code=503)

    @get("/metrics")
    async def show_metrics() -> Response[bytes]:
        return Response(metrics.text(), media_type=METRICS_MEDIA_TYPE)

    @get("/schema")
    async def show_schema() -> Response[bytes]:
        return Response(schema, media_type="application/json")

    return live, ready, show_metrics, show_schema


def _lifespan_of(
    engines: Engines, entrance: Entrance, deadlines: Deadlines
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_application: Litestar) -> AsyncIterator[None]:
        try:
            async with entrance.open(), engines.running():
                log().info("started")
                with deadlines.shortened_by_signals():
                    yield
        except ZugioError as failure:
            mend = {"cause": str(failure), "mend": "zugio doctor"}
            log().error("did not start", extra={"fields": mend})
            raise
        log().info("stopped")

    return lifespan


def _answer_failure(request: AnyRequest, failure: Exception) -> Response[bytes]:
    refusal = _of_router(request, failure) if isinstance(failure, HTTPException) else None
    refusal = refusal or refusal_of(failure)
    language = wanted_language(request.headers.get("accept-language", ""))
    request.scope["log"]["error"] = refusal.code  # type: ignore[typeddict-item]
    if refusal.kind.status >= 500:
        request.scope["log"]["causes"] = cause_of(failure)  # type: ignore[typeddict-item]
    return answer_refusal(refusal, language, request.scope["request_id"])  # type: ignore[typeddict-item]


def _of_router(request: AnyRequest, failure: HTTPException) -> Refusal | None:
    """Return the refusal for what the router itself refused."""
    match failure.status_code:
        case 404:
            return Refusal("NOT_FOUND", _NOT_FOUND)
        case 405:
            path = request.scope["path"].rstrip("/")
            methods = {
                method
                for route in request.app.routes
                if isinstance(route, HTTPRoute) and route.path == path
                for method in route.methods
            }
            allowed = ", ".join(sorted(methods - {HttpMethod.OPTIONS}))
            return Refusal(
                "METHOD_NOT_ALLOWED",
                Wording(de=f"Hier ist nur {allowed} möglich.", en=f"Only {allowed} works here."),
                headers={"Allow": allowed},
            )
    return None


_NOT_FOUND = Wording(
    de="Diese Adresse gibt es nicht. Rechnungen entstehen mit POST /api/invoices, "
    "geprüft werden sie mit POST /api/validations.",
    en="There is no such address. Invoices are made with POST /api/invoices, "
    "and judged with POST /api/validations.",
)
