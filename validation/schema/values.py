"""Explains texts and attributes that are not as the schema wants them."""

from collections.abc import Mapping

from validation.schema.met import Met, Mistake
from validation.schema.names import local, quoted, similar, term_at
from validation.schema.wordings import has_phrase, has_sentence, phrase, sentence

CODES_SHOWN_MAX = 12

# What is wrong with a value, by libxml2's error type; None where its type says it best.
VALUE_KINDS: Mapping[str, str | None] = {
    "CVC_DATATYPE_VALID_1_2_1": None,
    "CVC_DATATYPE_VALID_1_2_2": None,
    "CVC_DATATYPE_VALID_1_2_3": None,
    "CVC_FACET_VALID": None,
    "CVC_ENUMERATION_VALID": "value.code",
    "CVC_AU": "value.fixed",
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
    place = met.name
    if attribute is not None:
        place = phrase("attribute", attribute=quoted(local(attribute)), element=place)
    text = (met.element.get(attribute) if attribute else met.element.text) or ""
    allowed = met.grammar.value(met.element, attribute)
    kind = VALUE_KINDS[met.kind] or _kind_of(allowed.builtin)
    said = sentence(kind, value=quoted(text), element=place, fixed=quoted(met.fixed))
    if len(allowed.codes) > CODES_SHOWN_MAX:
        code = similar(text, allowed.codes)
        said = said.adding("also.similar", similar=quoted(code)) if code else said
    elif allowed.codes:
        said = said.adding("also.codes", codes=", ".join(allowed.codes))
    if attribute is None and not text.strip():
        said = sentence(_empty(met), element=place, hint=said.hint)
    return Mistake(met.element, term_at(met.element), said, attribute)


def missing_attribute(met: Met) -> Mistake:
    """Explain that an element lacks an attribute."""
    attribute = local(met.attribute or "")
    said = sentence("attribute-missing", attribute=quoted(attribute), element=met.name)
    example = f"example.{attribute}"
    if has_phrase(example):
        said = said.adding("also.example", example=phrase(example))
    return Mistake(met.element, term_at(met.element), said)


def unknown_attribute(met: Met) -> Mistake:
    """Explain an attribute that may not stand where it does, or is misspelled."""
    attribute = met.attribute or ""
    meant = misspelled_attribute(met)
    said = sentence(
        "attribute-misspelled" if meant else "attribute-not-allowed",
        attribute=quoted(local(attribute)),
        element=met.name,
        meant=quoted(meant or ""),
    )
    return Mistake(met.element, term_at(met.element), said, attribute)


def misspelled_attribute(met: Met) -> str | None:
    """Return the attribute that an unknown one is probably meant to be, where it is not there."""
    present = met.element.attrib
    absent = (name for name in met.grammar.attributes(met.element) if name not in present)
    return similar(met.attribute or "", absent)


def _empty(met: Met) -> str:
    parent = met.element.getparent()
    slots = {} if parent is None else met.grammar.slots(parent)
    slot = slots.get(str(met.element.tag))
    return "empty-required" if slot and slot.required else "empty"


def _kind_of(builtin: str) -> str:
    if builtin in _NUMBERS:
        return "value.decimal"
    if builtin.lower().endswith(("integer", "int", "long", "short", "byte")):
        return "value.integer"
    kind = f"value.{builtin}"
    return kind if has_sentence(kind) else "value"
