"""Invented people's names, each with the mark that says so."""

from scheduler.demo.chance import chance
from scheduler.demo.datafiles import table


def person(*topic: object) -> tuple[str, str]:
    """Name in Chinese and in English. The same topic is always the same person."""
    dice, people = chance("person", *topic), table("people")
    (surname, surname_en), (given, given_en) = (
        dice.choice(people["surnames"]),
        dice.choice(people["given"]),
    )
    return f"{surname}{given}（示例）", f"{given_en} {surname_en} (sample)"
