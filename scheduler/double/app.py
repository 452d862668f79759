"""Composition: the interface, the hosted page, the controls, and the telling beside them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from scheduler.double import controls, interface, page
from scheduler.double.faults import Faults
from scheduler.double.store import Store
from scheduler.double.telling import Teller


def create_app(
    store: Store, *, secret_key: str, listener: str = "", webhook_secret: str = "", origin: str = ""
) -> Starlette:
    """`listener` is the address that events are told to; `origin` under which people reach the hosted page."""
    faults = Faults()
    teller = Teller(store, faults, to=listener, secret=webhook_secret)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        telling = asyncio.create_task(teller.keep_telling())
        try:
            yield
        finally:
            telling.cancel()

    app = Starlette(routes=[*interface.ROUTES, *page.ROUTES, *controls.ROUTES], lifespan=lifespan)
    app.state.store, app.state.faults, app.state.teller = store, faults, teller
    app.state.secret_key, app.state.origin = secret_key, origin
    return app
