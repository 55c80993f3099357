"""Code lists in rule files, made to be looked up in.

CEN's rule files search a code in a text of all codes with blanks between. That takes up to a
quarter of their time: there are some two thousand units of measure, and every line has one. In a
short text it takes no longer than to look it up.
"""

import re

_search = re.compile(
    r"not\(contains\((?P<code>normalize-space\([^()]*\)), ' '\)\) and "
    r"contains\('(?P<codes>(?: [^ '\"&<]+){100,} )', concat\(' ', (?P=code), ' '\)\)"
)
_root = re.compile(r"(<xsl:(?:stylesheet|transform)\b[^>]*)>")
_MAPS = "http://www.w3.org/2005/xpath-functions/map"


def looked_up(stylesheet: str) -> str:
    """Return a rule file that looks codes up in maps, which are made when it is compiled."""
    maps: dict[str, str] = {}

    def lookup(search: re.Match[str]) -> str:
        name = maps.setdefault(search["codes"], f"zugio-codes-{len(maps)}")
        return f"map:contains(${name}, {search['code']})"

    stylesheet = _search.sub(lookup, stylesheet)
    made = "".join(
        f'<xsl:variable name="{name}" static="yes" '
        f"select=\"map:merge(tokenize('{codes}') ! map:entry(., true()))\"/>"
        for codes, name in maps.items()
    )
    return _root.sub(lambda root: f'{root[1]} xmlns:map="{_MAPS}">{made}', stylesheet, count=1)
