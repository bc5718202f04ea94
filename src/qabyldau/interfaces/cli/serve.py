"""``qabyldau serve``: web server, scheduler and task worker in one process."""

import argparse
import ipaddress

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from waitress.server import create_server

from qabyldau.core.errors import RefusedError
from qabyldau.core.installation import is_demo
from qabyldau.core.worker import Background
from qabyldau.flow.tasks import CLOCKWORK

LARGEST_BODY = 25 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say where to listen."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=port_of, default=8000)
    parser.add_argument("--threads", type=threads_of, default=8)


def port_of(words: str) -> int:
    """Return a port as it was typed; raise ValueError for one that no machine has."""
    if not 0 <= (port := int(words)) < 2**16:
        raise ValueError(words)
    return port


def threads_of(words: str) -> int:
    """Return a number of threads; raise ValueError for none, which would answer nobody."""
    if (threads := int(words)) < 1:
        raise ValueError(words)
    return threads


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    return serve(options.host, options.port, options.threads)


def serve(host: str, port: int, threads: int = 8) -> int:
    """Serve on ``host`` and ``port``; raise RefusedError for a demo on an address that others can reach.

    waitress as measured: with its defaults 500 half-sent requests stop the service, with these settings they do not.
    """
    if is_demo() and not (is_loopback(host) and settings.IS_LOCAL):
        raise RefusedError("a demonstration has open passwords: it is served on 127.0.0.1 only")
    if is_loopback(host) and "public_url" not in settings.ENVIRONMENT.model_fields_set:
        settings.PUBLIC_URL = f"http://{host}:{port}"
    server = create_server(
        get_internal_wsgi_application(),
        host=host,
        port=port,
        threads=threads,
        connection_limit=2000,
        asyncore_use_poll=True,
        channel_timeout=30,
        max_request_body_size=LARGEST_BODY,
        ident="",
        clear_untrusted_proxy_headers=True,
        **_proxy(),
    )
    background = Background(CLOCKWORK)
    background.start()
    try:
        server.run()
    finally:
        background.stop()
    return 0


def _proxy() -> dict[str, object]:
    if not settings.TRUSTED_PROXY:
        return {}
    return {
        "trusted_proxy": settings.TRUSTED_PROXY,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach ``host``.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
