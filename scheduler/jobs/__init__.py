"""Shells of a few lines: each takes ids from a row of the outbox, or none, and calls one verb."""
