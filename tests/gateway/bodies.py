"""Requests as the bytes of a body."""

import msgspec

_encoder = msgspec.json.Encoder(decimal_format="number")


def encoded(request: object) -> bytes:
    return _encoder.encode(request)
