"""Explains texts and attributes that are not as the schema wants them."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from validation.schema_met import Met, Mistake
from validation.schema_names import VALUE_LENGTH_MAX, local, named, quoted, term_around
from validation.schema_wordings import Sentence, has_phrase, has_sentence, phrase, sentence

CODES_SHOWN_MAX = 12
_SIMILARITY_MIN = 0.75

# What is wrong with a value, by libxml2's error type; None where its type says it best.
VALUE_KINDS: Mapping[str, str | None] = {
    "CVC_DATATYPE_VALID_1_2_1": None,
    "CVC_DATATYPE_VALID_1_2_2": None,
    "CVC_DATATYPE_VALID_1_2_3": None,
    "CVC_FACET_VALID": None,
    "CVC_ENUMERATION_VALID": "value.code",
    "CVC_PATTERN_VALID": "value",
    "CVC_LENGTH_VALID": "value",
    "CVC_MINLENGTH_VALID": "value.too-short",
    "CVC_MAXLENGTH_VALID": "value.too-long",
    "CVC_TOTALDIGITS_VALID": "value.too-many-digits",
    "CVC_FRACTIONDIGITS_VALID": "value.too-many-digits",
    "CVC_MININCLUSIVE_VALID": "value.out-of-range",
    "CVC_MINEXCLUSIVE_VALID": "value.out-of-range",
    "CVC_MAXINCLUSIVE_VALID": "value.out-of-range",
    "CVC_MAXEXCLUSIVE_VALID": "value.out-of-range",
}
_NUMBERS = ("decimal", "float", "double")


def wrong_value(met: Met) -> Mistake:
    """Explain the text of an element or attribute that is not of its type."""
    attribute = met.attribute
    place = named(met.element).plain
    if attribute is not None:
        place = phrase("attribute", attribute=quoted(local(attribute)), element=place)
    text = (met.element.get(attribute) if attribute else met.element.text) or ""
    allowed = met.grammar.value(met.element, attribute)
    kind = VALUE_KINDS[met.kind] or _kind_of(allowed.builtin)
    said = sentence(kind, value=quoted(text), element=place)
    if len(allowed.codes) > CODES_SHOWN_MAX:
        said = _or_similar(said, text, allowed.codes)
    elif allowed.codes:
        said = said.adding("also.codes", codes=", ".join(allowed.codes))
    if attribute is None and not text.strip():
        said = said._replace(message=sentence("empty", element=place).message)
    return Mistake(met.element, term_around(met.element), said, attribute)


def missing_attribute(met: Met) -> Mistake:
    """Explain that an element lacks an attribute."""
    attribute = local(met.attribute or "")
    said = sentence(
        "attribute-missing", attribute=quoted(attribute), element=named(met.element).plain
    )
    example = f"example.{attribute}"
    if has_phrase(example):
        said = said.adding("also.example", example=phrase(example))
    return Mistake(met.element, term_around(met.element), said)


def unknown_attribute(met: Met) -> Mistake:
    """Explain that an attribute may not stand where it does."""
    attribute = met.attribute or ""
    said = sentence(
        "attribute-not-allowed",
        attribute=quoted(local(attribute)),
        element=named(met.element).plain,
    )
    said = _or_similar(said, attribute, met.grammar.attributes(met.element))
    return Mistake(met.element, term_around(met.element), said, attribute)


def _kind_of(builtin: str) -> str:
    if builtin in _NUMBERS:
        return "value.decimal"
    if builtin.lower().endswith(("integer", "int", "long", "short", "byte")):
        return "value.integer"
    kind = f"value.{builtin}"
    return kind if has_sentence(kind) else "value"


def _or_similar(said: Sentence, text: str, choice: Iterable[str]) -> Sentence:
    by_lower = {each.lower(): each for each in choice}
    tried = text[:VALUE_LENGTH_MAX].strip().lower()
    similar = get_close_matches(tried, by_lower, n=1, cutoff=_SIMILARITY_MIN)
    return said.adding("also.similar", similar=quoted(by_lower[similar[0]])) if similar else said
