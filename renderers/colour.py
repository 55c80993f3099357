"""The sRGB profile that a PDF/A names as its output intent."""

from functools import cache

from PIL import ImageCms

# The header of an ICC profile: the date of its making (12 bytes) and its id (16 bytes), both of
# which would make each process write another file.
_DATE = slice(24, 36)
_ID = slice(84, 100)
_MADE = bytes((7, 234, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 2026-01-01T00:00:00


@cache
def srgb_profile() -> bytes:
    """Return an sRGB ICC profile that is the same in every process."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = _MADE
    profile[_ID] = bytes(16)
    return bytes(profile)
