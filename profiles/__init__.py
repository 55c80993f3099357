"""What an invoice is: the semantic model of EN 16931, its money, and how each profile writes it."""
