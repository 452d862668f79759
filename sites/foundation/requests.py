"""What programs send, taken strictly: queries, and JSON bodies in which nothing is guessed and nothing is unknown."""

import json
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request

from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import M, judge, lists_of, names_of, words_of
from sites.foundation.language import N_, _

B = TypeVar("B", bound="Body")
LARGEST = 64 * 1024
LONGEST_NUMBER = 15


class Body(BaseModel):
    """A body for programs: `true` is no 1, `"1"` is no number, and a field that it does not name is a fault."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class QueryInvalid(Refusal):
    code = "query_invalid"
    kind = Kind.BAD_INPUT
    words = N_("Check %(name)s: %(fault)s.")


class BodyMalformed(Refusal):
    code = "body_malformed"
    kind = Kind.MALFORMED
    words = N_("Check %(name)s in the body: %(fault)s.")


class NoJson(Refusal):
    code = "json_malformed"
    kind = Kind.MALFORMED
    words = N_("The body is no JSON object in UTF-8: %(fault)s.")


class NotJson(Refusal):
    code = "media_type_unsupported"
    kind = Kind.UNSUPPORTED
    words = N_("Send the body as application/json in UTF-8, not compressed.")


class BodyTooLarge(Refusal):
    code = "body_too_large"
    kind = Kind.TOO_LARGE
    words = N_("The body is larger than %(most)s bytes.")


def asked(request: Request, model: type[M]) -> M:
    """The query as `model`. Refused: QueryInvalid, naming the first field at fault: a name that nothing has would be a
    filter that does not filter, and of two values one would be left out without a word.
    """
    for name in request.query_params:
        if name not in names_of(model):
            raise QueryInvalid(field=name, name=name[:40], fault=_(N_("There is no such field")))
        if len(request.query_params.getlist(name)) > 1 and name not in lists_of(model):
            raise QueryInvalid(field=name, name=name, fault=_(N_("Say it once")))
    filled = judge(request.query_params, model)
    if filled.value is None:
        name, words = next(iter(filled.errors.items()))
        raise QueryInvalid(field=name, name=name, fault=words)
    return filled.value


async def sent(request: Request, model: type[B]) -> B:
    """The body as `model`. Refused: NotJson, BodyTooLarge, NoJson, BodyMalformed naming the first field at fault."""
    _demand_json(request)
    raw = await _read(request)
    _demand_object(raw)
    try:
        return model.model_validate_json(raw)
    except ValidationError as invalid:
        fault: dict[str, Any] = {**invalid.errors(include_url=False, include_input=False)[0]}
        name = ".".join(str(part) for part in fault["loc"]) or "body"
        raise BodyMalformed(field=name, name=name, fault=words_of(fault)) from None


def _demand_json(request: Request) -> None:
    kind, _semicolon, more = request.headers.get("content-type", "").partition(";")
    name, _equals, charset = more.strip().partition("=")
    plain = not more.strip() or (
        name.strip().lower() == "charset" and charset.strip('" ').lower() in {"utf-8", "utf8"}
    )
    packed = request.headers.get("content-encoding", "identity").strip().lower() != "identity"
    if kind.strip().lower() != "application/json" or not plain or packed:
        raise NotJson


async def _read(request: Request) -> bytes:
    """No more than is allowed is ever kept, whatever the length that was announced."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced[:20]) > LARGEST:
        raise BodyTooLarge(most=LARGEST)
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST:
            raise BodyTooLarge(most=LARGEST)
    return bytes(raw)


def _demand_object(raw: bytes) -> None:
    """What lenient readers let pass: names twice, NaN, numbers without end, depth without end, other encodings."""
    try:
        read = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant,
            parse_int=_short,
        )  # fmt: skip
    except (ValueError, RecursionError):
        raise NoJson(fault=_(N_("it cannot be read"))) from None
    if not isinstance(read, dict):
        raise NoJson(fault=_(N_("it is no object")))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NoJson(fault=_(N_("a name stands in it twice")))
    return found


def _no_constant(_name: str) -> NoReturn:
    raise NoJson(fault=_(N_("NaN and Infinity are no numbers")))


def _short(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise NoJson(fault=_(N_("a number in it is too long")))
    return int(digits)
