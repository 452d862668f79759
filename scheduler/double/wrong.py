"""What the provider refuses, in the shape in which Stripe says it."""

from typing import Any

from starlette.responses import JSONResponse


class Wrong(Exception):
    """A request that is answered by an error object."""

    def __init__(
        self, message: str, *, status: int = 400, kind: str = "invalid_request_error",
        code: str = "", param: str = "",
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.status = status
        named = {"type": kind, "message": message, "code": code, "param": param}
        self.error: dict[str, Any] = {name: value for name, value in named.items() if value}

    @property
    def body(self) -> dict[str, Any]:
        return {"error": self.error}


class LostAnswer(Exception):
    """The effect took place and the answer never arrives."""


def no_such(kind: str, given: str) -> Wrong:
    words = f"No such {kind.replace('.', '_')}: '{given}'"
    return Wrong(words, status=404, code="resource_missing", param="id")


def missing(param: str) -> Wrong:
    return Wrong(f"Missing required param: {param}.", code="parameter_missing", param=param)


def unknown(param: str) -> Wrong:
    return Wrong(f"Received unknown parameter: {param}", code="parameter_unknown", param=param)


def invalid(param: str, why: str) -> Wrong:
    return Wrong(f"Invalid {param}: {why}", param=param)


def answer(body: dict[str, Any], status: int = 200) -> JSONResponse:
    return JSONResponse(body, status)
