"""Whether a rule pack that somebody adds by hand is there, at the moment when it is asked for.

All workers of all processes look at the same folder, so they agree whenever they were started, and
a pack counts from the moment at which it is added.
"""

from pathlib import Path
from typing import TypeAlias

from validation.pack import RulePack
from validation.rulesets import is_present

_Stamp: TypeAlias = tuple[int, int, int] | None


class Installed:
    """The packs in a rules folder; a file is read anew only where it has changed."""

    def __init__(self, rules_dir: Path, packs: tuple[RulePack, ...]) -> None:
        self._rules_dir = rules_dir
        self._optional = {pack.id: pack for pack in packs if pack.optional}
        self._known: dict[str, tuple[_Stamp, bool]] = {}

    def has(self, pack_id: str) -> bool:
        """Whether a pack can be used; one that the product cannot do without always counts."""
        pack = self._optional.get(pack_id)
        if pack is None:
            return True
        stamp = _stamp(self._rules_dir / pack.file_name)
        seen, is_there = self._known.get(pack_id, (None, False))
        if stamp != seen:
            is_there = is_present(pack, self._rules_dir)
            self._known[pack_id] = (stamp, is_there)
        return is_there


def _stamp(file: Path) -> _Stamp:
    try:
        status = file.stat()
    except OSError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)
