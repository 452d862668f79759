"""Which acts upon a stay change an amendment, one of the five numbers of its nights, or what is free at its site."""

# What became of the amendment.
AMENDMENTS: dict[str, str] = {
    "counter_offered": "proposed",
    "counter_accepted": "accepted",
    "counter_refused": "refused",
    "counter_lapsed": "lapsed",
    "counter_withdrawn": "lapsed",
    "amended": "accepted",
    "amendment_proposed": "proposed",
    "amendment_accepted": "accepted",
    "amendment_refused": "refused",
    "amendment_lapsed": "lapsed",
    "amendment_withdrawn": "lapsed",
}
# Which of a stay night's numbers are others now. Who is named is told by a letter of its own (booking/stays/picked_up.py).
STAY_NIGHTS: dict[str, str] = {
    "amended": "amended",
    "amendment_accepted": "amended",
    "counter_accepted": "amended",
    "granted_changed": "amended",
    "released": "released",
    "counted": "arrived",
    "account_presented": "charged",
    "no_show": "charged",
}
# Claims grow or shrink while the stay's state stays.
CLAIMING = frozenset({*AMENDMENTS, "released"})
