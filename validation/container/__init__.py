"""Hybrid PDFs: the invoice inside, and whether the PDF around it is as its profile wants it."""
