"""The door for programs: token, scope and allowance before the handler, what is left after it."""

from starlette.requests import Request
from starlette.responses import Response

from booking.api.allowance import Allowance
from booking.api.credentials import ScopeMissing, TokenNotValid, program_behind
from booking.people import Program
from sites.foundation.actor import Actor
from sites.foundation.described import Operation
from sites.foundation.problems import Handler, answering


def admitting(operation: Operation) -> Handler:
    """The operation's handler behind the door. Its own refusals carry the same headers as its answers."""

    async def with_scope(request: Request) -> Response:
        if not actor_behind(request).may(operation.scope):
            raise ScopeMissing(scope=operation.scope)
        return await operation.handler(request)

    inside = answering(with_scope)

    async def admitted(request: Request) -> Response:
        allowance: Allowance = request.app.state.allowance
        program = await _known(request, allowance)
        headers = await allowance.take(program.actor.organisation_id)
        request.state.program = program
        answer = await inside(request)
        answer.headers.update(headers)
        return answer

    return admitted


def actor_behind(request: Request) -> Actor:
    """Who acts; only behind the door."""
    program: Program = request.state.program
    return program.actor


async def program_if_sent(request: Request) -> Program | None:
    """Where no token is needed: whose it is, if one was sent. Refused: TokenNotValid, TooManyWrongTokens."""
    if "authorization" not in request.headers:
        return None
    return await _known(request, request.app.state.allowance)


async def _known(request: Request, allowance: Allowance) -> Program:
    try:
        return await program_behind(request)
    except TokenNotValid:
        await allowance.note_wrong_token(request.client.host if request.client else "unknown")
        raise
