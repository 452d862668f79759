"""Rows 41 to 50 of the catalogue of bad input: what programs send that nobody should, refused in words, nothing done."""

import asyncio
import base64
import gzip
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from asgi import create_app
from booking import people
from booking.people.models import ApiToken, Organisation
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation import database as db
from sites.foundation.rendering import static
from tests.clients import ORIGIN, Client
from tests.clients import test_settings as settings_for
from tests.factories.people import sign_in_as
from tests.factories.programs import Program, program, token_for
from tests.house.routes.harm import PLANTED, harmless
from tests.house.routes.world import World

STAYS = "/api/v1/stays"


@pytest.fixture
async def union(world: World, client: Client) -> Program:
    return await program(client, world.union_a)


def sound(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "site": world.place_x.code, "package": "CARE", "nights": 2, "rooms": {"TWIN": 8},
        "check_in": str(clock.today() + timedelta(days=120)), "heads": {"workers": 16},
        "contact": PLANTED, "note": PLANTED, **changes,
    }  # fmt: skip


def assert_problem(answer: Any, status: int, code: str = "") -> None:
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]
    assert "Traceback" not in answer.text
    assert not code or told["code"] == code


# Row 41: what is no JSON object, or one that readers understand differently.
NO_JSON = {
    "empty": b"", "broken": b'{"site": "planted8842', "a word": b'{"site": planted8842}', "a list": b"[]", "null": b"null", "a text": b'"planted8842"', "a number": b"1",
    "deep lists": b"[" * 10_000, "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "a name twice": b'{"site": "planted8842", "site": "B"}', "a name twice inside": b'{"heads": {"workers": 1, "workers": 2}}',
    "NaN": b'{"nights": NaN}', "Infinity": b'{"nights": -Infinity}', "400 digits": b'{"nights": ' + b"9" * 400 + b"}",
    "5000 digits": b'{"nights": ' + b"9" * 5000 + b"}", "no UTF-8": b'{"site": "planted8842\xff"}', "a mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"site": "A"}'.encode("utf-16"), "half a pair": b'{"site": "\\ud800"}', "rest": b'{"site": "planted8842"} {}',
}  # fmt: skip


async def test_what_is_no_sound_json_object_is_refused(
    world: World, union: Program, database: str
) -> None:
    for kind, body in NO_JSON.items():
        with harmless(database):
            answer = await union.post("/stays", body)
        assert answer.status_code == 400, kind
        assert_problem(answer, 400)


# Row 42: other types, other alphabets, packed bodies, bodies without end.
def foreign_types() -> list[dict[str, str]]:
    types = (
        "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx",
        "application/json; charset=utf-7", "application/json; charset=utf-16", "application/json; version=2", "application",
    )  # fmt: skip
    packed = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    return [*({"Content-Type": kind} for kind in types), packed]


async def test_other_types_and_packed_bodies_are_refused_unread(
    world: World, union: Program, database: str
) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    for headers in foreign_types():
        body = bomb if "Content-Encoding" in headers else json.dumps(sound(world)).encode()
        with harmless(database):
            answer = await union.post("/stays", body, **headers)
        assert_problem(answer, 415, "media_type_unsupported")


async def test_a_body_without_end_is_refused_where_it_is_too_long(
    union: Program, database: str
) -> None:
    with harmless(database):
        too_long = await union.post("/stays", b"[" + b" " * 70_000 + b"]")
        far_too_long = await union.post("/stays", b"[" + b" " * 2_000_000 + b"]")
    assert_problem(too_long, 413, "body_too_large")
    assert far_too_long.status_code == 413  # before any operation, so without its problem

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 10_000

    sent = {**union.headers, "Content-Type": "application/json", "Idempotency-Key": "k"}
    assert_problem(await union.client.post(STAYS, content=endless(), headers=sent), 413)


# Rows 43 and 44: nothing is guessed, nothing unknown is passed over.
WRONG = (
    {"nights": True}, {"nights": "2"}, {"nights": 2.0}, {"nights": [2]}, {"nights": {"$gt": 0}}, {"nights": None},
    {"nights": 0}, {"nights": -1}, {"nights": 31}, {"nights": 2**31}, {"nights": 1e2}, {"site": 1}, {"site": None},
    {"site": ["A"]}, {"site": ""}, {"site": f"{PLANTED}\x00"}, {"site": "A" * 500}, {"site": "' OR 1=1--"}, {"rooms": {}},
    {"rooms": []}, {"rooms": {"TWIN": "8"}}, {"rooms": {"TWIN": True}}, {"rooms": {"TWIN": -8}}, {"rooms": {"TWIN": 0}},
    {"rooms": {"T\x00": 1}}, {"rooms": {f"T{n}": 1 for n in range(50)}}, {"heads": 16}, {"heads": {}},
    {"heads": {"workers": 0}}, {"heads": {"workers": 16, "crew": -1}}, {"heads": {"workers": 16, "spies": 1}},
    {"check_in": 20270518}, {"check_in": "2027-5-8"}, {"check_in": "2027-02-30"}, {"check_in": "9999-12-31"},
    {"check_in": "2027-05-18T00:00:00Z"}, {"check_in": PLANTED}, {"hold": PLANTED}, {"contact": f"{PLANTED}\u202eb"},
    {"note": "x" * 601}, {"note": f"{PLANTED}\x00"}, {"programme": "' OR 1=1"}, {"price_minor": 1}, {PLANTED: PLANTED}, {"state": "confirmed"},
    {"union_id": 1}, {"id": "x"}, {"reference": "x"}, {"trip": None}, {"__proto__": {}},
)  # fmt: skip


async def test_values_of_another_kind_and_unknown_fields_are_refused_by_name(
    world: World, union: Program, database: str
) -> None:
    for change in WRONG:
        with harmless(database):
            answer = await union.post("/stays", sound(world, **change))
        assert_problem(answer, 400, "body_malformed")
        assert answer.json()["field"].split(".")[0] == next(iter(change)), change


# Row 45: ids that are none, and ids that are another's.
IDS = (
    "0", "-1", str(2**31), str(2**63), "%7B6f9619ff-8b86-d011-b42d-00c04fc964ff%7D", "1%20OR%201", "A" * 32, "0" * 32,
    "%00", "..%2f..%2fetc", "null", "x" * 3000,
)  # fmt: skip


async def test_ids_that_are_none_and_ids_of_others_are_answered_alike(
    world: World, union: Program, database: str
) -> None:
    told = set()
    for stay in (*IDS, world.b["stay"], world.b["held"]):
        for answer in (
            await union.get(f"/stays/{stay}"),
            await union.get(f"/stays/{stay}/cancellation"),
            await union.post(f"/stays/{stay}/submission", {"agreed": True}),
            await union.post(f"/stays/{stay}/cancellation", {"fee_seen": {"minor": 0}}),
        ):
            assert_problem(answer, 404)
            told.add(answer.text)
    assert {text for text in told if "stay_unknown" not in text and "http_404" not in text} == set()
    assert len([text for text in told if "stay_unknown" in text]) == 1


async def test_to_know_of_anothers_id_costs_as_many_questions_as_to_know_of_none(
    world: World, union: Program
) -> None:
    """So that not even the time tells which ids are somebody's."""
    asked: list[str] = []
    opened: Any = db.connection()
    opened._connection._conn.set_trace_callback(asked.append)
    await union.get("/stays")  # that the token is in use is noted with the first
    for path, theirs in (("/stays/{}", "stay"), ("/trips/{}", "trip"), ("/waiting/{}", "wait"), ("/stays/{}/cancellation", "held")):  # fmt: skip
        seen = []
        for name in ("0f" * 16, world.b[theirs]):
            asked.clear()
            assert_problem(await union.get(path.format(name)), 404)
            seen.append([told.replace(name, "ID") for told in asked])
        assert seen[0] == seen[1], path
        assert seen[0], "nothing was asked"


async def test_waiting_entries_that_are_none_and_those_of_others_are_answered_alike(
    world: World, union: Program
) -> None:
    told = set()
    for wait in (*IDS[:-1], world.b["wait"]):
        for answer in (await union.get(f"/waiting/{wait}"), await union.delete(f"/waiting/{wait}")):
            assert_problem(answer, 404)
            told.add(answer.text)
    assert len([text for text in told if "http_404" not in text]) == 1


# Row 46: the key that makes a request one request.
async def test_a_write_without_one_sound_key_is_refused(
    world: World, union: Program, database: str
) -> None:
    for key in ("", "k" * 81, "k" * 300, "a b", "a\tb", "ключ".encode()):
        with harmless(database):
            assert_problem(
                await union.post("/stays", sound(world), idempotency_key=key),
                400, "idempotency_key_missing",
            )  # fmt: skip
    headers = {**union.headers, "Content-Type": "application/json"}
    twice = [*headers.items(), ("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
    for sent in (headers, twice):
        answer = await union.client.post(STAYS, content=json.dumps(sound(world)), headers=sent)
        assert_problem(answer, 400, "idempotency_key_missing")


@pytest.mark.parametrize("database_url", ["sqlite", "postgres"], indirect=True)
async def test_one_key_has_one_effect_whatever_is_sent_under_it(
    world: World, union: Program
) -> None:
    before = await Stay.all().count()
    bodies = [sound(world), sound(world), sound(world), sound(world, nights=3)]
    answers = await asyncio.gather(
        *(union.post("/stays", body, idempotency_key="one") for body in bodies)
    )

    assert {answer.status_code for answer in answers} <= {201, 409, 422}
    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert len(made) == 1
    assert await Stay.all().count() == before + 1
    again = await union.post("/stays", sound(world), idempotency_key="one")
    assert again.status_code in {201, 422}
    assert await Stay.all().count() == before + 1


async def test_another_organisations_same_key_is_another_request(
    world: World, union: Program, client: Client
) -> None:
    other = await program(client, world.union_b)
    first = await union.post("/stays", sound(world), idempotency_key="same")
    second = await other.post("/stays", sound(world), idempotency_key="same")

    assert (first.status_code, second.status_code) == (201, 201), second.text
    assert first.json()["id"] != second.json()["id"]


# Row 47: who carries no living token of the right scope.
async def test_tokens_that_open_nothing_are_refused_alike(world: World, client: Client) -> None:
    living = await token_for(world.union_a)
    expired = await token_for(world.union_a, days=1)
    revoked = await token_for(world.union_a)
    made = await ApiToken.all().order_by("-id").first()
    assert made
    await people.revoke_token(made.public_id, by=world.union_a.administrator)
    closed = await token_for(world.union_b)
    await Organisation.filter(id=world.union_b.organisation).update(standing="closed")
    told = set()
    with clock.moved_to(clock.now() + timedelta(days=2)):
        for token in (
            expired,
            revoked,
            closed,
            "x" * 43,
            living[:-1],
            living + "A",
            living.swapcase(),
        ):
            answer = await client.get(STAYS, headers={"Authorization": f"Bearer {token}"})
            assert_problem(answer, 401, "token_not_valid")
            assert 'error="invalid_token"' in answer.headers["www-authenticate"]
            told.add(answer.text)
    assert len(told) == 1


async def test_malformed_and_doubled_tokens_are_refused(world: World, client: Client) -> None:
    token = await token_for(world.union_a)
    basic = base64.b64encode(f"{token}:".encode()).decode()
    for given in ("Bearer", "Bearer ", f"Basic {basic}", f"Bearer {token} x", token, f"Bearer {token},{token}", "Bearer ключ".encode()):  # fmt: skip
        answer = await client.get(STAYS, headers={"Authorization": given})
        assert_problem(answer, 401, "token_not_valid")
    doubled = [("Authorization", f"Bearer {token}")] * 2
    assert_problem(await client.get(STAYS, headers=doubled), 401, "token_not_valid")
    for address in (STAYS, f"{STAYS}?access_token={token}"):
        answer = await client.get(address)
        assert_problem(answer, 401, "token_missing")
        assert answer.headers["www-authenticate"] == 'Bearer realm="tongxin"'


async def test_a_token_opens_its_scopes_alone(world: World, client: Client, database: str) -> None:
    reader = await program(client, world.union_a, "stays.see")
    answer = await reader.post("/stays", sound(world))
    assert_problem(answer, 403, "scope_missing")
    assert 'scope="stays.book"' in answer.headers["www-authenticate"]
    operator = await program(client, world.operator_x)
    assert_problem(await operator.post("/stays", sound(world)), 403, "scope_missing")
    assert_problem(await operator.post(f"/stays/{world.b['held']}/acceptance"), 404, "stay_unknown")


async def test_wrong_tokens_are_throttled_and_sound_ones_from_there_are_not(
    world: World, client: Client
) -> None:
    union = await program(client, world.union_a)
    wrong = {"Authorization": "Bearer " + "x" * 43}
    answers = [await client.get(STAYS, headers=wrong) for _ in range(25)]

    assert {answer.status_code for answer in answers[:20]} == {401}
    assert_problem(answers[-1], 429, "too_many_wrong_tokens")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert (await union.get("/stays")).status_code == 200


# Row 48: who asks without end is told when to come again, and others notice nothing.
@asynccontextmanager
async def narrow(folder: Path) -> AsyncIterator[Client]:
    """The same house with an allowance of ten requests a minute for each organisation."""
    app = create_app(settings_for(folder, requests_per_minute=20), database_is_open=True)
    app.user_middleware = [m for m in app.user_middleware if "Limits" not in str(m.cls)]
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with Client(transport=transport, base_url=ORIGIN) as client:
        yield client


async def test_an_organisation_that_asks_too_often_waits_and_others_do_not(
    world: World, tmp_path: Path
) -> None:
    async with narrow(tmp_path) as client:
        greedy, other = await program(client, world.union_a), await program(client, world.union_b)
        second = await program(client, world.union_a)
        answers = [await greedy.get("/stays") for _ in range(12)]

        assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
        assert answers[0].headers["ratelimit"].startswith('"organisation";r=9;t=')
        assert answers[0].headers["ratelimit-policy"] == '"organisation";q=10;w=60'
        assert_problem(answers[-1], 429, "too_many_requests")
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert (await second.get("/stays")).status_code == 429
        assert (await other.get("/stays")).status_code == 200


async def test_an_allowance_is_kept_by_requests_that_come_at_once_under_several_tokens(
    world: World, tmp_path: Path
) -> None:
    async with narrow(tmp_path) as client:
        tokens = [await program(client, world.union_a) for _ in range(3)]
        answers = await asyncio.gather(*(tokens[n % 3].get("/stays") for n in range(24)))

    admitted = [answer.headers["ratelimit"] for answer in answers if answer.status_code == 200]
    assert len(admitted) == 10
    assert {answer.status_code for answer in answers} == {200, 429}


async def test_after_the_seconds_that_were_said_and_not_before_the_next_request_is_admitted(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = time.time()
    monkeypatch.setattr("time.time", lambda: started)
    async with narrow(tmp_path) as client:
        union = await program(client, world.union_a)
        refused = [await union.get("/stays") for _ in range(11)][-1]
        wait = int(refused.headers["retry-after"])
        monkeypatch.setattr("time.time", lambda: started + wait - 1.5)
        assert (await union.get("/stays")).status_code == 429
        monkeypatch.setattr("time.time", lambda: started + wait + 0.01)
        assert (await union.get("/stays")).status_code == 200


async def test_an_address_that_asks_too_often_is_told_so_as_a_problem(
    database: str, tmp_path: Path
) -> None:
    app = create_app(settings_for(tmp_path, requests_per_minute=10), database_is_open=True)
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with Client(transport=transport, base_url=ORIGIN) as client:
        answers = await asyncio.gather(*(client.get("/api/v1/sites") for _ in range(14)))
    refused = [answer for answer in answers if answer.status_code != 200]
    assert len(refused) == 4
    for answer in refused:
        assert_problem(answer, 429, "too_many_from_address")
        assert int(answer.headers["retry-after"]) == answer.json()["params"]["seconds"]
        assert 1 <= answer.json()["params"]["seconds"] <= 60


# Row 49: ranges.
async def test_a_thousand_ranges_are_passed_over(union: Program, client: Client) -> None:
    ranges = "bytes=" + ",".join(f"{n}-{n}" for n in range(1000))
    whole = await union.get("/stays")
    for address in (STAYS, "/api/v1/sites", "/robots.txt"):
        answer = await client.get(address, headers={**union.headers, "Range": ranges})
        assert answer.status_code in {200, 416}
    answer = await client.get(STAYS, headers={**union.headers, "Range": ranges})
    assert answer.content == whole.content


# Of one range, many, none and nonsense: the answer is the whole, a part, or that there is no such part.
RANGES = (
    "bytes=0-9", "bytes=-5", "bytes=5-", "bytes=0-0,2-3", "bytes=" + ",".join(f"{n}-{n}" for n in range(1000)),
    "bytes=9-3", "bytes=99999999999-", "bytes=" + "9" * 400 + "-", "bytes=--1", "bytes=", "bytes=a-b", "lines=1-2", "x",
)  # fmt: skip


async def test_ranges_of_files_are_parts_or_wholes_and_never_faults(
    world: World, client: Client
) -> None:
    await sign_in_as(client, world.union_a.administrator)
    paper = f"/union/stays/{world.a['stay']}/papers/{world.a['paper']}"
    for address in (
        static("js/nights.js"), f"/art/{world.place_x.code}.svg", "/robots.txt", "/open-data/sites.csv", "/open-data/sites.json",
        paper,
    ):  # fmt: skip
        whole = await client.get(address)
        assert whole.status_code == 200, address
        for asked in RANGES:
            answer = await client.get(address, headers={"Range": asked})
            assert answer.status_code in {200, 206, 400, 416}, (address, asked)
            if answer.status_code == 200:
                assert answer.content == whole.content
        part = await client.get(address, headers={"Range": "bytes=0-9"})
        assert part.content == (whole.content if part.status_code == 200 else whole.content[:10])


# Row 50: tags and cursors that are none, and tastes that nobody can serve.
async def test_a_tag_that_is_none_changes_nothing(
    world: World, union: Program, database: str
) -> None:
    path = f"/stays/{world.a['held']}/cancellation"
    for tag in ('"0"', "0", '"' + "x" * 3000 + '"', "W/", ",,,", '""'):
        with harmless(database):
            assert_problem(
                await union.post(path, {"fee_seen": {"minor": 0}}, if_match=tag),
                412,
                "stay_changed",
            )


async def test_whatever_a_reader_accepts_is_answered_in_json(union: Program) -> None:
    for accept in ("application/xml", "*/*", "", "x", "application/json;q=0"):
        answer = await union.get("/stays", accept=accept)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")


async def test_a_cursor_that_nobody_gave_is_refused(world: World, union: Program) -> None:
    for cursor in (world.b["stay"], "0" * 32, "1", "null", "%00", "' OR 1=1"):
        assert_problem(await union.get(f"/stays?cursor={cursor}"), 400, "cursor_unknown")
    for sort, forged in (("", ("NOPE", "%00", "' OR 1=1", "1")), ("&sort=price", ("x", "-1", "0", "00", "1e1", "99999", "9" * 40))):  # fmt: skip
        for cursor in forged:
            answer = await union.get(f"/sites?cursor={cursor}{sort}")
            assert_problem(answer, 400, "cursor_unknown")
    for query in (
        "limit=0",
        "limit=1e3",
        "limit=-1",
        "limit=100000",
        "state=secret",
        "cursor=" + "x" * 99,
    ):
        assert_problem(await union.get(f"/stays?{query}"), 422, "query_invalid")
