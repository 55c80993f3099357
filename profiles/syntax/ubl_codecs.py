"""Values that UBL writes in its own way: notes, accounts, and the code of the VAT point date."""

import re
from collections.abc import Mapping

from profiles.semantic.codes import codes
from profiles.semantic.invoice import Note
from profiles.semantic.party import Identifier
from profiles.syntax.codecs import Codec

_subject_code = re.compile(r"#([A-Z0-9]{3})#")
_iban = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")

# UBL takes BT-8 from UNTDID 2005, CII from UNTDID 2475, whose codes the model holds: date of the
# invoice, of the delivery, of the payment.
_TAX_POINT_CODES = {"5": "3", "29": "35", "72": "432"}
_TAX_POINT_CODES_READ = {ubl: own for own, ubl in _TAX_POINT_CODES.items()}


def _write_note(note: Note) -> str | None:
    if note.text is None and note.subject_code is None:
        return None
    subject = "" if note.subject_code is None else f"#{note.subject_code}#"
    return subject + (note.text or "")


def _read_note(text: str, _attributes: Mapping[str, str]) -> Note:
    """Take a code between number signs for BT-21 where it begins the note and is in UNTDID 4451."""
    start = text.lstrip()
    found = _subject_code.match(start)
    if found is None or found[1] not in codes("note_subject"):
        return Note(text=text)
    return Note(text=start[found.end() :] or None, subject_code=found[1])


def account_of(account: Identifier) -> Identifier:
    """Say by the look of an account whether it is an IBAN: UBL has one place for all accounts."""
    is_iban = _iban.fullmatch(account.value.replace(" ", "").upper()) is not None
    return Identifier(account.value, None if is_iban else "proprietary")


NOTE = Codec(Note, _write_note, _read_note)
ACCOUNT = Codec(
    Identifier,
    lambda account: account.value,
    lambda text, _: account_of(Identifier(text.strip())),
)
TAX_POINT_CODE = Codec(
    str,
    lambda code: _TAX_POINT_CODES.get(code, code),
    lambda text, _: _TAX_POINT_CODES_READ.get(text.strip(), text.strip()),
)
