"""The sealed paper contract has a date of its own after confirmation; missing it warns, nothing more."""

from booking.stays.access import stay_of_side
from booking.stays.moves import record, touch
from booking.stays.refusals import AlreadyMoved, ContractSealed
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.language import _

WITHOUT_CONTRACT = {State.INQUIRY, State.HELD, State.SUBMITTED, State.DECLINED, State.EXPIRED}


@transaction
async def seal_contract(public_id: str, *, by: Actor) -> None:
    """Record that both sides sealed the contract. Refused: ContractSealed, AlreadyMoved."""
    stay = await stay_of_side(public_id, by=by)
    if State(stay.state) in WITHOUT_CONTRACT:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if stay.contract_sealed_at:
        raise ContractSealed
    await touch(stay, only_if={"contract_sealed_at": None}, contract_sealed_at=clock.now())
    await record(stay, act="contract_sealed", by=by)
