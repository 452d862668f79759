"""The floor: a bare ASGI application that reads the same rows in plain sqlite3 and answers the same bytes.

    python -m bench.floor RECORDING DATABASE PORT

No templates, no accounts, no headers, no log: what is left is the server, the reading and the writing.
"""

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import uvicorn


def application(recording: Path, database: str) -> Any:
    pages = json.loads(recording.read_text(encoding="utf-8"))
    by_path = {page["path"].partition("?")[0]: page for page in pages.values()}
    connection = sqlite3.connect(database, check_same_thread=False)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await _lifespan(receive, send)
            return
        page = by_path.get(scope["path"])
        for statement, values in page["statements"] if page else ():
            connection.execute(statement, values).fetchall()
        body = page["body"].encode() if page else b"ok"
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


if __name__ == "__main__":
    uvicorn.run(
        application(Path(sys.argv[1]), sys.argv[2]),
        host="127.0.0.1",
        port=int(sys.argv[3]),
        log_level="error",
        loop="uvloop",
    )
