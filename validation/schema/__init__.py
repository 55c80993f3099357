"""XML Schema, and what it has against a document in words for people."""
