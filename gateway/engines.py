"""The engines behind the pipeline, made from the settings: rules, PDF readers, browser."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gateway.admission import Admission
from gateway.pipeline import Pipeline
from gateway.settings import Settings
from renderers.printer import PrinterLimits
from renderers.renderer import Renderer
from validation.container.reader import ContainerReader
from validation.judge import Judge

# A PDF is read in a few milliseconds.
_CONTAINER_WORKERS = 1


class Engines:
    """All engines, started and stopped together; SetupIncomplete without a browser."""

    def __init__(self, settings: Settings) -> None:
        self.judge = Judge(
            settings.rules_dir,
            workers=settings.rule_workers_effective,
            timeout_seconds=settings.request_timeout_seconds,
            waiting_max=settings.waiting_max,
            worker_memory_bytes_max=settings.rule_worker_memory_bytes_max,
        )
        self.containers = ContainerReader(
            workers=_CONTAINER_WORKERS,
            timeout_seconds=settings.request_timeout_seconds,
            waiting_max=settings.waiting_max,
        )
        self.renderer = Renderer(
            browser_path=settings.browser,
            browser_downloads=settings.browsers_dir,
            font_folders=(settings.fonts_dir,),
            limits=PrinterLimits(
                pages=settings.pages_effective,
                waiting_max=settings.waiting_max,
                timeout_seconds=settings.request_timeout_seconds,
            ),
            sandbox=settings.uses_sandbox,
        )
        self.admission = Admission(
            at_once=settings.pages_effective, waiting_max=settings.waiting_max
        )
        self.pipeline = Pipeline(
            settings,
            self.admission,
            judge=self.judge,
            containers=self.containers,
            renderer=self.renderer,
        )

    async def ready(self) -> bool:
        """Tell whether a document could be made now, and begin to mend what is not well."""
        judges, reads = self.judge.ready, self.containers.ready
        draws = await self.renderer.healthy()
        if not judges:
            self.judge.revive()
        if not reads:
            self.containers.revive()
        if not draws:
            self.renderer.revive()
        return judges and reads and draws

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Engines"]:
        """Start all side by side, and stop all whatever happens; raises ZugioError."""
        engines = (self.judge, self.containers, self.renderer)
        try:
            await asyncio.gather(*(engine.start() for engine in engines))
            yield self
        finally:
            await asyncio.gather(*(engine.stop() for engine in engines))
