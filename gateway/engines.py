"""The two engines behind the pipeline, made from the settings: the rules and the browser."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gateway.admission import Admission
from gateway.pipeline import Pipeline
from gateway.settings import Settings
from renderers.printer import PrinterLimits
from renderers.renderer import Renderer
from validation.judge import Judge


class Engines:
    """Judge and renderer, started and stopped together; SetupIncomplete without a browser."""

    def __init__(self, settings: Settings) -> None:
        self.judge = Judge(
            settings.rules_dir,
            workers=settings.rule_workers_effective,
            timeout_seconds=settings.request_timeout_seconds,
            waiting_max=settings.waiting_max,
            worker_memory_bytes_max=settings.rule_worker_memory_bytes_max,
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
        self.pipeline = Pipeline(settings, self.judge, self.renderer, self.admission)

    async def ready(self) -> bool:
        """Tell whether a document could be made now, and begin to mend what is not well."""
        judges, draws = self.judge.ready, await self.renderer.healthy()
        if not judges:
            self.judge.revive()
        if not draws:
            self.renderer.revive()
        return judges and draws

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Engines"]:
        """Start both side by side, and stop both whatever happens; raises ZugioError."""
        try:
            await asyncio.gather(self.judge.start(), self.renderer.start())
            yield self
        finally:
            await asyncio.gather(self.judge.stop(), self.renderer.stop())
