"""Brings what is announced on loopback to a Home Assistant that listens there."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
import socket
import struct
from threading import Thread

from .process import LOOPBACK

GROUP = "224.0.0.251"
PORT = 5353
LARGEST = 9000
# Where several programs listen, each sender's datagrams go to one of them.
SENDERS = 32


@contextmanager
def relayed_announcements() -> Iterator[None]:
    """Pass multicast on loopback on to the IPv6 socket of Home Assistant.

    With no network but loopback Home Assistant joins no group. Where loopback has
    no IPv6 it listens on IPv4, and hears the groups that others have joined.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind((GROUP, PORT))
    member = struct.pack("4s4s", socket.inet_aton(GROUP), socket.inet_aton(LOOPBACK))
    listener.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
    thread = Thread(target=_relay, args=(listener,), name="mDNS relay")
    thread.start()
    try:
        yield
    finally:
        # An empty datagram is the end; closing would not wake the thread.
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            interface = socket.inet_aton(LOOPBACK)
            sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, interface)
            sender.sendto(b"", (GROUP, PORT))
        thread.join(10)
        listener.close()


def _relay(listener: socket.socket) -> None:
    """Pass datagrams on, until an empty one comes."""
    with ExitStack() as stack, suppress(OSError):
        senders = [
            stack.enter_context(socket.socket(socket.AF_INET6, socket.SOCK_DGRAM))
            for _ in range(SENDERS)
        ]
        while datagram := listener.recv(LARGEST):
            for sender in senders:
                with suppress(OSError):
                    sender.sendto(datagram, ("::1", PORT))
