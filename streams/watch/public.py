"""Which addresses a feed may be at. A name or a redirect can point anywhere, into our own network too."""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address
Judge = Callable[[Address], bool]

GLOBAL_V6: Final = IPv6Network("2000::/3")
"""What is given out of IPv6 as global unicast; everything else is special."""
TUNNELS: Final = (IPv6Network("2001::/23"), IPv6Network("2002::/16"), IPv6Network("2001:db8::/32"))
"""IETF's own (Teredo among them), 6to4 and documentation: behind the first two any IPv4 address may be."""
RELAYS: Final = IPv4Network("192.88.99.0/24")
"""6to4's relays."""
NAT64: Final = IPv6Network("64:ff9b::/96")
"""How a network without IPv4 writes IPv4 addresses."""


def is_public(address: Address) -> bool:
    """Whether it is one host of the public network, by itself and by what it stands for."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved and address not in RELAYS
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in GLOBAL_V6 and not any(address in network for network in TUNNELS) and address.is_global


def judge(also: Sequence[str] = ()) -> Judge:
    """Public addresses, and those of networks that are named besides; raises ValueError for what is no network."""
    networks = [ip_network(network) for network in also]
    return lambda address: is_public(address) or any(address in network for network in networks)


def address_of(host: str) -> Address:
    """The address that a socket is told, without a scope."""
    return ip_address(host.partition("%")[0])
