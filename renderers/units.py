"""The usual units of UN/ECE Recommendations 20 and 21 in words; any other stands as its code.

Where one and many differ, both forms stand, with a bar between them.
"""

from decimal import Decimal

from profiles.finding import Language, Wording


def _symbol(sign: str) -> Wording:
    return Wording(sign, sign)


_PIECE = Wording("Stück", "pc.|pcs.")

UNITS = {
    "C62": _PIECE,
    "H87": _PIECE,
    "EA": _PIECE,
    "XPP": _PIECE,
    "NAR": _PIECE,
    "LS": Wording("pauschal", "lump sum"),
    "P1": _symbol("%"),
    "PR": Wording("Paar", "pair|pairs"),
    "SET": Wording("Satz|Sätze", "set|sets"),
    "DZN": Wording("Dutzend", "dozen"),
    "SEC": _symbol("s"),
    "MIN": Wording("Min.", "min"),
    "HUR": Wording("Std.", "hr|hrs"),
    "DAY": Wording("Tag|Tage", "day|days"),
    "WEE": Wording("Woche|Wochen", "week|weeks"),
    "MON": Wording("Monat|Monate", "month|months"),
    "QAN": Wording("Quartal|Quartale", "quarter|quarters"),
    "ANN": Wording("Jahr|Jahre", "year|years"),
    "MGM": _symbol("mg"),
    "GRM": _symbol("g"),
    "KGM": _symbol("kg"),
    "TNE": _symbol("t"),
    "MMT": _symbol("mm"),
    "CMT": _symbol("cm"),
    "MTR": _symbol("m"),
    "KMT": _symbol("km"),
    "KTM": _symbol("km"),
    "CMK": _symbol("cm²"),
    "MTK": _symbol("m²"),
    "HAR": _symbol("ha"),
    "MLT": _symbol("ml"),
    "LTR": _symbol("l"),
    "HLT": _symbol("hl"),
    "MTQ": _symbol("m³"),
    "KWH": _symbol("kWh"),
    "MWH": _symbol("MWh"),
    "4L": _symbol("MB"),
    "E34": _symbol("GB"),
    "IE": Wording("Person|Personen", "person|persons"),
    "XBX": Wording("Karton|Kartons", "box|boxes"),
    "XCT": Wording("Karton|Kartons", "carton|cartons"),
    "XBG": Wording("Beutel", "bag|bags"),
    "XBO": Wording("Flasche|Flaschen", "bottle|bottles"),
    "XPK": Wording("Packung|Packungen", "package|packages"),
    "XPX": Wording("Palette|Paletten", "pallet|pallets"),
    "XRO": Wording("Rolle|Rollen", "roll|rolls"),
}


def unit_of(code: str, quantity: Decimal, language: Language) -> str:
    """Return the unit as people write it after that quantity, else its code."""
    return counted(UNITS[code].to(language), quantity) if code in UNITS else code


def counted(forms: str, quantity: Decimal) -> str:
    """Choose between the form for one and that for many; NaN counts as many."""
    one, _, many = forms.partition("|")
    return many if many and quantity not in (1, -1) else one
