"""Schematron as compiled XSLT in Saxon; to be used in a worker process, where Saxon may block.

Nothing is resolved from the network or the file system, and a DOCTYPE is refused here too.
"""

import re
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from msgspec.structs import replace
from saxonche import PySaxonProcessor

from validation.code_lists import looked_up
from validation.hit import Hit
from validation.pack import RulePack
from validation.rulesets import contents
from validation.schxslt import without_report

_CONFIGURATION = {
    "http://saxon.sf.net/feature/allowedProtocols": "",
    "http://saxon.sf.net/feature/parserFeature?uri="
    "http%3A//apache.org/xml/features/disallow-doctype-decl": "true",
}
_stylesheet_start = re.compile(r"<xsl:(?:stylesheet|transform)\b[^>]*>")
_xml_declaration = re.compile(r"^\s*<\?xml[^>]*\?>")


class _Compiled(NamedTuple):
    """A rule file ready to run, and what it only names by number."""

    stylesheet: Any
    asserts: tuple[Hit, ...]


class Schematron:
    """Rule packs, each compiled when it is first needed or when there is time."""

    def __init__(self, rules_dir: Path, packs: tuple[RulePack, ...]) -> None:
        self._rules_dir = rules_dir
        self._packs = {pack.id: pack for pack in packs}
        self._processor = PySaxonProcessor(license=False)
        for name, value in _CONFIGURATION.items():
            self._processor.set_configuration_property(name, value)
        self._stylesheets: dict[str, _Compiled] = {}
        # Saxon's own XPath would do, but its memory grows with every document (SaxonC 13.1).
        hits = resources.files("validation") / "data" / "hits.xsl"
        self._hits = self._compile(hits.read_text(encoding="utf-8"))

    def load(self, xml: str) -> Any:
        """Build Saxon's own tree of a document, once for all packs."""
        return self._processor.parse_xml(xml_text=xml)

    def run(self, pack_id: str, document: Any) -> list[Hit]:
        """Return what one pack has against a document, in the order of its own report."""
        stylesheet, asserts = self.prepare(pack_id)
        report = stylesheet.transform_to_value(xdm_node=document)
        hits = self._hits.transform_to_string(xdm_node=report.head)
        return [_hit(element, asserts) for element in etree.fromstring(hits.encode(), _reports)]

    def prepare(self, pack_id: str) -> "_Compiled":
        """Compile a pack unless that has been done; raises OSError where its file is missing."""
        if pack_id not in self._stylesheets:
            pack = self._packs[pack_id]
            published = _self_contained(contents(pack, self._rules_dir))
            stylesheet, asserts = without_report(published)
            self._stylesheets[pack_id] = _Compiled(self._compile(looked_up(stylesheet)), asserts)
        return self._stylesheets[pack_id]

    def _compile(self, stylesheet: str) -> Any:
        return self._processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet)


# A report repeats what it found in the document, which has passed these limits already.
_reports = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _self_contained(files: Mapping[str, bytes]) -> str:
    """Put the code lists that a rule file reads by `document()` into the file itself."""
    stylesheet, *lists = files.items()
    text = stylesheet[1].decode("utf-8")
    variables = ""
    for number, (name, content) in enumerate(lists):
        text = text.replace(f"document('{name}')", f"$zugio-list-{number}")
        code_list = _xml_declaration.sub("", content.decode("utf-8"))
        variables += (
            f'<xsl:variable name="zugio-list-{number}"><xsl:document>{code_list}'
            "</xsl:document></xsl:variable>"
        )
    return _stylesheet_start.sub(lambda start: start[0] + variables, text, count=1)


def _hit(element: etree._Element, asserts: Sequence[Hit]) -> Hit:
    location = element.get("location", "")
    number = element.get("number")
    if number is not None:
        return replace(asserts[int(number)], location=location, more=int(element.get("more", 0)))
    return Hit(
        rule=element.get("id"),
        flag=element.get("flag") or element.get("role"),
        location=location,
        text=element.text or "",
        made_of=element.get("made-of", ""),
    )
