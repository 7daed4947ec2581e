"""How many there are, as exactly as anybody needs it."""

MANY = 1000  # beyond this nobody counts, and the database need not either


def counted(n: int) -> str:
    """The number, or that there are more than anybody counts."""
    return f"more than {MANY:,}" if n > MANY else f"{n:,}"
