"""Which addresses are one host of the public network."""

from ipaddress import ip_address

import pytest

from streams.watch.public import address_of, is_public, judge


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        # this host and its neighbours
        ("0.0.0.0", False),
        ("127.0.0.1", False),
        ("127.255.255.254", False),
        ("::", False),
        ("::1", False),
        ("169.254.169.254", False),
        ("fe80::1", False),
        ("fec0::1", False),
        # private
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("172.32.0.1", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("198.18.0.1", False),
        ("fc00::1", False),
        ("fd12:3456::1", False),
        # many, or nobody
        ("224.0.0.1", False),
        ("239.255.255.250", False),
        ("ff02::1", False),
        ("ff0e::1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("203.0.113.1", False),
        ("2001:db8::1", False),
        ("100::1", False),
        # IPv4 in another dress
        ("::ffff:8.8.8.8", True),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::127.0.0.1", False),
        ("::8.8.8.8", False),
        ("64:ff9b::8.8.8.8", True),
        ("64:ff9b::127.0.0.1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b:1::10.0.0.1", False),
        ("2002:7f00:1::1", False),
        ("2002:a00:1::1", False),
        ("2002:808:808::1", False),
        ("192.88.99.1", False),
        ("2001:0:7f00:1::1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_only_public_hosts_are_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_networks_that_are_named_may_be_asked_too() -> None:
    allowed = judge(["10.2.0.0/16", "fd00::/8"])
    assert [allowed(ip_address(one)) for one in ("10.2.3.4", "fd00::1", "8.8.8.8", "10.3.0.1", "fe80::1")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_a_scope_changes_nothing() -> None:
    assert not is_public(address_of("fe80::1%eth0"))
