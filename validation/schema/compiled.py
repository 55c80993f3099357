"""XML Schema, with CII as D16B made from the published D22B files by a table of what D22B added."""

import csv
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cached_property
from importlib import resources
from itertools import islice
from pathlib import Path

from lxml import etree

from profiles.errors import SetupIncomplete
from profiles.finding import Finding
from validation.packs import PACKS_BY_ID
from validation.rulesets import contents
from validation.scenarios import SchemaUse
from validation.schema.findings import more_than, schema_findings
from validation.schema.grammar import Grammar
from validation.schema.log import log_of

FINDINGS_MAX = 100
_XSD = "{http://www.w3.org/2001/XMLSchema}"
_NARROWED_TITLE = "CII D16B"
_IN_D16B = " in D16B"
_DATE_OR_TIME = re.compile(r"[0-9TZ:.+-]+")
_SPACE = " \t\r\n"


class Schema:
    """One compiled schema."""

    def __init__(self, use: SchemaUse) -> None:
        """Compile it; raises SetupIncomplete."""
        pack = PACKS_BY_ID[use.pack]
        self._use = use
        self._title = _NARROWED_TITLE if use.narrowing else pack.title
        changes = _read_narrowing(use.narrowing)
        try:
            files = contents(pack, Path())
            self._schema = _compile(files, [Path(member).name for member in pack.members], changes)
        except (OSError, etree.LxmlError) as error:
            raise SetupIncomplete(f"the schema {self._title} cannot be built: {error}") from error

    def check(self, root: etree._Element) -> tuple[Finding, ...]:
        """Return what the schema has against the document, FINDINGS_MAX of it.

        All of it are errors; where there are more, a piece of information at the end says so.
        """
        log = log_of(self._schema, root)
        if log.entries and any(map(_is_spaced_date, root.iter())):
            log = log_of(self._schema, _trimmed(root))
        if not log.entries:
            return ()
        mistakes = schema_findings(log.entries, root, self._grammar, self._title)
        findings = tuple(islice(mistakes, FINDINGS_MAX))
        if log.complete and next(mistakes, None) is None:
            return findings
        return (*findings, more_than(len(findings)))

    @cached_property
    def _grammar(self) -> Grammar:
        """Read when the first document fails; most workers see few that do."""
        files = contents(PACKS_BY_ID[self._use.pack], Path())
        served = _Files(files, _read_narrowing(self._use.narrowing))
        return Grammar(map(served.serve, files))


def _is_spaced_date(element: etree._Element) -> bool:
    """Tell what libxml2 refuses: XML Schema allows white space around a date or time."""
    text = element.text or ""
    bare = text.strip(_SPACE)
    return bare != text and _DATE_OR_TIME.fullmatch(bare) is not None


def _trimmed(root: etree._Element) -> etree._Element:
    """Return a copy without that space; the rules still see the document as it is."""
    copy = deepcopy(root)
    for element in filter(_is_spaced_date, copy.iter()):
        element.text = (element.text or "").strip(_SPACE)
    return copy


def _compile(
    files: Mapping[str, bytes], mains: list[str], changes: Mapping[tuple[str, str], str]
) -> etree.XMLSchema:
    resolver = _Files(files, changes)
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(resolver)
    schema = etree.XMLSchema(etree.fromstring(_all_of(files, mains), parser))
    resolver.require_used()
    return schema


def _all_of(files: Mapping[str, bytes], mains: list[str]) -> bytes:
    """Return a schema that imports each of the main ones, so that what they share is read once."""
    combined = etree.Element(f"{_XSD}schema")
    for main in mains:
        namespace = etree.fromstring(files[main]).get("targetNamespace", "")
        etree.SubElement(combined, f"{_XSD}import", namespace=namespace, schemaLocation=main)
    return etree.tostring(combined)


def _read_narrowing(file_name: str | None) -> dict[tuple[str, str], str]:
    if file_name is None:
        return {}
    text = (resources.files("validation") / "data" / file_name).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t")
    return {(type_name, child): change for type_name, child, change in rows}


class _Files(etree.Resolver):
    """Serves the files that a schema imports from its pack, narrowed, and nothing else."""

    def __init__(self, files: Mapping[str, bytes], changes: Mapping[tuple[str, str], str]) -> None:
        self._files = files
        self._changes = changes
        self._unused = set(changes)

    # lxml hands over a context that its published types do not know.
    def resolve(  # type: ignore[override]
        self,
        system_url: str,
        public_id: str,  # noqa: ARG002
        context: object,
    ) -> object:
        content = self.serve(system_url.rsplit("/", 1)[-1])
        return self.resolve_string(content, context)  # type: ignore[call-arg]

    def serve(self, name: str) -> bytes:
        """Return a file, narrowed; nothing where there is none of that name."""
        content = self._files.get(name, b"")
        return self._narrowed(content) if self._changes else content

    def require_used(self) -> None:
        """A row that fits nothing means that table and files are not of one edition."""
        if self._unused:
            raise SetupIncomplete(f"the schema has no {sorted(self._unused)}")

    def _narrowed(self, content: bytes) -> bytes:
        document = etree.fromstring(content)
        for declaration, key in _declarations_by_type(document):
            if key in self._changes:
                _narrow(declaration, self._changes[key])
                self._unused.discard(key)
        return etree.tostring(document)


def _declarations_by_type(
    document: etree._Element,
) -> Iterator[tuple[etree._Element, tuple[str, str]]]:
    for complex_type in document.findall(f"{_XSD}complexType"):
        type_name = complex_type.get("name", "")
        for element in list(complex_type.iter(f"{_XSD}element")):
            yield element, (type_name, element.get("name", ""))
        for attribute in complex_type.iter(f"{_XSD}attribute"):
            yield attribute, (type_name, f"@{attribute.get('name', '')}")


def _narrow(declaration: etree._Element, change: str) -> None:
    match change.removesuffix(_IN_D16B).split(" ", 1):
        case ["not"]:
            parent = declaration.getparent()
            if parent is not None:
                parent.remove(declaration)
        case ["at", "most 1"]:
            declaration.set("maxOccurs", "1")
        case ["required"]:
            declaration.set("minOccurs", "1")
        case ["always", value]:
            declaration.attrib.pop("default", "")  # there can be no fixed value beside it
            declaration.set("fixed", value)
        case _:
            raise SetupIncomplete(f"unknown narrowing {change!r}")
