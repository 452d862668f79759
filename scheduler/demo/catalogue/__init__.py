"""The 70 invented retreat bases, as plain values."""
