"""Who may ask for how much: tokens, credits, idempotency keys and the rate of anonymous callers."""
