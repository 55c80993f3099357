"""What fits together in a request that is right field by field: nothing said may get lost."""

from collections.abc import Iterator

from gateway.dialects.problems import Problems
from gateway.dialects.zugio.mapping import accounts_of
from gateway.dialects.zugio.parties import Buyer, Seller
from gateway.dialects.zugio.request import Request
from profiles.finding import Wording

_SCHEMED = ("identifier", "legal_registration_identifier", "electronic_address")


def check_consistency(request: Request, problems: Problems) -> None:
    """Note what the invoice could not carry as it was said."""
    for path, party in (
        ("/company/seller", request.company.seller),
        ("/invoice/buyer", request.invoice.buyer),
    ):
        for name in _schemes_of_nothing(party):
            problems.add("ALONE", f"{path}/{name}_scheme", _ALONE, hint=_of(name))
    if request.payment_means is not None:
        first, *others = accounts_of(request.payment_means)
        for index, other in enumerate(others, start=1):
            if other.remittance_information not in {None, first.remittance_information}:
                path = f"/payment_means/{index}/remittance_information"
                problems.add("CONFLICT", path, _ONE_REMITTANCE, term="BT-83")


def _schemes_of_nothing(party: Seller | Buyer) -> Iterator[str]:
    for name in _SCHEMED:
        if getattr(party, f"{name}_scheme") is not None and getattr(party, name) is None:
            yield name


def _of(name: str) -> Wording:
    return Wording(de=f"Geben Sie auch {name} an.", en=f"Give {name} too.")


_ALONE = Wording(
    de="Ein Schema ohne die Kennung, zu der es gehört.",
    en="A scheme without the identifier that it belongs to.",
)
_ONE_REMITTANCE = Wording(
    de="Eine Rechnung hat nur einen Verwendungszweck (BT-83). Geben Sie ihn beim ersten Konto an.",
    en="An invoice has one remittance information only (BT-83). Give it with the first account.",
)
