"""Whether a log still is as it was written: each fact has the hash of the last."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

START = "0" * 64  # stands before the first fact


def first_broken(rows: Sequence[Mapping[str, Any]]) -> int | None:
    """The number of the first fact that is not as it was written; None if all are.

    Each row has `seq`, `body` (canonical JSON) and `hash` (SHA-256 of the body).
    """
    last = START
    for number, row in enumerate(rows, start=1):
        body = str(row["body"])
        whole = sha256(body.encode()).hexdigest() == row["hash"]
        if not whole or row["seq"] != number or json.loads(body)["prev"] != last:
            return number
        last = str(row["hash"])
    return None
