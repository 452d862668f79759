"""Bank statements: files become lines, lines become receipts, refunds, or wait for a person who decides."""
