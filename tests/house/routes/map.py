"""The router as data: every route of the composed application, filled addresses, and what the table says of each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Route

from booking.people.permissions import TABLE
from sites.foundation.actor import Actor
from sites.foundation.pages import PUBLIC

# Which desk a root of addresses belongs to. What stands under none of these is everybody's.
DESKS: dict[str, frozenset[str]] = {
    "/union": frozenset({"union"}),
    "/operator": frozenset({"operator"}),
    "/federation": frozenset({"federation"}),
    "/partner": frozenset({"federation"}),
    "/platform": frozenset({"platform"}),
    "/centre": frozenset({"service_centre"}),
    "/agency": frozenset({"agency"}),
}
# What an address must say beside its path to show more than an empty page.
QUERIES = {
    "/union/hold": "?site={site}", "/union/batches": "?site={site}",
    "/union/batches/held": "?stay={stay}", "/union/waiting/new": "?site={site}", "/union/pools/new": "?site={site}",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One route. `needs` is empty for routes of programs; those that ask for a token have a `scope` instead."""

    path: str
    methods: frozenset[str]
    needs: str
    route: Route
    scope: str = ""

    @property
    def is_public(self) -> bool:
        return self.needs == PUBLIC

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")

    @property
    def reads(self) -> bool:
        return "GET" in self.methods

    @property
    def writes(self) -> bool:
        return "POST" in self.methods

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(name.split(":")[0] for name in re.findall(r"{([^}]+)}", self.path))

    def is_of(self, actor: Actor) -> bool:
        """Whether the address belongs to the desks at which this actor works."""
        root = "/" + self.path.split("/")[1]
        return actor.kind in DESKS.get(root, frozenset({actor.kind}))

    def answers(self, address: str) -> bool:
        """Whether a filled address is one of this route's, whatever the method."""
        return bool(self.route.path_regex.match(address.partition("?")[0]))

    def filled(self, values: Mapping[str, str]) -> str:
        """The address with ids in it. A name that the world lacks is a fault of the test's world."""
        path = self.path
        if "traveller" in self.names:  # who is named stands on the list of another stay
            values = {**values, "stay": values["named"]}
        for name in self.names:
            assert name in values, f"the world of the house's tests has no {{{name}}}: {self.path}"
            path = re.sub(rf"{{{name}(:[a-z]+)?}}", values[name], path)
        return path + QUERIES.get(self.path, "").format(**values)


def addresses(app: Starlette) -> Iterator[Address]:
    for route in app.routes:
        assert isinstance(route, Route), f"{route} is neither a page nor an operation"
        needs = str(getattr(route, "needs", ""))
        scope = str(getattr(route, "scope", ""))
        yield Address(route.path, frozenset(route.methods or ()), needs, route, scope)


def granted_somewhere() -> frozenset[str]:
    """Every permission that the table gives to anybody."""
    every: frozenset[str] = frozenset()
    for roles in TABLE.values():
        every = every.union(*roles.values())
    return every


def app_of(client: Any) -> Starlette:
    """The application behind an in-process client."""
    app: Starlette = client._transport.app
    return app
