"""The request that means a given invoice, and its JSON."""

from decimal import Decimal
from typing import Any

import msgspec
from msgspec.structs import replace

from gateway.dialects.binding import mapping_of
from gateway.dialects.zugio.request import Request
from profiles.semantic.invoice import Invoice


def request_of(invoice: Invoice) -> Request:
    """Return the request that means exactly this invoice; nothing is to be filled in there."""
    request: Request = mapping_of(Request).to_part(invoice)
    return replace(request, fill_in=False)


def to_json(request: Request) -> dict[str, Any]:
    """Return a request as JSON has it, with only what it says; numbers stay Decimals."""
    pruned: dict[str, Any] = _pruned(msgspec.to_builtins(request, builtin_types=(Decimal,)))
    return pruned


def _pruned(tree: Any) -> Any:
    if isinstance(tree, dict):
        pruned = {name: _pruned(value) for name, value in tree.items()}
        return {name: value for name, value in pruned.items() if value != {}}
    return [_pruned(value) for value in tree] if isinstance(tree, list | tuple) else tree
