"""A small world for the house's tests: two unions, two operators, federations, and one of everything in an address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

from booking import money, notices, people, plans, rosters, rules, stays, webhooks
from booking.cases.models import Case
from booking.insights.closing import close
from booking.money import Buyer, InvoiceFile, Issued
from booking.money.bank_models import BankLine, BatchItem, LineShare
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.online_models import OnlineAccount, OnlineDifference, OnlinePayment
from booking.notices.models import Notice
from booking.people.models import ApiToken, Organisation, User
from booking.plans.models import PlanVersion
from booking.receptions import ProofFile, last_over
from booking.rosters.models import Traveller
from booking.stays import held_data, mandates, packs
from booking.stays.models import ApprovalStep, Message, Paper, Stay, StayEvent
from booking.stays.packs.models import Pack
from sites import calendar, listings, packages
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.amounts import Money
from sites.foundation.identifiers import public_id
from sites.listings.picture_encoding import Encoded
from sites.listings.pictures import FOLDER, add_picture, keep
from sites.packages import Heads
from tests.booking.money.making import charge_again
from tests.booking.money.statements import making as bank
from tests.factories import enrolments, trips
from tests.factories import stays as made
from tests.factories.cases import opened
from tests.factories.centres import collecting, make_centre, settled
from tests.factories.people import (
    HANGZHOU,
    NANJING,
    make,
    make_federation,
    make_operator,
    make_platform,
    make_union,
)
from tests.factories.places import PRICE, TWIN, make_place
from tests.factories.plans import batch, content
from tests.factories.pools import pool_with_two
from tests.factories.quotas import make_quota
from tests.factories.receptions import recorded
from tests.factories.resident_numbers import resident_number_for
from tests.factories.rules import BLOCKS, WARNS, on_record, policy_of
from tests.factories.waits import nights_ahead, waits

PDF = b"%PDF-1.4 sample"
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123-4567-89ab"


@dataclass
class World:
    """Two sides that have nothing to do with each other: union A at operator X, union B at operator Y.

    `a` and `b` are the values that fill addresses: `{"stay": ..., "charge": ...}` of each side.
    """

    union_a: SimpleNamespace
    union_b: SimpleNamespace
    operator_x: SimpleNamespace
    operator_y: SimpleNamespace
    host: SimpleNamespace
    partner: SimpleNamespace
    platform: SimpleNamespace
    centre_a: SimpleNamespace
    centre_b: SimpleNamespace
    agency_a: SimpleNamespace
    agency_b: SimpleNamespace
    place_x: SimpleNamespace
    place_y: SimpleNamespace
    a: dict[str, str] = field(default_factory=dict)
    b: dict[str, str] = field(default_factory=dict)
    c: dict[str, str] = field(default_factory=dict)
    d: dict[str, str] = field(default_factory=dict)

    def people(self) -> Iterator[tuple[str, Actor]]:
        """Every role once, with a name for messages (kind.role), and one person of each other side."""
        for name in (
            "union_a",
            "operator_x",
            "host",
            "partner",
            "platform",
            "centre_a",
            "agency_a",
        ):
            for role, actor in vars(getattr(self, name)).items():
                if isinstance(actor, Actor):
                    yield f"{name}.{role}", actor
        yield "union_b.administrator", self.union_b.administrator
        yield "operator_y.administrator", self.operator_y.administrator
        yield "centre_b.administrator", self.centre_b.administrator
        yield "agency_b.administrator", self.agency_b.administrator

    def owns(self, actor: Actor) -> Mapping[str, str]:
        """The side whose ids are this person's own; the other side's are foreign."""
        if actor.kind == "service_centre":
            is_a = actor.organisation_id == self.centre_a.organisation
            return {**self.a, **self.c} if is_a else {**self.b, **self.d}
        mine = {self.union_b.organisation, self.operator_y.organisation, self.agency_b.organisation}
        return self.b if actor.organisation_id in mine else self.a

    def foreign(self, actor: Actor) -> Mapping[str, str]:
        if actor.kind == "service_centre":
            is_a = actor.organisation_id == self.centre_a.organisation
            return {**self.b, **self.d} if is_a else {**self.a, **self.c}
        return self.a if self.owns(actor) is self.b else self.b


async def make_world(folder: Path) -> World:
    """`folder` is the data folder of the application, in which papers lie."""
    operator_x, operator_y = await make_operator(), await make_operator()
    world = World(
        union_a=await make_union(), union_b=await make_union(region=NANJING),
        operator_x=operator_x, operator_y=operator_y,
        host=await make_federation(), partner=await make_federation(host=False),
        platform=await make_platform(), centre_a=await make_centre(), centre_b=await make_centre(),
        agency_a=await make("agency"), agency_b=await make("agency"),
        place_x=await make_place(operator=operator_x), place_y=await make_place(operator=operator_y),
    )  # fmt: skip
    # Both hold one stay of every kind, and tests hold more.
    unions = (world.union_a.organisation, world.union_b.organisation)
    await Organisation.filter(id__in=unions).update(hold_limit=20)
    third = await make_federation(host=False, region=NANJING)
    given = await _subsidy(world.union_a, world.place_x, world.partner)
    others = await _subsidy(world.union_b, world.place_y, third)
    world.a = await ids_of_a_side(world.union_a, operator_x, world.place_x, folder)
    world.b = await ids_of_a_side(world.union_b, operator_y, world.place_y, folder)
    for union, agency, ids in (
        (world.union_a, world.agency_a, world.a),
        (world.union_b, world.agency_b, world.b),
    ):
        ids["mandate"] = await mandates.grant_mandate(
            ids["named"], agency=agency.public_id, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=60),
            by=union.organiser,
        )  # fmt: skip
    world.a.update(given)
    world.b.update(others)
    world.a["quota"], world.b["quota"] = await _quotas(world.host, world.partner)
    # Of a district where nobody of this world lives: it binds none of its trips.
    document = await on_record(BLOCKS, origin=["330199"], grade="weak", id="world")
    world.a["policy"] = world.b["policy"] = await policy_of(document.id)
    await rules.record_known_holidays(by=SYSTEM)
    world.a["year"] = world.b["year"] = "2026"
    for union, ids in ((world.union_a, world.a), (world.union_b, world.b)):
        made = await on_record(
            {**WARNS, "value": 60},
            id=f"own-{union.organisation}",
            grade="own",
            holder_id=union.organisation,
        )
        ids["own"] = await policy_of(made.id)
    world.c = await _collected(world.centre_a, folder)
    world.d = await _collected(world.centre_b, folder)
    # An operator's own agreement is of its own side.
    for ids, centre, operator in ((world.a, world.c, operator_x), (world.b, world.d, operator_y)):
        both = await collecting(operator=operator, banked=False)
        ids.update(collection=both.collection, batch=centre["batch"], payout=centre["payout"])
    period = await close(last_over("month"), by=world.host.clerk)
    world.a["period"] = world.b["period"] = period
    return world


async def _subsidy(
    union: SimpleNamespace, place: SimpleNamespace, federation: SimpleNamespace
) -> dict[str, str]:
    """What the union's own city gives, and a claim of it that nobody has checked."""
    draft = money.RateDraft(
        "front_line", "trip", Money(100_00), clock.today() - timedelta(days=300), "示例文件1号"
    )
    rate = await money.set_rate(draft, by=federation.clerk)
    story = await made.reconciled(union=union, place=place, programme="front_line", days_ago=40)
    (one,) = await stays.claimables_of(union.finance)
    claim = await stays.claim_subsidy(one.trip, amount_seen=one.amount, by=story.union.finance)
    return {"rate": rate, "subsidy": claim}


async def _quotas(host: SimpleNamespace, partner: SimpleNamespace) -> tuple[str, str]:
    """A share of the host's that the partner manages, and one of another city."""
    root = await make_quota(host, ceiling=2000)
    own = await make_quota(
        host, parent=root, origin_code=HANGZHOU, manager=partner.public_id, ceiling=900
    )
    other = await make_quota(host, parent=root, origin_code=NANJING, ceiling=900)
    return own.id, other.id


async def ids_of_a_side(
    union: SimpleNamespace, operator: SimpleNamespace, place: SimpleNamespace, folder: Path
) -> dict[str, str]:
    """A stay whose account waits for its union, a cancelled one with a refund, a held one at its approver."""
    story = await made.accounted(union=union, place=place)
    return {
        "stay": story.id,
        "site": place.code,
        "code": place.code,
        "package": place.package,
        "amendment": "f" * 32,
        "document": "itinerary",
        "account": "bank",
        "payee": operator.public_id,
        "digest": "0" * 12,
        "part": "1",
        "size": "large",
        "path": "house.css",
        "union": union.public_id,
        **(named := await _traveller(union, place)),
        **await _enrolled(union, named["named"]),
        "plan": await _plan(union, named["named"]),
        "own_data": await _own_data(union, named),
        **await _money(story, operator),
        **await _invoices(story, folder, operator),
        **await _slip(story, union, folder),
        **await _paper(story, operator, folder),
        "pack": await _pack(story, union, folder),
        **await _refund(union, operator, place),
        **await _lines(story, operator),
        # Before the union asks for steps of approval, after which nothing is submitted without them.
        **await _dispute(union, place, folder),
        "agreement": await _agreement(union, operator, place),
        **await _step(union, place),
        "trip": await _trip(union, operator, place),
        **await _links(union, operator),
        **await _case(story, operator),
        **await _pictured(place, operator, folder),
        **await _recorded(place, operator, folder),
        **await _notices(story, union, operator),
        "declaration": await _declaration(operator, place),
        "wait": await _wait(union, place),
        "pool": await pool_with_two(union, place, starts_in=170),
        "place": "2",
        "edit": await _edit(operator, place),
        "price_edit": await _price_edit(operator, place),
        **await _programs(story, union, "union"),
        **await _programs(story, operator, "operator"),
    }


async def _pictured(
    place: SimpleNamespace, operator: SimpleNamespace, folder: Path
) -> dict[str, str]:
    """A photograph that the federation has not looked at, and a calendar of bookings made elsewhere."""
    encoded = Encoded(b"large", b"small", 640, 480)
    picture = await add_picture(
        place.id, stored_name=keep(folder / FOLDER, encoded), size=(640, 480), caption="示例图片",
        caption_en="", by=operator.sales,
    )  # fmt: skip
    made_ = await calendar.add_outside(
        place.id, room_type=next(iter(place.rooms)), name="示例渠道", by=operator.sales
    )
    return {"picture": picture, "calendar": made_}


async def _traveller(union: SimpleNamespace, place: SimpleNamespace) -> dict[str, str]:
    story = await made.confirmed(union=union, place=place, starts_in=40)
    person = rosters.draft(
        name="示例甲", kind="worker", number=resident_number_for(date(1985, 5, 1))
    )
    await stays.name_travellers(story.id, [person], by=union.organiser)
    newest = await Traveller.all().order_by("-id").first()
    assert newest
    return {"named": story.id, "traveller": newest.public_id}


async def _own_data(union: SimpleNamespace, named: dict[str, str]) -> str:
    """A link for the person of the list that nobody has opened."""
    made = await held_data.make_held_link(named["named"], named["traveller"], by=union.organiser)
    return made.token


async def _plan(union: SimpleNamespace, stay: str) -> str:
    """Next year's, approved, with a batch that the stay's trip holds and one that is open."""
    batches = [batch(), batch(day=200)]
    before = (await plans.plan_page(batches[0].day.year, by=union.organiser)).newest
    await plans.keep_plan(
        batches[0].day.year, content(*batches), seen=before.number if before else 0, why="示例", by=union.organiser
    )  # fmt: skip
    page = await plans.plan_page(batches[0].day.year, by=union.organiser)
    await PlanVersion.filter(plan_id=page.plan_id).update(state="replaced")
    newest = await PlanVersion.filter(plan_id=page.plan_id).order_by("-number").first()
    await PlanVersion.filter(id=newest.id).update(state="approved")
    trip = (await Stay.get(public_id=stay).prefetch_related("trip")).trip.public_id
    await stays.put_into_plan(trip, batches[0].id, by=union.organiser)
    return page.id


async def _money(story: SimpleNamespace, operator: SimpleNamespace) -> dict[str, str]:
    charge = await Charge.get(stay_id=story.number)
    await money.record_receipt(
        charge.public_id, amount=Money(100_00), received_on=clock.today(), voucher="示例凭证 1",
        by=operator.finance,
    )  # fmt: skip
    receipt = await Receipt.get(charge_id=charge.id)
    online = await _online(charge, operator)
    return {"charge": charge.public_id, "receipt": receipt.public_id, **online}


async def _online(charge: Charge, operator: SimpleNamespace) -> dict[str, str]:
    """A payment that ended, and something that the operator must look at, of a time when it took money online."""
    now, named = clock.now(), public_id()
    await OnlineAccount.create(
        payee_id=operator.organisation, opened_at=now, closed_at=now, told_until=now
    )
    await OnlinePayment.create(
        public_id=named, charge_id=charge.id, minor=50_00, state="ended", language="en",
        by_user_id=0, made_at=now, tried_at=now, ends_at=now,
    )  # fmt: skip
    difference = await OnlineDifference.create(
        public_id=public_id(), payee_id=operator.organisation, kind="unknown_line", subject=named,
        theirs_minor=50_00, found_at=now,
    )  # fmt: skip
    return {"payment": named, "difference": difference.public_id}


async def _invoices(story: SimpleNamespace, folder: Path, payee: SimpleNamespace) -> dict[str, str]:
    """One on record with its file, and one that is asked for."""
    charge = (await money.invoices_of(story.number))[0].id
    stored = stays.store(folder / "uploads", PDF)
    file = InvoiceFile("示例发票.pdf", stored, "application/pdf", len(PDF))
    paper = Issued(f"示例{story.number}", clock.today(), Money(100_00), file)
    buyer = Buyer("示例家属", part="family")
    return {
        "invoice": await money.issue_invoice(charge, paper, buyer=buyer, by=payee.finance),
        "request": await money.request_invoice(
            charge, buyer, amount=Money(1_00), by=story.union.organiser
        ),
    }


async def _collected(centre: SimpleNamespace, folder: Path) -> dict[str, str]:
    """What a centre has of its own: an agreement, a charge that is partly paid, a refund, and a batch of payouts."""
    place, union = await make_place(), await make_union()
    both = await collecting(centre=centre, operator=place.operator, since_days=100)
    await settled(await made.reconciled(union=union, place=place), centre.finance)
    story = await made.accounted(union=union, place=place)
    batch = await money.prepare_payouts(by=centre.cashier)
    (payout,) = (await money.batch_of(batch, by=centre.cashier)).payouts
    payee = SimpleNamespace(finance=centre.finance, organisation=centre.organisation)
    return {
        "collection": both.collection, "batch": batch, "payout": payout.id,
        **await _money(story, payee), **await _invoices(story, folder, payee),
        **await _slip(story, union, folder), **await _refund(union, payee, place), **await _lines(story, payee),
    }  # fmt: skip


async def _slip(story: SimpleNamespace, union: SimpleNamespace, folder: Path) -> dict[str, str]:
    """Sent up by the union against the story's charge; nobody has answered."""
    charge = await Charge.get(stay_id=story.number)
    stored = stays.store(folder / "uploads", PDF)
    file = money.SlipFile("示例回单.pdf", stored, "application/pdf", len(PDF))
    slip = await money.send_slip(
        charge.public_id, amount=Money(50_00), paid_on=clock.today(), file=file, by=union.finance
    )
    return {"slip": slip}


async def _lines(story: SimpleNamespace, operator: SimpleNamespace) -> dict[str, str]:
    """A statement whose one line names the story's charge and is short, with a decision that waits for a second person."""
    await bank.enter(operator.finance, number=f"622200{operator.organisation:06d}")
    charge = await Charge.get(stay_id=story.number)
    case = SimpleNamespace(
        finance=operator.finance, payee=operator.organisation, codes=[charge.reference], union=story.union,
        charge=charge.public_id, story=story,
    )  # fmt: skip
    statement = await bank.imported(case, bank.paying(case, "7,000.00"))
    line = await BankLine.get(statement_id=statement.id)
    await money.apply_line(
        line.public_id, [money.Part(charge.public_id, Money(6_000_00))], by=operator.finance
    )
    share = await LineShare.get(line_id=line.id)
    return {
        "statement": statement.public_id, "line": line.public_id, "decision": share.public_id,
        **await _returned(case),
    }  # fmt: skip


async def _returned(case: SimpleNamespace) -> dict[str, str]:
    """A small line that goes back to its payer, and a batch with the refund of a charge that was paid twice."""
    await bank.imported(case, bank.paying(case, "10.00", "转错了", payer="王某"))
    small = await BankLine.get(payee_id=case.payee, minor=10_00)
    await money.return_line(small.public_id, why="示例", by=case.finance)
    order = await RefundOrder.filter(
        charge__payee_id=case.payee, charge__party__organisation_id=case.union.organisation,
        paid_on=None, withdrawn_at=None,
    ).first()  # fmt: skip
    assert order
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await bank.enter(case.union.finance, number=f"330100{case.union.organisation:06d}")
    batch = await money.prepare_batch([order.public_id], by=case.finance)
    item = await BatchItem.get(batch__public_id=batch)
    share = await LineShare.get(line_id=small.id)
    return {
        **await _written_off(case),
        "refund_batch": batch, "item": item.public_id, "share": share.public_id,
        "confirmation": money.link_to(item.public_id, 0),
    }  # fmt: skip


async def _written_off(case: SimpleNamespace) -> dict[str, str]:
    """What is missing of the charge is proposed to be written off; a small charge beside it was, which its union sees."""
    small = await charge_again(case.story.number, case.payee, 1_00)
    done = await money.propose_write_off(small, seen=Money(1_00), why="示例", by=case.finance)
    is_own = case.payee == case.story.operator.organisation
    second = case.story.operator.administrator if is_own else case.story.operator.finance
    await money.agree_to_write_off(done, by=second)
    owed = (await money.preview_write_off(case.charge, by=case.finance)).owed
    waiting = await money.propose_write_off(case.charge, seen=owed, why="示例", by=case.finance)
    return {"write_off": waiting, "forgone": done}


async def _paper(story: SimpleNamespace, operator: SimpleNamespace, folder: Path) -> dict[str, str]:
    stored = stays.store(folder / "uploads", PDF)
    await stays.add_paper(
        story.id, kind="contract", shown_name="示例合同.pdf", stored_name=stored,
        media_type="application/pdf", size=len(PDF), by=operator.sales,
    )  # fmt: skip
    return {"paper": (await Paper.get(stay_id=story.number)).public_id}


async def _pack(story: SimpleNamespace, union: SimpleNamespace, folder: Path) -> str:
    """Drawn up with one page of it: what is inside is proven elsewhere."""
    pack = await packs.ask_for_pack(story.id, by=union.organiser)
    row = await Pack.get(public_id=pack)
    stored = stays.store(folder / "uploads", PDF)
    await packs.keep_pack(row.id, packs.DrawnFile(stored, len(PDF), "0" * 64), [])
    return pack


async def _refund(
    union: SimpleNamespace, operator: SimpleNamespace, place: SimpleNamespace
) -> dict[str, str]:
    story = await made.confirmed(union=union, place=place, starts_in=60)
    charge = await Charge.get(stay_id=story.number)
    await money.record_receipt(
        charge.public_id, amount=Money(500_00), received_on=clock.today(), voucher="示例凭证 2",
        by=operator.finance,
    )  # fmt: skip
    await stays.cancel(story.id, fee_seen=Money(0), note="示例", by=union.organiser)
    return {"refund": (await RefundOrder.get(charge_id=charge.id)).public_id}


async def _step(union: SimpleNamespace, place: SimpleNamespace) -> dict[str, str]:
    story = await made.held(union=union, place=place, starts_in=80)
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=5, tolerance_heads=2, by=union.administrator
    )
    await stays.ask_approval(story.id, by=union.organiser)
    return {"step": (await ApprovalStep.get(stay_id=story.number)).public_id, "held": story.id}


async def _trip(union: SimpleNamespace, operator: SimpleNamespace, place: SimpleNamespace) -> str:
    """Held at this base and at another one, which is the same operator's."""
    story = await trips.held(union=union, places=(place, await make_place(operator=operator)))
    return str(story.id)


async def _declaration(operator: SimpleNamespace, place: SimpleNamespace) -> str:
    """Of nights on which nobody is booked."""
    far = clock.today() + timedelta(days=190)
    event = stays.Event(far, far, "typhoon", "示例台风", "示例公告")
    await stays.declare_force_majeure(event, site=place.code, by=operator.sales)
    return (await stays.declarations(by=operator.sales))[0].public_id


async def _dispute(union: SimpleNamespace, place: SimpleNamespace, folder: Path) -> dict[str, str]:
    """A line that the union disputes with a paper, and the operator has not answered."""
    story = await made.accounted(union=union, place=place, starts_in=-20)
    night = story.check_in.isoformat()
    stored = stays.store(folder / "uploads", PDF)
    file = stays.StoredUpload("示例材料.pdf", stored, "application/pdf", len(PDF))
    dispute = await stays.dispute_line(
        story.id, night, wanted=Money(100_00), reason="示例", file=file, by=union.organiser
    )
    (one,) = (await stays.disputes_of(story.id, by=union.organiser)).disputes
    return {"dispute": dispute, "evidence": one.papers[0].public_id}


async def _agreement(
    union: SimpleNamespace, operator: SimpleNamespace, place: SimpleNamespace
) -> str:
    code = (await Organisation.get(id=union.organisation)).credit_code or ""
    later = listings.Payment(is_after=True)
    return await money.agree_plan(place.id, code, later, limit=None, by=operator.sales)


async def _wait(union: SimpleNamespace, place: SimpleNamespace) -> str:
    """The union waits for nights on which another has every twin."""
    await made.held(place=place, starts_in=100, nights=2, rooms={TWIN: 40}, heads=Heads(40))
    story = await waits(place, union=union, **nights_ahead(100))
    return str(story.id)


async def _edit(operator: SimpleNamespace, place: SimpleNamespace) -> str:
    first = clock.today() + timedelta(days=150)
    kinds = frozenset(kind.id for kind in (await listings.profile(place.code)).room_types)
    nights = calendar.Selection(place.id, first, first + timedelta(days=2), kinds)
    return await calendar.edit(nights, calendar.Change("note", note="示例"), by=operator.sales)


async def _price_edit(operator: SimpleNamespace, place: SimpleNamespace) -> str:
    """Nights that cost afterwards what they cost before."""
    first = clock.today() + timedelta(days=150)
    price = packages.SeasonPrice("low", first, first + timedelta(days=2), PRICE)
    seen = await packages.preview_price(place.id, place.package, price, by=operator.sales)
    return await packages.set_price(place.id, place.package, price, seen=seen, by=operator.sales)


async def _notices(
    story: SimpleNamespace, union: SimpleNamespace, operator: SimpleNamespace
) -> dict[str, str]:
    """Each side has written to the other; both administrators have a notice of it."""
    for writer in (union.administrator, operator.administrator):
        await stays.write_message(story.id, text="示例留言", by=writer)
    for message in await Message.filter(stay_id=story.number):
        await notices.tell_message(message.id)
    ids = {
        "union_notice": await _newest_notice(union.administrator),
        "operator_notice": await _newest_notice(operator.administrator),
    }
    return {**ids, "notice": ids["union_notice"]}


async def _programs(story: SimpleNamespace, side: SimpleNamespace, name: str) -> dict[str, str]:
    """A token, a group robot, and a webhook that was told of the story's last move."""
    await people.make_token("示例程序", ["stays.see"], days=None, by=side.administrator)
    token = await ApiToken.filter(organisation_id=side.organisation).order_by("-id").first()
    endpoint, _secret = await webhooks.make_endpoint(
        "https://hooks.example.test/", ["stays"], allowed=(), by=side.administrator
    )
    await notices.add_robot("wecom", "示例群", ROBOT, by=side.administrator)
    robot = (await notices.robots_of(side.administrator))[-1]
    event = await StayEvent.filter(stay_id=story.number, act="departed").first()
    assert token
    assert event
    await webhooks.note_event(event.id)
    _line, log = await webhooks.endpoint_of(endpoint, by=side.administrator)
    return {
        f"{name}_program": token.public_id, f"{name}_endpoint": endpoint,
        f"{name}_delivery": log[0].public_id, f"{name}_robot": robot.public_id,
    }  # fmt: skip


async def _newest_notice(reader: Actor) -> str:
    found = await Notice.filter(user_id=reader.user_id).order_by("-id").first()
    assert found
    return found.public_id


async def _case(story: SimpleNamespace, operator: SimpleNamespace) -> dict[str, str]:
    """Asked by the union about its stay, and handed to the operator."""
    case = await opened(story=story)
    await Case.filter(id=case.number).update(handed_to_id=operator.organisation)
    return {"case": case.id}


async def _recorded(
    place: SimpleNamespace, operator: SimpleNamespace, folder: Path
) -> dict[str, str]:
    """A group with its paper that the operator recorded, and the month that is over."""
    proof = ProofFile("示例名单.pdf", stays.store(folder / "uploads", PDF), "application/pdf")
    group = await recorded(place, by=operator.sales, proof=proof)
    return {"group": group.id, "month": last_over("month").first.isoformat()[:7]}


async def _enrolled(union: SimpleNamespace, stay: str) -> dict[str, str]:
    """The group with names is open to members: one waits for an answer, one on the list."""
    link = await enrolments.opened(SimpleNamespace(id=stay, union=union), places=2)
    own = [await enrolments.signed_up(link, family=1) for _ in range(2)]
    story = SimpleNamespace(id=stay, union=union)
    return {
        "link": link,
        "application": own[0],
        "listed": own[1],
        "card": await enrolments.carded(story),
    }


async def _links(union: SimpleNamespace, operator: SimpleNamespace) -> dict[str, str]:
    """Somebody of the union and of the operator, and a link that is not used yet."""
    invited = await people.invite(
        f"new{union.organisation}@example.test", "viewer", by=union.administrator
    )
    return {
        "feed": await people.make_feed("groups", is_personal=True, by=union.viewer),
        "token": invited.path.rsplit("/", 1)[-1],
        "union_person": (await User.get(id=union.viewer.user_id)).public_id,
        "operator_person": (await User.get(id=operator.steward.user_id)).public_id,
        "operator": (await Organisation.get(id=operator.organisation)).public_id,
    }
