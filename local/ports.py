"""Ports on the loopback interface: the fixed one where it is free, any free one otherwise."""

import socket

LOOPBACK = "127.0.0.1"
ANY = 0


def free_port(preferred: int = ANY) -> int:
    """The preferred port if nobody listens on it, else a free one."""
    for port in (preferred, ANY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on the loopback interface")
