"""What a plan is asked for before it can begin: its title, the parties."""

from bot.message import Field, Form
from domain.visibility import Side

TITLE = Field(
    name="title",
    label="What you both want to achieve",
    required=True,
    hint="such as: Reduce device downtime",
)
AS = Field(
    name="as_",
    label="Your organisation is the",
    kind="choice",
    word="as",
    required=True,
    options=tuple((str(side).title(), str(side)) for side in Side),
)
WITH = Field(name="with_", label="The other party", word="with", required=True)


def start_form(line: str = "new", *, title: str = "Start a plan") -> Form:
    """The form that fills in *line*; it asks for a title where the line has none."""
    asked = (TITLE, AS, WITH) if line == "new" else (AS, WITH)
    return Form(title=title, line=line, fields=asked, submit="Start the plan")
