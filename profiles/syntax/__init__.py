"""The syntaxes of EN 16931, each as one declarative tree."""
