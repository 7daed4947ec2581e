"""Whom a line names: one word in it for each person, whatever the platform wrote."""

import re
from collections.abc import Mapping

from bot.request import Account

NOT_A_NAME = re.compile(r"[^\w.'-]+")


def token(account: Account, taken: Mapping[str, Account]) -> str:
    """One word that names them; their id where two are called the same."""
    name = "@" + NOT_A_NAME.sub(".", account.name).strip(".'-")
    return (
        name if len(name) > 1 and name.lower() not in taken else f"<@{account.account}>"
    )
