"""The address of a Dask scheduler, and which may be used: whoever can connect to one runs code on all of its hosts.

Certificates are Dask's own setting (`distributed.comm.tls` in ``~/.config/dask/*.yaml``), so that scheduler, hosts and
graders read the same; docs/cluster.md shows it.
"""

from __future__ import annotations

import ipaddress
import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grader.errors import UserError, installing

if TYPE_CHECKING:
    from distributed.security import Security

CONNECT_SECONDS = 10.0
"""How long a scheduler may take to answer, and how long there may be no host."""
AGAIN = "Run the same command again when it is there: what is graded is kept, and it goes on with the rest."


def check_address(address: str, *, insecure: bool) -> None:
    """See that an address may be used: encrypted, or on this machine alone, unless somebody said `insecure`.

    Raises `UserError` where it may not, or is none.
    """
    try:
        parts = urlsplit(address)
        complete = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port
    except ValueError:
        complete = False
    if not complete:
        raise UserError(
            f"{address!r} is no address of a scheduler.", "It looks like tls://head.example.edu:8786, or tcp://... ."
        )
    if parts.scheme == "tcp" and not is_loopback(parts.hostname or "") and not insecure:
        raise UserError(
            f"{address} is not encrypted: whoever reaches it runs code as you, on every host, and reads what students"
            " handed in.",
            "Use TLS (docs/cluster.md shows how), or, in a network that only you can reach, add --insecure.",
        )


def is_loopback(host: str) -> bool:
    """Is this a name or number of this machine, which no other one reaches?"""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def certificates(address: str) -> Security:
    """Return the certificates that Dask's settings name.

    Raises `UserError` where Dask is not installed, or an encrypted address has no certificates.
    """
    try:
        _choose_settings()
        from distributed.security import Security
    except ImportError as error:
        raise UserError("Dask is not installed here.", f"Run `{installing('cluster', 'cluster')}`.") from error
    security = Security()
    if address.startswith("tls://"):
        lacking = [
            name for name in ("tls_ca_file", "tls_client_cert", "tls_worker_cert") if not getattr(security, name)
        ]
        if lacking:
            raise UserError(
                f"{address} needs certificates, and Dask's settings name none: {', '.join(lacking)}.",
                "Write them into ~/.config/dask/tls.yaml, as docs/cluster.md shows.",
            )
    return security


def _choose_settings() -> None:
    """Keep Dask from writing its log to the terminal, and from trying for long to reach a host that is gone.

    What a person has to know is told in sentences. Where a host is chosen in the moment in which it dies, Dask tries to
    connect as long as its settings say, 30 seconds by its own: it gives up only connections that had begun by then.
    """
    import dask

    levels = dict.fromkeys(("distributed", "distributed.client", "tornado", "tornado.application"), "critical")
    connect = "distributed.comm.timeouts.connect"
    tries = dask.config.get(connect, f"{CONNECT_SECONDS}s")  # a person's, where Dask has not read its own by now
    dask.config.set({"logging": levels, "distributed.admin.large-graph-warning-threshold": "1 GiB", connect: tries})
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
