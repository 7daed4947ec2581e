"""What became of a line, in one word and one text, so that a table can hold it."""

from bot.command import Commands
from bot.grammar import Ask, Misread, Reading, read
from domain.errors import DomainError


def outcome(line: str, commands: Commands, reading: Reading) -> tuple[str, str]:
    """`runs`, `asks` and `unread` with the first button, `form` with what it wants."""
    try:
        calls = read(line, commands, reading)
    except Ask as asked:
        if asked.message.buttons:
            return "asks", asked.message.buttons[0].line
        fields = asked.message.form.fields if asked.message.form else ()
        wanted = [f.name for f in fields if f.required and not f.value]
        return "form", " ".join(wanted)
    except Misread as why:
        return "unread", why.buttons[0].line if why.buttons else ""
    except DomainError as why:
        return "refused", type(why).__name__
    return "runs", " ; ".join(f"{call.command.name} = {call.line}" for call in calls)
