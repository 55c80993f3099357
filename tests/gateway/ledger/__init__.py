"""Tests of the ledger, on SQLite and, where there is one, on PostgreSQL."""
