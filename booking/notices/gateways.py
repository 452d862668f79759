"""Short messages and group robots by HTTP, each behind the interface of all channels, with its offline twin."""

from typing import Any

from booking.notices import robot_calls, robots
from booking.notices.channels import Channel, Mailbox
from booking.notices.models import Letter
from booking.people.phones import phone_of

SECONDS = 10
# What the services say when a robot speaks too often, and when there is none any more.
TOO_OFTEN, GONE = frozenset({45009, 130101}), frozenset({93000, 300001, 300005})
# Who speaks too often is not heard for a while: DingTalk's ten minutes.
DEAF_FOR = {130101: 600}
# What WeCom takes of a text, in bytes of UTF-8; DingTalk takes more.
LONGEST = 2048
# The group's settings ask for another signature or keyword than those on file.
NOT_AS_SET = 310000


class TooSoon(Exception):
    """Not now, but in so many seconds; that is no failure."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class NotTaken(Exception):
    """The gateway answered, and did not take the message."""


class TextMessages:
    """One small interface to any gateway: POST {"id", "to", "text"} as JSON; 2xx means taken."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def send(self, letter: Letter, *, text: str, html: str) -> None:  # noqa: ARG002
        number = await phone_of(int(letter.address.removeprefix("user:")))
        if number:  # taken back meanwhile: nothing to send
            await _posted(self.url, {"id": letter.public_id, "to": number, "text": text})


class Robots:
    """Both services take the same text, of so many bytes; twenty messages a minute each, counted before they are sent."""

    def __init__(self, *, demo: bool) -> None:
        self.demo = demo

    async def send(self, letter: Letter, *, text: str, html: str) -> None:  # noqa: ARG002
        address = await robots.address_of(letter.address)
        if seconds := await robot_calls.count_call(letter.address):
            raise TooSoon(seconds)
        if not address or self.demo:
            return
        answer = await _posted(address, {"msgtype": "text", "text": {"content": short(text)}})
        code = answer.get("errcode", 0)
        if code in TOO_OFTEN:
            await robot_calls.hush(letter.address, deaf := DEAF_FOR.get(code, 60))
            raise TooSoon(deaf)
        if code in GONE:
            await robots.forget_robot(letter.address)
        elif code == NOT_AS_SET:
            raise NotTaken(f"errcode {code}: signing secret or keyword are not those of the group")
        elif code:
            raise NotTaken(f"errcode {code}")


def short(text: str, most: int = LONGEST) -> str:
    """As much of the text as a robot may say; its last line, the address to open, is kept whole."""
    if len(text.encode()) <= most:
        return text
    words, _, link = text.rpartition("\n")
    end = f"…\n{link}"
    kept = words.encode()[: most - len(end.encode())].decode(errors="ignore")
    return kept + end


class Channels:
    """Each letter by its own way."""

    def __init__(self, *, mail: Channel, sms_url: str, demo: bool) -> None:
        sms: Channel = TextMessages(sms_url) if sms_url and not demo else Mailbox()
        self.ways: dict[str, Channel] = {"mail": mail, "sms": sms, "robot": Robots(demo=demo)}

    async def send(self, letter: Letter, *, text: str, html: str) -> None:
        await self.ways[letter.channel].send(letter, text=text, html=html)


async def _posted(url: str, body: dict[str, Any]) -> dict[str, Any]:
    import httpx

    async with httpx.AsyncClient(
        follow_redirects=False, trust_env=False, timeout=SECONDS
    ) as client:
        answer = await client.post(url, json=body)
    if not answer.is_success:
        raise NotTaken(f"HTTP {answer.status_code}")
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
