"""Names as a front desk shows them: enough to find somebody, too little to know them."""


def masked_name(name: str) -> str:
    """陈明 becomes 陈*, 欧阳小明 becomes 欧*明; of names in Latin letters the first letter of each part stays.

    What stands in brackets behind a name is no part of it.
    """
    name = name.partition("（")[0] or name
    if name.isascii():
        return " ".join(f"{part[0]}." for part in name.split())
    return f"{name[0]}*{name[-1]}" if len(name) > 2 else f"{name[:1]}*"
