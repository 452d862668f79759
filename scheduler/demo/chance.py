"""Seeded choice: the same topic gives the same sequence in every process and on every machine."""

from random import Random


def chance(*topic: object) -> Random:
    # Random hashes a text seed with SHA-512, untouched by the interpreter's own hash seed.
    return Random(":".join(str(part) for part in topic))
