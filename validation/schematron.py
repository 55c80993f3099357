"""Schematron as compiled XSLT in Saxon; to be used in a worker process, where Saxon may block.

Nothing is resolved from the network or the file system, and a DOCTYPE is refused here too.
"""

from importlib import resources
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec import Struct
from saxonche import PySaxonProcessor

from validation.rulesets import RulePack

_CONFIGURATION = {
    "http://saxon.sf.net/feature/allowedProtocols": "",
    "http://saxon.sf.net/feature/parserFeature?uri="
    "http%3A//apache.org/xml/features/disallow-doctype-decl": "true",
}


class Hit(Struct, frozen=True):
    """One assert that failed or report that fired, as the rule file says it."""

    rule: str | None
    flag: str | None
    location: str
    text: str


class Schematron:
    """All rule packs, compiled once."""

    def __init__(self, rules_dir: Path, packs: tuple[RulePack, ...]) -> None:
        self._processor = PySaxonProcessor(license=False)
        for name, value in _CONFIGURATION.items():
            self._processor.set_configuration_property(name, value)
        self._stylesheets = {
            pack.id: self._compile((rules_dir / pack.file_name).read_text(encoding="utf-8"))
            for pack in packs
        }
        # Saxon's own XPath would do, but its memory grows with every document (SaxonC 13.1).
        hits = resources.files("validation") / "data" / "hits.xsl"
        self._hits = self._compile(hits.read_text(encoding="utf-8"))

    def load(self, xml: str) -> Any:
        """Build Saxon's own tree of a document, once for all packs."""
        return self._processor.parse_xml(xml_text=xml)

    def run(self, pack_id: str, document: Any) -> list[Hit]:
        """Return what one pack has against a document, in the order of its own report."""
        report = self._stylesheets[pack_id].transform_to_value(xdm_node=document)
        hits = self._hits.transform_to_string(xdm_node=report.head)
        return [_hit(element) for element in etree.fromstring(hits.encode())]

    def _compile(self, stylesheet: str) -> Any:
        return self._processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet)


def _hit(element: etree._Element) -> Hit:
    return Hit(
        rule=element.get("id"),
        flag=element.get("flag") or element.get("role"),
        location=element.get("location", ""),
        text=element.text or "",
    )
