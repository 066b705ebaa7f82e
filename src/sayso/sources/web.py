"""One page of the web, fetched politely and to a limit."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from sayso.errors import SourceError
from sayso.sources.html import looks_like_html
from sayso.sources.showing import shown, shown_address
from sayso.sources.texts import too_long

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

USER_AGENT = "sayso/0.1 (+news reading tool)"

_MOST_REDIRECTS = 5
_CHUNK = 16_384  # compressed bytes at a time: unpacked, at most a thousand times as many
_LONGEST_ADDRESS = 8_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_STATUSES = {
    401: "asks for a login",
    402: "asks for payment",
    403: "refuses access",
    404: "was not found",
    410: "is gone",
    429: "is asked for too often; try again later",
    451: "is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address holds: its bytes, as which type and in which encoding, and where it was in the end."""

    body: bytes
    address: str
    is_page: bool
    charset: str | None


def fetch(address: str, *, timeout: float, max_bytes: int) -> Answer:
    """The web page or plain text at an http or https address, after at most five redirects.

    `timeout` is in seconds and covers everything, from finding the host to the last byte;
    `max_bytes` limits the unpacked body.  Proxies are taken from the environment.  Raises
    SourceError where it can't be had: not found, refused, too slow, too big, no page, no address.
    """
    _refuse_unusual(address)
    task = _Task(lambda: _fetched(address, task, max_bytes), deadline=time.monotonic() + timeout)
    task.start()
    # A thread can be left behind where a socket can't: names are looked up without any time limit.
    task.join(timeout)
    if task.is_alive():
        task.abandoned = True
        raise _too_slow(timeout)
    if task.failure is not None:
        raise _explained(task.failure, timeout)
    assert task.answer is not None
    return task.answer


class _Task(threading.Thread):
    """One fetch, which gives up by itself soon after it was `abandoned`."""

    def __init__(self, work: Callable[[], Answer], *, deadline: float) -> None:
        super().__init__(name="sayso-fetch", daemon=True)
        self.work = work
        self.deadline = deadline
        self.abandoned = False
        self.answer: Answer | None = None
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.answer = self.work()
        except BaseException as error:  # whoever waits is told
            self.failure = error

    def left(self) -> float:
        """Seconds until the deadline.  Raises TimeoutError where it has passed."""
        left = self.deadline - time.monotonic()
        if left <= 0 or self.abandoned:
            raise TimeoutError
        return left


def _refuse_unusual(address: str) -> None:
    try:
        parts = urlsplit(address)
        address.encode("utf-8")
        _ = parts.port
    except ValueError as error:
        raise SourceError("is not a valid address", remedy="check it") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise SourceError(f"{shown(parts.scheme)} addresses can't be read", remedy="only http and https can")
    if not parts.hostname or len(address) > _LONGEST_ADDRESS:
        raise SourceError("is not a valid address", remedy="check it")
    if parts.username is not None or parts.password is not None:
        raise SourceError("holds a user name or password", remedy="save the page and read the file")


def _fetched(address: str, task: _Task, max_bytes: int) -> Answer:
    import urllib3

    urls = [urldefrag(address).url]
    while True:
        pool = _pool(urls[-1])
        with pool:
            response = pool.request(
                "GET",
                urls[-1],
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(total=task.left()),
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
                    "Accept-Encoding": "gzip",
                },
            )
            try:
                if response.status not in _REDIRECTS:
                    return _answer(response, urls[-1], task, max_bytes)
                urls.append(_next_address(urls, response.headers.get("Location")))
            finally:
                response.close()


def _pool(url: str) -> PoolManager:
    """Connections to the host of `url`, through the proxy that the environment names for it."""
    from urllib.request import getproxies, proxy_bypass

    import urllib3

    parts = urlsplit(url)
    settings: dict[str, Any] = {"num_pools": 1}
    if parts.scheme == "https":
        settings["ssl_context"] = _tls()
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.netloc):
        return urllib3.ProxyManager(proxy if "://" in proxy else f"http://{proxy}", **settings)
    return urllib3.PoolManager(**settings)


def _tls() -> ssl.SSLContext:
    """The system's trusted authorities; those of certifi where the system shows none."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        try:
            import certifi

            context.load_verify_locations(certifi.where())
        except (ImportError, OSError):
            pass
    return context


def _next_address(urls: list[str], location: str | None) -> str:
    if not location:
        raise SourceError("redirects to nowhere")
    try:
        following = urldefrag(urljoin(urls[-1], location)).url
        _refuse_unusual(following)
    except (SourceError, ValueError) as error:
        reason = error.what if isinstance(error, SourceError) else "is not a valid address"
        raise SourceError(
            f"redirects to {shown_address(location)}, which can't be followed: {reason}"
        ) from error
    if following in urls:
        raise SourceError("redirects in a circle")
    if len(urls) > _MOST_REDIRECTS:
        raise SourceError(f"redirects more than {_MOST_REDIRECTS} times")
    return following


def _answer(response: BaseHTTPResponse, url: str, task: _Task, max_bytes: int) -> Answer:
    if response.status != 200:
        meaning = _STATUSES.get(response.status, "can't be had")
        raise SourceError(f"{meaning} (HTTP {response.status})")
    kind, charset = _content_type(response.headers.get("Content-Type", ""))
    if kind and kind not in _PAGES and kind != "text/plain":
        raise SourceError(
            f"is {shown(kind)}, not a web page or plain text", remedy="save what it holds as text"
        )
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise SourceError(f"comes packed as {shown(packing)}, which was not asked for")
    body = _body(response, task, max_bytes)
    if not body.strip():
        raise SourceError("is empty")
    return Answer(body, url, kind in _PAGES or looks_like_html(body[:4_096]), charset)


def _body(response: BaseHTTPResponse, task: _Task, max_bytes: int) -> bytes:
    announced = response.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and len(announced) < 20 and int(announced) > max_bytes:
        raise too_long(int(announced), max_bytes)
    parts, size = [], 0
    for part in response.stream(_CHUNK, decode_content=True):
        task.left()
        parts.append(part)
        size += len(part)
        if size > max_bytes:
            raise too_long(None, max_bytes)
    return b"".join(parts)


def _content_type(header: str) -> tuple[str, str | None]:
    """The type and the charset that a Content-Type header names."""
    kind, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(" \"'"):
            return kind.strip().lower(), value.strip(" \"'")
    return kind.strip().lower(), None


def _too_slow(timeout: float) -> SourceError:
    return SourceError(f"took longer than {timeout:g} seconds", remedy="allow more with --timeout")


def _explained(failure: BaseException, timeout: float) -> SourceError:
    """What went wrong with a connection, for a person."""
    from urllib3 import exceptions

    if isinstance(failure, SourceError):
        return failure
    reason = getattr(failure, "reason", None) or getattr(failure, "original_error", None)
    causes = (failure, reason)
    if any(isinstance(cause, exceptions.ProxyError) for cause in causes):
        return SourceError("the proxy can't be reached", remedy="check http_proxy and https_proxy")
    if any(
        isinstance(cause, (exceptions.NameResolutionError, exceptions.LocationParseError)) for cause in causes
    ):
        return SourceError("its host can't be found", remedy="check the address and the connection")
    if any(isinstance(cause, exceptions.NewConnectionError) for cause in causes):
        refused = isinstance(failure.__cause__, ConnectionRefusedError)
        what = "refuses the connection" if refused else "its host can't be reached"
        return SourceError(what, remedy="check the address and the connection")
    if any(isinstance(cause, (exceptions.TimeoutError, TimeoutError)) for cause in causes):
        return _too_slow(timeout)
    if any(isinstance(cause, (exceptions.SSLError, ssl.SSLError)) for cause in causes):
        return SourceError(
            "its certificate or encryption can't be trusted", remedy="open it in a browser to see why"
        )
    if any(isinstance(cause, exceptions.DecodeError) for cause in causes):
        return SourceError("comes packed in a way that can't be unpacked")
    if any(isinstance(cause, (exceptions.HTTPError, OSError)) for cause in causes):
        return SourceError("the connection broke off", remedy="try again")
    if isinstance(failure, Exception):
        return SourceError(f"can't be fetched: {shown(str(failure) or type(failure).__name__)}")
    raise failure
