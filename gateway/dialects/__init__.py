"""The words in which callers speak: each dialect maps its requests to the semantic model."""
