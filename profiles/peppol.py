"""Peppol BIS Billing 3.0, which travels as UBL over the Peppol network."""

from profiles.profile import Profile
from profiles.terms import EN16931_TERMS

PEPPOL_BIS_BILLING_3_0 = Profile(
    id="peppol-bis-billing-3.0",
    name="Peppol BIS Billing 3.0",
    urn="urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
    scenario="peppol",
    container=None,
    terms=EN16931_TERMS,
    syntaxes=("ubl",),
    business_process_urn="urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
)
