"""How well the product does on a folder of real invoices: verdicts, reissues, conversions."""
