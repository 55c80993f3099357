"""What libxml2 met that the schema does not allow, and the mistake that it stands for."""

import re
from typing import NamedTuple

from lxml import etree

from profiles.finding import Wording
from validation.schema.grammar import Grammar
from validation.schema.names import name_at
from validation.schema.wordings import Sentence

_fixed = re.compile(r"fixed value constraint '(.*)'", re.DOTALL)
_attribute = re.compile(r"attribute '([^']*)'")


class Met(NamedTuple):
    """One entry of libxml2.

    kind: its error type, without what all of them begin with.
    schema: the title of the schema.
    """

    kind: str
    message: str
    element: "etree._Element"
    grammar: Grammar
    schema: str

    @property
    def attribute(self) -> str | None:
        """The attribute that is meant, in Clark notation."""
        found = _attribute.search(self.message)
        return None if found is None else found[1]

    @property
    def fixed(self) -> str:
        """The only text that is allowed, where there is one."""
        found = _fixed.search(self.message)
        return "" if found is None else found[1]

    @property
    def name(self) -> Wording:
        """The element's name as it is put into a sentence."""
        return name_at(self.element)


class Mistake(NamedTuple):
    """The element, and attribute, where a mistake shows, the term that is meant, and the words."""

    element: "etree._Element"
    term: str | None
    sentence: Sentence
    attribute: str | None = None
