"""One document through all that judges it: XML, XML Schema, then one rule pack after another."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from profiles.finding import Finding
from profiles.syntax.source import whole_text
from validation.dates import check_dates
from validation.document import identify, parse, unlike
from validation.findings import findings_of
from validation.installed import Installed
from validation.mishaps import crash_of
from validation.packs import PACKS, PACKS_BY_ID
from validation.scenarios import Scenario, SchemaUse, scenario_for, scenario_of
from validation.schema.compiled import Schema
from validation.schematron import Schematron
from validation.vat_ids import check_vat_ids
from validation.wire import (
    Identified,
    Job,
    PackCrashed,
    PackMissing,
    PackRan,
    Refused,
    Remarked,
    SchemaFailed,
    Step,
)
from validation.wordings import read_wordings

_RULE_PACKS = tuple(pack for pack in PACKS if pack.kind == "schematron-xslt")


class Examiner:
    """What is compiled is kept, to be used for one document after another."""

    def __init__(self, rules_dir: Path, prepared: tuple[str, ...] = ()) -> None:
        self._schemas: dict[SchemaUse, Schema] = {}
        self._schematron = Schematron(rules_dir, _RULE_PACKS)
        self._wordings = read_wordings()
        self._installed = Installed(rules_dir, _RULE_PACKS)
        for pack_id in prepared:
            self._schematron.prepare(pack_id)

    def warm_up(self) -> Iterator[None]:
        """Compile one pack after another that no document has asked for yet."""
        for pack in _RULE_PACKS:
            if self._installed.has(pack.id):
                with contextlib.suppress(OSError):  # a document that needs it will say so
                    self._schematron.prepare(pack.id)
                yield

    def examine(self, job: Job) -> Iterator[Step]:
        """Yield what each stage found, as soon as it is known; a failed schema ends it."""
        root = parse(job.xml)
        if isinstance(root, Finding):
            yield Refused(root)
            return
        identity = identify(root)
        if isinstance(identity, Finding):
            yield Refused(identity)
            return
        if job.syntax is not None and not identity.kind.startswith(job.syntax):
            yield Refused(unlike(job.syntax))
            return
        name = scenario_of(identity.guideline) if job.scenario is None else job.scenario
        scenario = scenario_for(name, identity.kind)
        yield Identified(identity.kind, identity.guideline, name, identity.guideline_xpath)
        findings = self._schema(scenario.schema).check(root)
        if findings:
            yield SchemaFailed(findings)
            return
        if remarks := (*check_vat_ids(root, identity.kind), *check_dates(root)):
            yield Remarked(remarks)
        yield from self._run_packs(job.xml, root, scenario)

    def _schema(self, use: SchemaUse) -> Schema:
        if use not in self._schemas:
            self._schemas[use] = Schema(use)
        return self._schemas[use]

    def _run_packs(self, xml: bytes, root: etree._Element, scenario: Scenario) -> Iterator[Step]:
        """Ask one pack after another; a comment inside a value can break one off."""
        document = None
        for pack in scenario.packs:
            if not self._installed.has(pack):
                yield PackMissing(pack)
                continue
            try:
                if document is None:
                    document = self._schematron.load(whole_text(xml, root))
                hits = self._schematron.run(pack, document)
            except MemoryError:  # ends this worker; a fresh one may have enough
                raise
            except Exception as error:  # saxonche raises many kinds, and all of them mean the same
                yield PackCrashed(pack, crash_of(error))
            else:
                found = findings_of(hits, PACKS_BY_ID[pack], scenario, self._wordings, root)
                yield PackRan(pack, *found)
