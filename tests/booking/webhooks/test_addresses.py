"""Webhooks go to public addresses alone, and to the very one that was checked."""

import pytest

from booking.webhooks.addresses import NotPublic, is_public, sound_url, target_of
from booking.webhooks.refusals import AddressUnfit
from booking.webhooks.sending import NotDelivered, Outside
from scheduler.jobs.outside import NotFetched, fetched
from tests.booking.webhooks.receivers import Resolver, receiving

INSIDE = (
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1",
    "255.255.255.255", "224.0.0.1", "192.0.2.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::7f00:1", "nonsense", "",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_networks_and_tunnels_into_them_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "114.114.114.114", "2400:3200::1", "::ffff:8.8.8.8"]
)
def test_addresses_of_the_open_net_are_public(address: str) -> None:
    assert is_public(address)


NO_NAMES = (
    "a..example.cn",
    "a" * 64 + ".example.cn",
    "-a.example.cn",
    "a-.example.cn",
    ".example.cn",
    "example.cn..",
    "example",
)


@pytest.mark.parametrize("host", NO_NAMES)
def test_what_is_no_name_of_a_server_is_refused_when_it_is_entered(host: str) -> None:
    with pytest.raises(AddressUnfit):
        sound_url(f"https://{host}/", allowed=())


@pytest.mark.parametrize("host", NO_NAMES[:2])
async def test_a_name_that_cannot_be_looked_up_is_nobody(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    def looked_up(host: str, *_: object, **__: object) -> list[object]:
        """As the system does it: first the name becomes bytes."""
        return [host.encode("idna")]

    monkeypatch.setattr("socket.getaddrinfo", looked_up)
    with pytest.raises(NotDelivered, match="unknown_host"):
        await Outside(allowed=()).send(f"https://{host}/", headers={}, body="{}")
    with pytest.raises(NotFetched, match="unknown_host"):
        await fetched(f"https://{host}/rooms.ics")


@pytest.mark.parametrize("address", INSIDE)
async def test_a_name_that_leads_inside_is_not_called(address: str) -> None:
    outside = Outside(allowed=(), resolve=Resolver([address]))
    with pytest.raises(NotDelivered, match="no_public_address"):
        await outside.send("https://hooks.example.cn/", headers={}, body="{}")


async def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(NotPublic):
        await target_of(
            "https://hooks.example.cn/", allowed=(), resolve=Resolver(["8.8.8.8", "10.0.0.1"])
        )


async def test_a_name_that_changes_its_mind_is_asked_once_and_taken_at_its_word() -> None:
    """DNS rebinding: public when checked, private when connected to."""
    resolve = Resolver(["8.8.8.8"], ["127.0.0.1"])
    target = await target_of("https://hooks.example.cn/in?a=1", allowed=(), resolve=resolve)
    assert (target.address, target.host, target.path) == ("8.8.8.8", "hooks.example.cn", "/in?a=1")
    assert resolve.asked == ["hooks.example.cn"]
    with pytest.raises(NotDelivered):
        await Outside(allowed=(), resolve=resolve).send(
            "https://hooks.example.cn/", headers={}, body="{}"
        )


async def test_what_is_connected_to_is_the_checked_address_under_its_own_name() -> None:
    async with receiving() as receiver:
        outside = Outside(allowed={"hooks.inside"}, resolve=Resolver(["127.0.0.1"]))
        assert await outside.send(receiver.url, headers={"webhook-id": "msg_1"}, body="{}") == 204
    assert receiver.heads[0]["host"] == f"hooks.inside:{receiver.port}"
    assert receiver.heads[0]["webhook-id"] == "msg_1"


async def test_redirects_are_not_followed() -> None:
    async with receiving(302) as receiver:
        outside = Outside(allowed={"hooks.inside"}, resolve=Resolver(["127.0.0.1"]))
        assert await outside.send(receiver.url, headers={}, body="{}") == 302
    assert len(receiver.bodies) == 1


async def test_a_receiver_that_is_not_there_is_no_connection() -> None:
    async with receiving() as receiver:
        url = receiver.url
    with pytest.raises(NotDelivered, match="connection"):
        await Outside(allowed={"hooks.inside"}, resolve=Resolver(["127.0.0.1"])).send(
            url, headers={}, body="{}"
        )


def test_only_hosts_that_the_settings_name_may_be_inside_and_without_tls() -> None:
    assert sound_url("http://hooks.inside:8080/in", allowed={"hooks.inside"})
    for url in ("http://hooks.inside/", "http://hooks.example.cn/", "https://hooks/"):
        with pytest.raises(AddressUnfit):
            sound_url(url, allowed={"other.inside"})
