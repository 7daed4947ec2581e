"""One spelling for everything that is hashed, so that anybody can hash it again."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def canonical(body: Mapping[str, Any]) -> str:
    """RFC 8785 for what facts and seals hold: ASCII keys, text, whole numbers."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
