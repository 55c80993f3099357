"""Is it right: XML Schema, rule packs in worker processes, and findings in plain words."""
