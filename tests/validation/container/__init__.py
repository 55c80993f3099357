"""Hybrid PDFs as a reader meets them: right, wrong, damaged and hostile."""
