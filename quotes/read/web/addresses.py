"""Which addresses of the internet are public (all others are somebody's own network, and no page may lead us there),
and which urls are of one site."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from binascii import Error
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from quotes.address import domain_of

_IPV4 = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
"""
"""IANA IPv4 Special-Purpose Address Registry, and multicast: "this", private, shared, loopback, link-local,
protocols, documentation, 6to4 relays, benchmarks, reserved."""
_IPV4_CLOSED = tuple(map(ip_network, _IPV4.split()))

_IPV6_OPEN = ip_network("2000::/3")
_IPV6_CLOSED = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
"""Global unicast but for what IANA's IPv6 registry sets aside: protocols with Teredo, documentation, 6to4. Teredo and
6to4 carry any IPv4 address within."""
_NAT64 = ip_network("64:ff9b::/96")
"""RFC 6052: the IPv4 internet as networks of IPv6 alone see it; the last 32 bits are the address."""


def is_public(address: str) -> bool:
    """Whether an address in its usual writing is one of the public internet.

    >>> [is_public(a) for a in ("93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e")]
    [True, True, True]
    >>> [is_public(a) for a in ("127.0.0.1", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "fe80::1%eth0", "224.0.0.1")]
    [False, False, False, False, False, False]
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _is_public_4(found) if isinstance(found, IPv4Address) else _is_public_6(found)


def _is_public_4(address: IPv4Address) -> bool:
    return not any(address in network for network in _IPV4_CLOSED)


def _is_public_6(address: IPv6Address) -> bool:
    if address.ipv4_mapped:
        return _is_public_4(address.ipv4_mapped)
    if address in _NAT64:
        return _is_public_4(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _IPV6_OPEN and not any(address in network for network in _IPV6_CLOSED)


def same_site(one: str, other: str) -> bool:
    """Whether two urls are of one site or of one site's parts.

    >>> same_site("https://news.echo.example/a", "https://www.echo.example/a?x")
    True
    >>> same_site("https://echo.example", "https://anvil.example"), same_site("https://echo.example", "echo")
    (False, False)
    """
    one, other = domain_of(one), domain_of(other)
    return bool(one and other) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))


_INNER = re.compile(rb"https?://[\x21-\x7e]{4,}")


def behind(url: str) -> str:
    """The article's address in one of Google News, which held it until 2024, in base 64 among other bytes; another
    address as it is.

    >>> behind("https://news.google.com/rss/articles/CBMiFmh0dHBzOi8vZWNoby5leGFtcGxlL2HSAQA?oc=5")
    'https://echo.example/a'
    >>> behind("https://echo.example/rss/articles/CBMi")
    'https://echo.example/rss/articles/CBMi'
    """
    if not is_hidden(url):
        return url
    token = urlsplit(url).path.rpartition("/")[2]
    try:
        found = _INNER.search(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (Error, ValueError):
        return url
    return found[0].decode() if found else url


def is_hidden(url: str) -> bool:
    """Whether this is Google News' own address of somebody else's article.

    >>> is_hidden("https://news.google.com/rss/articles/CBMi"), is_hidden("https://news.google.com/rss")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.hostname == "news.google.com" and "/articles/" in parts.path
