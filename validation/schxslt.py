"""Rule files that SchXslt has compiled, freed of all that it reports beside what failed.

Of the time that such a file takes, a quarter goes into its report: which patterns there are,
which rules were tried or hidden by others, what each test was; then all of it is sorted by pattern.
What the rules test stays as it was published.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple

from validation.hit import PLACES_MAX, Hit

# A location counts the siblings of each step, so that those of many would take their square.
_REPORT = f"""
<xsl:variable name="failed" as="item()*">\\2</xsl:variable>
<svrl:schematron-output xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
  <xsl:sequence select="$failed[. instance of element()]"/>
  <xsl:for-each-group select="$failed[. instance of array(*)]" group-by=".(2)">
    <xsl:variable name="more" select="count(current-group()) - {PLACES_MAX}"/>
    <xsl:for-each select="current-group()[position() le {PLACES_MAX}]">
      <svrl:failed-assert number="{{.(2)}}" location="{{schxslt:location(.(1))}}">
        <xsl:if test="position() eq {PLACES_MAX}">
          <xsl:attribute name="more" select="$more"/>
        </xsl:if>
      </svrl:failed-assert>
    </xsl:for-each>
  </xsl:for-each-group>
</svrl:schematron-output>
"""
_BESIDE_THE_RULES: Mapping[str, str] = {
    # Of the template for the document, only what tries the rules.
    r"(<xsl:template match=\"root\(\)\">).*?<schxslt:report>(.*?)</schxslt:report>"
    r".*?(</xsl:template>)": rf"\1{_REPORT}\3",
    r"</?schxslt:document\b[^>]*>": "",
    r"<schxslt:pattern\b.*?</schxslt:pattern>": "",
    r"<svrl:fired-rule\b.*?</svrl:fired-rule>": "",
    r"<schxslt:rule pattern=\"[^\"]*\">\s*<xsl:comment\b.*?</schxslt:rule>": "",
    r"</?schxslt:rule\b[^>]*>": "",
    r"<xsl:attribute name=\"test\">[^<]*</xsl:attribute>": "",
}
_assert = re.compile(
    r"<svrl:failed-assert\b(?P<attributes>[^>]*)>\s*"
    r"<svrl:text>(?P<text>[^<]*)</svrl:text>\s*</svrl:failed-assert>"
)
_attribute = re.compile(r"(\w+)=\"([^\"]*)\"")
_space = re.compile(r"[ \t\r\n]+")
_LOCATION = '<xsl:function name="schxslt:location"'
_FAILED = """<xsl:function name="schxslt:failed" as="array(*)">
  <xsl:param name="place" as="node()"/>
  <xsl:param name="number" as="xs:integer"/>
  <xsl:sequence select="[$place, $number]"/>
</xsl:function>
"""
_match = re.compile(r"<xsl:template match=\"([^\"]*)\"(?![^>]* mode=\"#all\")")
_predicate = re.compile(r"\[[^\[\]]*\]")
_other_than_element = re.compile(r"@|\b(?:attribute|comment|node|processing-instruction|text)\(")
_BESIDE_THE_ELEMENTS: Mapping[str, str] = {
    '<xsl:apply-templates mode="#current" select="@*"/>': "",
    'mode="#current" select="node()"': 'mode="#current" select="*"',
}


class Lean(NamedTuple):
    """A rule file that says what failed and nothing else.

    asserts: what it only names by a number, counted from 0; the places are missing.
    """

    stylesheet: str
    asserts: tuple[Hit, ...] = ()


def without_report(stylesheet: str) -> Lean:
    """Free a rule file of its report; one that is not SchXslt's stays as it is.

    It does not visit attributes and texts either, where no rule is about such.
    """
    if "<schxslt:rule" not in stylesheet:
        return Lean(stylesheet)
    for found, kept in _BESIDE_THE_RULES.items():
        stylesheet = re.sub(found, kept, stylesheet, flags=re.DOTALL)
    if not any(map(_is_about_others, _match.findall(stylesheet))):
        for found, kept in _BESIDE_THE_ELEMENTS.items():
            stylesheet = stylesheet.replace(found, kept)
    return _numbered(stylesheet)


def _numbered(stylesheet: str) -> Lean:
    """Let a number stand for what an assert says, which takes nearly half of the compiling."""
    asserts: list[Hit] = []

    def number(found: re.Match[str]) -> str:
        attributes = dict(_attribute.findall(found["attributes"]))
        text = _space.sub(" ", unescape(found["text"])).strip(" ")
        asserts.append(Hit(attributes.get("id"), attributes.get("flag"), "", text))
        return f'<xsl:sequence select="schxslt:failed(., {len(asserts) - 1})"/>'

    stylesheet = _assert.sub(number, stylesheet)
    return Lean(stylesheet.replace(_LOCATION, _FAILED + _LOCATION), tuple(asserts))


def _is_about_others(pattern: str) -> bool:
    """Whether what a template is for is, or may be, something else than an element."""
    count = 1
    while count:
        pattern, count = _predicate.subn("", pattern)
    return _other_than_element.search(pattern) is not None
