"""A code that is in no list is refused, with those that were perhaps meant."""

from typing import Any, get_args

import pytest

from gateway.dialects.problems import Problems
from gateway.dialects.reading import reader
from gateway.dialects.zugio.request import Request
from profiles.semantic.codes import CODE_LISTS, CodeList, codes

read = reader(Request)


def test_every_list_has_codes() -> None:
    assert set(get_args(CodeList)) == set(CODE_LISTS)
    assert all(codes(code_list) for code_list in CODE_LISTS)


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ({"type_code": "381x"}, "381"),
        ({"vat_accounting_currency": "chf"}, "CHF"),
        ({"value_added_tax_point_date_code": "6"}, "29, 5, 72"),
        ({"tax_treatment": "reverse-charge"}, "reverse_charge"),
        ({"notes": [{"text": "a", "subject_code": "REGX"}]}, "REG"),
        ({"allowances": [{"reason_code": "1"}]}, "95"),
    ],
)
def test_the_hint_names_what_is_possible(
    seed: dict[str, Any], said: dict[str, Any], hint: str
) -> None:
    seed["invoice"].update(said)
    problems = Problems()
    assert read(seed, problems) is None
    (finding, *_) = problems.findings
    assert finding.hint is not None
    assert hint in finding.hint.en
