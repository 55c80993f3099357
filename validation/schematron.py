"""Schematron as compiled XSLT in Saxon; to be used in a worker process, where Saxon may block.

Nothing is resolved from the network or the file system, and a DOCTYPE is refused here too.
"""

from pathlib import Path
from typing import Any

from msgspec import Struct
from saxonche import PySaxonProcessor

from validation.rulesets import RulePack

_SVRL = "http://purl.oclc.org/dsdl/svrl"
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
        compiler = self._processor.new_xslt30_processor()
        self._stylesheets = {
            pack.id: compiler.compile_stylesheet(
                stylesheet_text=(rules_dir / pack.file_name).read_text(encoding="utf-8")
            )
            for pack in packs
        }

    def load(self, xml: str) -> Any:
        """Build Saxon's own tree of a document, once for all packs."""
        return self._processor.parse_xml(xml_text=xml)

    def run(self, pack_id: str, document: Any) -> list[Hit]:
        """Return what one pack has against a document, in the order of its own report."""
        report = self._stylesheets[pack_id].transform_to_value(xdm_node=document)
        xpath = self._processor.new_xpath_processor()
        xpath.declare_namespace("svrl", _SVRL)
        xpath.set_context(xdm_item=report.head)
        nodes = xpath.evaluate("//svrl:failed-assert | //svrl:successful-report")
        if nodes is None:
            return []
        return [_hit(nodes.item_at(index)) for index in range(nodes.size)]


def _hit(node: Any) -> Hit:
    return Hit(
        rule=node.get_attribute_value("id"),
        flag=node.get_attribute_value("flag") or node.get_attribute_value("role"),
        location=node.get_attribute_value("location") or "",
        text=" ".join(node.string_value.split()),
    )
