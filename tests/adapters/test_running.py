"""Where a server says that it can be reached."""

import socket

import pytest

from adapters.running import where


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]"), ("a.example", "a.example")],
)
def test_address_can_be_opened_as_it_is_printed(host: str, shown: str):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert where(listening, host) == f"http://{shown}:{port}/"
