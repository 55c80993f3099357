"""Rule files that SchXslt has compiled, freed of all that it reports beside what failed.

Of the time that such a file takes, a good third goes into its report: which patterns there are,
which rules were tried or hidden by others, what each test was; then all of it is sorted by pattern.
The rules themselves stay as they were published.
"""

import re
from collections.abc import Mapping

_BESIDE_THE_RULES: Mapping[str, str] = {
    # Of the template for the document, only what tries the rules.
    r"(<xsl:template match=\"root\(\)\">).*?(<schxslt:report>.*?</schxslt:report>)"
    r".*?(</xsl:template>)": r"\1\2\3",
    r"<schxslt:pattern\b.*?</schxslt:pattern>": "",
    r"<svrl:fired-rule\b.*?</svrl:fired-rule>": "",
    r"<schxslt:rule pattern=\"[^\"]*\">\s*<xsl:comment\b.*?</schxslt:rule>": "",
    r"</?schxslt:rule\b[^>]*>": "",
    r"<xsl:attribute name=\"test\">[^<]*</xsl:attribute>": "",
}
_match = re.compile(r"<xsl:template match=\"([^\"]*)\"(?![^>]* mode=\"#all\")")
_predicate = re.compile(r"\[[^\[\]]*\]")
_other_than_element = re.compile(r"@|\b(?:attribute|comment|node|processing-instruction|text)\(")
_BESIDE_THE_ELEMENTS: Mapping[str, str] = {
    '<xsl:apply-templates mode="#current" select="@*"/>': "",
    'mode="#current" select="node()"': 'mode="#current" select="*"',
}


def without_report(stylesheet: str) -> str:
    """Return a rule file that says what failed and nothing else; one that is not SchXslt's as is.

    It does not visit attributes and texts either, where no rule is about such.
    """
    if "<schxslt:rule" not in stylesheet:
        return stylesheet
    for found, kept in _BESIDE_THE_RULES.items():
        stylesheet = re.sub(found, kept, stylesheet, flags=re.DOTALL)
    if not any(map(_is_about_others, _match.findall(stylesheet))):
        for found, kept in _BESIDE_THE_ELEMENTS.items():
            stylesheet = stylesheet.replace(found, kept)
    return stylesheet


def _is_about_others(pattern: str) -> bool:
    """Whether what a template is for is, or may be, something else than an element."""
    count = 1
    while count:
        pattern, count = _predicate.subn("", pattern)
    return _other_than_element.search(pattern) is not None
