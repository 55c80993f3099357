"""One document through all that judges it: XML, XML Schema, then one rule pack after another."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from profiles.finding import Finding
from validation.document import parse
from validation.findings import finding_of
from validation.rulesets import PACKS
from validation.scenarios import Scenario, scenario_for
from validation.schema import SCHEMAS, Schema
from validation.schematron import Schematron
from validation.wire import Job, PackCrashed, PackRan, SchemaFailed
from validation.wordings import read_wordings

Step = SchemaFailed | PackRan | PackCrashed


class Examiner:
    """Everything compiled once, to be used for one document after another."""

    def __init__(self, rules_dir: Path) -> None:
        self._schemas = {source.syntax: Schema(source) for source in SCHEMAS}
        self._schematron = Schematron(rules_dir, PACKS)
        self._wordings = read_wordings()

    def examine(self, job: Job) -> Iterator[Step]:
        """Yield what each stage found, as soon as it is known; a failed schema ends it."""
        scenario = scenario_for(job.scenario, job.syntax)
        root = parse(job.xml)
        if isinstance(root, Finding):
            yield SchemaFailed((root,))
            return
        findings = self._schemas[job.syntax].check(root)
        if findings:
            yield SchemaFailed(findings)
            return
        yield from self._run_packs(root, scenario)

    def _run_packs(self, root: etree._Element, scenario: Scenario) -> Iterator[Step]:
        document = None
        for pack in scenario.packs:
            try:
                if document is None:
                    document = self._schematron.load(
                        etree.tostring(root.getroottree(), encoding="unicode")
                    )
                hits = self._schematron.run(pack, document)
            except MemoryError:  # ends this worker; a fresh one may have enough
                raise
            except Exception as error:  # saxonche raises many kinds, and all of them mean the same
                yield PackCrashed(pack, type(error).__name__)
            else:
                yield PackRan(
                    pack, tuple(finding_of(hit, scenario, self._wordings) for hit in hits)
                )
