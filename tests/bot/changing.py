"""What tests of change requests share: the line asked, and how it is signed."""

from bot.message import Button
from bot.request import Account
from domain.change import Status
from tests.cast import Stage

ASKS = 'M-1 due 30 Apr "the pumps come late"'
BEFORE, AFTER = "2027-03-31", "2027-04-30"


def button(stage: Stage, who: Account, ref: str = "CR-1") -> str:
    """The line that signs exactly what is shown now."""
    return stage.ask(who, f"{ref} sign").message.buttons[0].line


def sign(stage: Stage, who: Account, ref: str = "CR-1") -> str:
    """Read it, and sign what was read."""
    return stage.does(who, button(stage, who, ref))


def due(stage: Stage) -> str:
    return str(stage.row("milestone", number=1)["due"])


def status(stage: Stage, number: int = 1) -> Status:
    found: Status = stage.row("change", number=number)["status"]
    return found


def labels(buttons: tuple[Button, ...]) -> list[str]:
    return [button.label for button in buttons]
