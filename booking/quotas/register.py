"""Claims and changes of the tree take turns: many may claim at once, whoever changes the tree is alone.

So nobody claims of a node while its conditions change, and whoever makes a quota sees every trip that
already claims, and none that is just giving back. On SQLite there is one writer anyway.
"""

from sites.foundation.database import change, demand_transaction, fetch, is_sqlite


async def hold_together() -> None:
    """Until the transaction ends, the tree stays as it is. Before the first look at it."""
    demand_transaction()
    if not is_sqlite():
        await fetch("SELECT edition FROM quota_register WHERE id = 1 FOR SHARE")


async def hold_alone() -> None:
    """Until the transaction ends, nobody else claims of any quota, gives back to one, or changes one."""
    demand_transaction()
    if not await change("UPDATE quota_register SET edition = edition + 1 WHERE id = 1"):
        msg = "the register of quotas has lost its row: nothing would keep claims and changes apart"
        raise RuntimeError(msg)
