"""Letters: in the recipient's language, text and HTML alike, sent once, and nobody can smuggle a header in."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from booking import notices
from booking.notices.channels import Mailer, message_of
from booking.notices.letters import post_letter
from booking.notices.models import Letter
from booking.people.models import Organisation, User
from booking.stays.models import StayEvent
from sites.foundation.database import transaction
from sites.foundation.outbox import OutboxRow
from tests.booking.notices.mail_server import MailServer
from tests.factories.people import make_union
from tests.factories.stays import submitted

ORIGIN = "https://example.test"


async def letters_of_a_submission(*, language: str, union_name: str = "") -> list[Letter]:
    union = await make_union()
    if union_name:
        await Organisation.filter(id=union.organisation).update(name=union_name, name_en=union_name)
    story = await submitted(union=union)
    await User.filter(id=story.operator.sales.user_id).update(language=language)
    await User.filter(id=story.operator.administrator.user_id).update(is_active=False)
    event = await StayEvent.get(stay_id=story.number, act="submitted")
    await notices.tell_event(event.id)
    return await Letter.all()


@pytest.mark.parametrize(
    ("language", "says", "prefix"),
    [
        ("en", "waits for your answer", "{origin}/en/operator"),
        ("zh_Hans_CN", "示例基地", "{origin}/operator"),
    ],
)
async def test_both_twins_say_the_same_in_the_recipients_language(database, language, says, prefix):
    letter = (await letters_of_a_submission(language=language))[0]
    for twin in (letter.text, letter.html):
        assert says in twin
        assert prefix in twin
        assert letter.subject in twin
    assert ('lang="en"' in letter.html) == (language == "en")
    assert "<" not in letter.text


async def test_names_with_signs_are_plain_in_text_and_escaped_in_html(database):
    letter = (await letters_of_a_submission(language="en", union_name='A & B <b>"union"'))[0]
    assert 'A & B <b>"union" waits' in letter.text
    assert "A &amp; B &lt;b&gt;" in letter.html
    assert "<b>" not in letter.html


async def test_a_letter_goes_out_by_smtp_once_however_often_its_job_runs(database):
    letter = (await letters_of_a_submission(language="en"))[0]
    async with MailServer() as server:
        mailer = Mailer(server.url, sender="no-reply@example.test")
        sent = [await notices.deliver(letter.id, channel=mailer, origin=ORIGIN) for _ in range(3)]
    assert sent == [True, False, False]
    assert server.envelopes == [("no-reply@example.test", [letter.address])]
    message = message_from_bytes(server.messages[0], policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert (message["To"], message["Subject"]) == (letter.address, letter.subject)
    assert message["Message-ID"] == f"<{letter.public_id}@example.test>"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text = message.get_body(("plain",)).get_content()
    assert f"{ORIGIN}/en/operator/stays/" in text
    assert "{origin}" not in server.messages[0].decode()


async def test_a_server_that_refuses_leaves_the_letter_unsent_for_the_next_try(database):
    letter = (await letters_of_a_submission(language="en"))[0]
    async with MailServer(refuses=True) as server:
        mailer = Mailer(server.url, sender="no-reply@example.test")
        with pytest.raises(Exception, match="450"):
            await notices.deliver(letter.id, channel=mailer, origin=ORIGIN)
    assert (await Letter.get(id=letter.id)).sent_at is None
    async with MailServer() as server:
        mailer = Mailer(server.url, sender="no-reply@example.test")
        assert await notices.deliver(letter.id, channel=mailer, origin=ORIGIN)


async def test_without_a_mail_server_letters_wait_in_the_mailbox_as_sent(database):
    letter = (await letters_of_a_submission(language="en"))[0]
    channel = notices.channel_for("", sender="x@example.test")
    assert await notices.deliver(letter.id, channel=channel, origin=ORIGIN)
    assert [(one.subject, one.is_sent) for one in await notices.mailbox()] == [
        (letter.subject, True)
    ]


async def test_the_same_letter_to_the_same_address_is_written_once(database):
    write = transaction(post_letter)
    new = {
        "source": "x:1",
        "address": "a@example.test",
        "language": "en",
        "subject": "s",
        "text": "t",
        "html": "",
    }
    for _ in range(2):
        await write(**new)
    await write(**{**new, "address": "b@example.test"})
    assert await Letter.all().count() == 2
    assert await OutboxRow.filter(topic="mail.send").count() == 2


SMUGGLED = "Hello\r\nBcc: everybody@example.test\r\n\r\nbody"


async def test_a_subject_with_line_breaks_becomes_one_line(database):
    await transaction(post_letter)(
        source="x:1", address="a@example.test", language="en", subject=SMUGGLED, text="t", html=""
    )
    letter = await Letter.get()
    message = message_of(letter, sender="no-reply@example.test", text="t", html="")
    assert message["Bcc"] is None
    assert message["Subject"] == "Hello Bcc: everybody@example.test body"


@pytest.mark.parametrize("field", ["subject", "address", "public_id"])
def test_a_header_with_a_line_break_is_never_made_into_a_message(field: str) -> None:
    sound = {"public_id": "0" * 32, "subject": "s", "address": "a@example.test"}
    letter = Letter(
        **{**sound, field: SMUGGLED}, source="x", language="en", text="t", channel="mail"
    )
    with pytest.raises(ValueError, match=r"linefeed|newline|CR|control|Header"):
        message_of(letter, sender="no-reply@example.test", text="t", html="").as_bytes()
