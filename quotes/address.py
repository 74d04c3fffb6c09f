"""Addresses of the web: one spelling for each page, so that two articles with one address are known to be one."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_FACES = re.compile(r"^(?:www\d?|amp|m|mobile|touch)\.(?=[^.]+\.)")
"""Subdomains that show the same pages in another dress."""

_TRACKING = re.compile(
    r"""^(?:
        utm_\w+ | [a-z]?clid | fbclid | gclid | mc_[ce]id | igshid | _ga | ref(?:_?src|_?url|errer)? | cmp(?:id)? | icid
      | ito | smid | s_cid | ncid | at_\w+ | xtor | ocid | taid | share(?:d|type)? | src | source | spm
      | amp | outputtype | print | printable | fb_\w+ | mbid | partner | feature | __twitter_impression
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Query keys that say how a reader came or wants it shown, not which page it is."""

_SHOWN_AS = re.compile(r"/(?:amp|print|index\.(?:html?|php))$|\.amp(?=(?:\.html?)?$)", re.IGNORECASE)
_AMP_CACHE = re.compile(
    r"^(?:[\w-]+\.cdn\.ampproject\.org/[cv]/(?:s/)?|www\.google\.[a-z.]+/amp/(?:s/)?)", re.IGNORECASE
)


def _split(url: str) -> SplitResult:
    bare = re.sub(r"^(?:[a-z][a-z0-9+.-]*:)?//", "", url.strip(), flags=re.IGNORECASE)
    try:
        return urlsplit("//" + _AMP_CACHE.sub("", bare))
    except ValueError:
        return SplitResult("", "", "", "", "")


def _host(parts: SplitResult) -> str:
    host = parts.netloc.rpartition("@")[2].lower().rstrip(".")
    return re.sub(r":(?:80|443)$", "", host)


def domain_of(url: str) -> str:
    """The host of an address or of a bare domain, without its www, amp and mobile faces; "" where there is none.

    >>> domain_of("https://amp.theguardian.com/world/2022/x"), domain_of("lemonde.fr"), domain_of("mailto:")
    ('theguardian.com', 'lemonde.fr', '')
    """
    host = _host(_split(url)).partition(":")[0]
    host = _FACES.sub("", _FACES.sub("", host))
    return host if "." in host else ""


def canonical_url(url: str) -> str:
    """The one spelling of an address: https, no www/amp/mobile face, no tracking keys, no fragment, no last slash.

    The query's other keys stay, sorted, since many papers number their articles there. What is no web address comes
    back stripped and otherwise as it is.

    >>> canonical_url("http://www.example.com/news/a-storm/amp/?utm_source=x&id=7#top")
    'https://example.com/news/a-storm?id=7'
    >>> canonical_url("https://m.example.org:443/")
    'https://example.org'
    """
    parts = _split(url)
    host = _FACES.sub("", _FACES.sub("", _host(parts)))
    if "." not in host or re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)", url.strip(), re.IGNORECASE):
        return url.strip()
    path = re.sub(r"/{2,}", "/", parts.path).rstrip("/")
    path = _SHOWN_AS.sub("", path).rstrip("/")
    kept = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0]))
    return f"https://{host}{path}" + (f"?{urlencode(kept)}" if kept else "")
