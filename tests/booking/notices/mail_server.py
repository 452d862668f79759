"""A mail server of forty lines on this machine: takes letters, or refuses them for now."""

import asyncio
from types import TracebackType
from typing import Self


class MailServer:
    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses = refuses
        self.envelopes: list[tuple[str, list[str]]] = []
        self.messages: list[bytes] = []

    @property
    def url(self) -> str:
        host, port = self.server.sockets[0].getsockname()[:2]
        return f"smtp://{host}:{port}"

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:  # fmt: skip
        self.server.close()
        await self.server.wait_closed()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender, receivers = "", []
        writer.write(b"220 test\r\n")
        while line := (await reader.readline()).decode().strip():
            verb, _, rest = line.partition(" ")
            answer = b"250 yes"
            if verb == "MAIL":
                sender = rest[rest.index("<") + 1 : rest.index(">")]
            elif verb == "RCPT":
                receivers.append(rest[rest.index("<") + 1 : rest.index(">")])
                answer = b"450 not now" if self.refuses else answer
            elif verb == "DATA":
                writer.write(b"354 go on\r\n")
                self.messages.append(await reader.readuntil(b"\r\n.\r\n"))
                self.envelopes.append((sender, receivers))
            writer.write((b"221 bye" if verb == "QUIT" else answer) + b"\r\n")
            await writer.drain()
            if verb == "QUIT":
                break
        writer.close()
