"""Who may do what: one row for every command, written from COMMANDS.md "Who may"."""

from dataclasses import dataclass
from typing import Literal

from bot.request import Account, Place
from domain.visibility import Side
from tests.cast import (
    ANN,
    BOB,
    CAT,
    DAN,
    EVE,
    HALDEN,
    OLA,
    ORBIT,
    OURS,
    ROOM,
    SAM,
    SUE,
    THEIRS,
    TIM,
    ZED,
    account,
)

# Never enrolled: those whom the others name.
NEW = {Side.CUSTOMER: account("Ned", HALDEN), Side.SUPPLIER: account("Nia", ORBIT)}
ACTORS: dict[tuple[Side | None, str], Account] = {
    (Side.CUSTOMER, "lead"): ANN,
    (Side.CUSTOMER, "sponsor"): SAM,
    (Side.CUSTOMER, "contributor"): CAT,
    (Side.CUSTOMER, "observer"): OLA,
    (Side.SUPPLIER, "lead"): BOB,
    (Side.SUPPLIER, "sponsor"): SUE,
    (Side.SUPPLIER, "contributor"): DAN,
    (Side.SUPPLIER, "observer"): EVE,
    (None, "third"): TIM,
    (None, "removed"): ZED,
}
HOME = {Side.CUSTOMER: OURS, Side.SUPPLIER: THEIRS}

ALL = "lead sponsor contributor observer"
WORKERS = "lead contributor"
OUTSIDE = "third removed"
BOTH = tuple(Side)
Where = Literal["room", "home", "direct"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of *command*, what was said before it, and who may say it.

    Words in braces are filled in for the party a thing belongs to: `{lead}` and the
    other roles, `{newcomer}`, `{side}`, `{ref}` of what was added, `{button}` the last
    answer offered; `{private}` is the word in a private world, and nothing else.
    `own`, `other` and `ours` are the roles that may, of the party whose thing it is,
    of the other party, and where it is private to their own. `said` begins with who
    says it, and with `their` where it is somebody of the other party. `but` is the
    rule by which even those are refused here; `quiet` where it need not change
    anything; `asks` where its answer is a question. `where` it is typed: in the room
    both read, in the party's own, or in a direct message.
    """

    command: str
    line: str
    own: str
    other: str | None = None
    ours: str | None = None
    outside: str = ""
    said: tuple[str, ...] = ()
    plan: str = "signed"
    sides: tuple[Side, ...] = BOTH
    where: Where = "room"
    but: str = ""
    quiet: bool = False
    asks: bool = False

    @property
    def about_item(self) -> bool:
        return "{ref}" in self.line

    @property
    def hideable(self) -> bool:
        """Whether a private thing of the other party may be what the line is about."""
        return self.about_item and any("{private}" in said for said in self.said)

    def may(self, owner: Side, actor: tuple[Side | None, str]) -> bool:
        side, role = actor
        if side is None:
            return role in self.outside.split()
        other = self.own if self.other is None else self.other
        return role in (self.own if side is owner else other).split()

    def may_inside(self, role: str) -> bool:
        """Whether *role* may where the thing is private; observers never do."""
        roles = self.own if self.ours is None else self.ours
        return role != "observer" and role in roles.split()

    def place(self, owner: Side) -> Place | None:
        return {"room": ROOM, "home": HOME[owner], "direct": None}[self.where]


PUMP = 'lead: action add "Replace the pump" owner {lead}{private}'
WEEKLY = 'lead: action add "Send figures" owner {lead} weekly on mon{private}'
FAR = "due 2027-06-30"
SITE = f'lead: milestone add "Site ready" {FAR}{{private}}'
GOAL = 'lead: objective add "Fewer visits"{private}'
RULE = 'lead: decision add "We lease"{private}'
MEETS = 'lead: checkpoint add "Walk round" on 2027-01-12 at 10:00'
MEET_OFTEN = 'lead: checkpoint schedule "Review" weekly on tue at 10:00'
LED = f"{MEETS} chair {{contributor}}"
BEGUN = "lead: {ref} start"
ENDED = "lead: {ref} end"
AGREED = "their lead: agree {ref}"  # said only where it waits for them: joint things
ASKED = 'lead: M-1 due 2027-06-30 "late"'
ALREADY = "their lead: join"
RAISED = 'lead: issue raise "Pumps fail" severity high owner {lead}{private}'
SEATED = "lead sponsor contributor"  # the sponsors of the cast hold the tactical tier
CLIMBED = "lead: {ref} escalate now"
SOLVED = "lead: {ref} resolve done"
ANSWERS = (("accept", "{ref} accept"), ("send back", '{ref} send back "no"'))
# Nobody can name an observer to accept.
JUDGES = (
    ("contributor", "lead contributor"),
    ("sponsor", "lead sponsor"),
)

MATRIX = (
    # Actions: the owner's party does the work, the other party answers.
    Row(command="action add", line='action add "Order filters"', own=WORKERS),
    Row(
        command="action add",
        line='action add "Order filters" owner {contributor}',
        own=WORKERS,
        other=WORKERS,
    ),
    Row(
        command="action start",
        line="{ref} start",
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    Row(
        command="action progress",
        line="{ref} 40%",
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    Row(
        command="action done",
        line="{ref} done",
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    Row(
        command="action block",
        line='{ref} block "no access"',
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    Row(
        command="action unblock",
        line="{ref} unblock",
        own=WORKERS,
        other="",
        said=(PUMP, 'lead: {ref} block "no access"'),
    ),
    Row(
        command="action due",
        line='{ref} due 2027-06-30 "late"',
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    Row(
        command="action due",
        line="{ref} due 10 working days",
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    Row(
        command="action stop",
        line="{ref} stop",
        own=WORKERS,
        other="",
        said=(WEEKLY,),
    ),
    Row(
        command="action done",
        line="{ref} done",
        own=WORKERS,
        other="",
        said=(WEEKLY,),
    ),
    Row(
        command="item cancel",
        line='{ref} cancel "on holiday"',
        own=WORKERS,
        other="",
        said=(WEEKLY,),
    ),
    Row(
        command="item share",
        line="{ref} share yes",
        own="",
        other="",
        ours=WORKERS,
        said=(WEEKLY,),
    ),
    Row(
        command="action accept",
        line="{ref} accept",
        own="",
        other="lead",
        ours="lead",
        said=(PUMP, "lead: {ref} done"),
    ),
    *(
        Row(
            command=f"action {answer}",
            line=line,
            own="",
            other=other,
            said=(
                f'lead: action add "Fix it" owner {{lead}} accept by {{their_{judge}}}',
                "lead: {ref} done",
            ),
        )
        for answer, line in ANSWERS
        for judge, other in JUDGES
    ),
    Row(
        command="action send back",
        line='{ref} send back "no report"',
        own="",
        other="lead",
        ours="lead",
        said=(PUMP, "lead: {ref} done"),
    ),
    Row(
        command="action reopen",
        line='{ref} reopen "it broke again"',
        own=WORKERS,
        other=WORKERS,
        said=(PUMP, 'lead: {ref} cancel "not needed"'),
    ),
    # Objectives and milestones: leads claim, the other party's lead answers.
    Row(command="objective add", line='objective add "Faster repairs"', own="lead"),
    Row(
        command="objective met",
        line='{ref} met "1.4 % in May"',
        own="lead",
        other="lead",
        said=(GOAL, AGREED),
    ),
    Row(
        command="objective accept",
        line="{ref} accept",
        own="",
        other="lead",
        ours="lead",
        said=(GOAL, AGREED, 'lead: {ref} met "1.4 % in May"'),
    ),
    Row(
        command="objective send back",
        line='{ref} send back "not in May"',
        own="",
        other="lead",
        ours="lead",
        said=(GOAL, AGREED, 'lead: {ref} met "1.4 % in May"'),
    ),
    Row(
        command="objective by",
        line="{ref} by 2027-06-30",
        own="lead",
        other="",
        said=(GOAL,),
    ),
    Row(command="milestone add", line=f'milestone add "Live" {FAR}', own="lead"),
    *(
        Row(
            command=f"milestone {result}",
            line=f'{{ref}} {result} "see report"',
            own="lead",
            other="lead",
            said=(SITE, AGREED),
        )
        for result in ("met", "partly", "missed")
    ),
    Row(
        command="milestone accept",
        line="{ref} accept",
        own="",
        other="lead",
        ours="lead",
        said=(SITE, AGREED, 'lead: {ref} met "see report"'),
    ),
    Row(
        command="milestone send back",
        line='{ref} send back "no report"',
        own="",
        other="lead",
        ours="lead",
        said=(SITE, AGREED, 'lead: {ref} met "see report"'),
    ),
    *(
        Row(
            command=f"milestone {answer}",
            line=line,
            own="",
            other=other,
            said=(
                f'lead: milestone add "Live" {FAR} accept by {{their_{judge}}}',
                AGREED,
                'lead: {ref} met "see report"',
            ),
        )
        for answer, line in ANSWERS
        for judge, other in JUDGES
    ),
    Row(
        command="milestone due",
        line="{ref} due 2027-07-31",
        own="lead",
        other="",
        said=(SITE,),
    ),
    # Decisions, and what waits for the other party's word.
    Row(command="decision add", line='decision add "We rent"', own="lead"),
    Row(
        command="agree",
        line="agree {ref}",
        own="",
        other="lead",
        ours="lead",
        said=(RULE,),
    ),
    Row(
        command="agree",
        line="agree {ref}",
        own="",
        other="lead",
        said=('lead: objective add "Fewer visits"',),
    ),
    Row(command="agree", line="agree all", own="", other="lead", said=(SITE,)),
    Row(
        command="decline",
        line='decline {ref} "too early"',
        own="",
        other="lead",
        ours="lead",
        said=(RULE,),
    ),
    # Checkpoints: either lead, or whoever takes the chair; the other party answers.
    Row(
        command="checkpoint schedule",
        line='checkpoint schedule "Review" every 2 weeks on tue at 10:00',
        own="lead",
    ),
    Row(
        command="agree",
        line="agree {ref}",
        own="",
        other="lead",
        said=('lead: checkpoint schedule "Review" monthly at 10:00',),
    ),
    Row(
        command="checkpoint add",
        line='checkpoint add "Audit" on 2027-01-12 at 10:00 kind audit',
        own="lead",
    ),
    Row(command="checkpoint agenda", line="{ref} agenda", own=ALL, said=(MEETS,)),
    Row(command="checkpoint start", line="{ref} start", own="lead", said=(MEETS,)),
    Row(
        command="checkpoint start",
        line="{ref} start",
        own=WORKERS,
        other="lead",
        said=(LED,),
    ),
    *(
        Row(
            command=command,
            line=line,
            own=WORKERS,
            other="lead",
            said=(LED, BEGUN),
        )
        for command, line in (
            ("checkpoint attended", "{ref} attended {contributor}"),
            ("checkpoint minutes", '{ref} minutes "We agreed the rota"'),
            ("checkpoint end", "{ref} end"),
        )
    ),
    Row(
        command="checkpoint finding",
        line='{ref} finding "A label is missing"',
        own=WORKERS,
        said=(MEETS, BEGUN),
    ),
    *(
        Row(
            command=command,
            line=line,
            own="",
            other="lead",
            said=(MEETS, BEGUN, ENDED),
        )
        for command, line in (
            ("agree", "{ref} agree"),
            ("checkpoint dispute", '{ref} dispute "we said May"'),
        )
    ),
    Row(
        command="checkpoint move",
        line="{ref} move 2027-01-13 at 11:00",
        own="lead",
        said=(MEETS,),
    ),
    Row(
        command="checkpoint chair",
        line="{ref} chair {contributor}",
        own="lead",
        said=(MEETS,),
    ),
    Row(
        command="series chair",
        line="{ref} chair {contributor}",
        own="lead",
        other="",
        said=(MEET_OFTEN,),
    ),
    Row(
        command="checkpoint skip",
        line='{ref} skip "all are away"',
        own="lead",
        said=(MEETS,),
    ),
    *(
        Row(command=command, line=line, own="lead", said=(MEETS,))
        for command, line in (
            ("item title", '{ref} title "In other words"'),
            ("item cancel", '{ref} cancel "not needed"'),
        )
    ),
    Row(command="rag", line='rag amber "two are late"', own="lead"),
    # Any item.
    Row(
        command="item show",
        line="{ref}",
        own=ALL,
        other=ALL,
        said=(PUMP,),
    ),
    Row(
        command="item title",
        line='{ref} title "Replace both pumps"',
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    Row(
        command="item owner",
        line="{ref} owner {contributor}",
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    Row(
        command="item cancel",
        line='{ref} cancel "bought new"',
        own=WORKERS,
        other="",
        said=(PUMP,),
    ),
    *(
        Row(command=command, line=line, own="lead", other="", said=(thing,))
        for thing in (GOAL, SITE, RULE)
        for command, line in (
            ("item title", '{ref} title "In other words"'),
            ("item cancel", '{ref} cancel "not needed"'),
        )
    ),
    *(
        Row(
            command="item share",
            line="{ref} share yes",
            own="",
            other="",
            ours="lead",
            said=(thing,),
        )
        for thing in (GOAL, SITE, RULE)
    ),
    Row(
        command="item note",
        line='{ref} note "on its way"',
        own=WORKERS,
        other=WORKERS,
        said=(PUMP,),
    ),
    Row(
        command="item link",
        line="{ref} link https://example.org/report",
        own=WORKERS,
        other=WORKERS,
        said=(PUMP,),
    ),
    Row(
        command="item share",
        line="{ref} share yes",
        own="",
        other="",
        ours=WORKERS,
        said=(PUMP,),
    ),
    Row(command="item follow", line="{ref} follow", own=ALL, other=ALL, said=(PUMP,)),
    Row(
        command="item unfollow",
        line="{ref} unfollow",
        own=ALL,
        other=ALL,
        said=(PUMP,),
        quiet=True,
    ),
    Row(
        command="snooze",
        line="snooze {ref} 2027-06-30",
        own=ALL,
        other=ALL,
        said=(PUMP,),
    ),
    Row(
        command="snooze off",
        line="snooze off {ref}",
        own=ALL,
        other=ALL,
        said=(PUMP,),
        quiet=True,
    ),
    # People: each party's lead for its own.
    Row(
        command="member add",
        line="member add {newcomer} as contributor",
        own="lead",
        other="",
    ),
    Row(
        command="member add",
        line="member add {newcomer} as lead",
        own="lead sponsor",
        other="",
    ),
    Row(
        command="member remove",
        line="member remove {contributor}",
        own="lead",
        other="",
    ),
    Row(command="member list", line="member list", own=ALL),
    Row(
        command="hand over",
        line="hand over {contributor} to {lead}",
        own=WORKERS,
        other="",
        said=("contributor: action add Sort",),
    ),
    Row(
        command="hand over",
        line="hand over {contributor} to {lead} from 2027-06-30",
        own=WORKERS,
        other="",
        said=("contributor: action add Sort",),
    ),
    Row(
        command="hand over",
        line="hand over {contributor} to {contributor}",
        own=WORKERS,
        other="",
        said=(
            "contributor: action add Sort",
            "lead: hand over {contributor} to {lead} from 2027-06-30",
        ),
    ),
    Row(
        command="hand over",
        line="hand over {lead} to {contributor}",
        own="lead",
        other="",
        said=("lead: action add Sort",),
    ),
    Row(
        command="confirm",
        line="confirm {newcomer}",
        own="lead",
        other="",
        said=("contributor: action add Sort owner {newcomer}",),
    ),
    Row(
        command="confirm",
        line="confirm {their_lead}",
        own="lead",
        other="",
        plan="started",
        sides=(Side.CUSTOMER,),
        said=(ALREADY,),
    ),
    Row(
        command="not them",
        line="not them {newcomer}",
        own="lead",
        other="",
        said=("contributor: action add Sort owner {newcomer}",),
    ),
    Row(
        command="join",
        line="join",
        own=ALL,
        other="",
        outside=OUTSIDE,
        plan="started",
        sides=(Side.SUPPLIER,),
    ),
    Row(command="join", line="join", own=""),
    # The plan.
    Row(
        command="start", line='start "Less waste"', own=ALL, outside=OUTSIDE, asks=True
    ),
    Row(
        command="new",
        line='new "Less waste" as customer with "Zenith"',
        own=ALL,
        outside=OUTSIDE,
    ),
    Row(command="show", line="show", own=ALL),
    Row(command="status", line="status", own=ALL),
    Row(command="mine", line="mine", own=ALL),
    Row(command="late", line="late", own=ALL),
    Row(command="waiting", line="waiting", own=ALL),
    Row(command="list", line="list actions", own=ALL),
    Row(command="find", line="find downtime", own=ALL),
    Row(command="history", line="history", own=ALL),
    Row(command="export", line="export", own=ALL),
    Row(command="verify", line="verify", own=ALL),
    Row(command="history", line="history {ref}", own=ALL, other=ALL, said=(PUMP,)),
    Row(
        command="undo",
        line="undo",
        own="lead",
        other="",
        said=(PUMP, "lead: {ref} start"),
    ),
    Row(
        command="undo",
        line="undo",
        own="contributor",
        other="",
        said=("contributor: action add Sort",),
    ),
    # Issues: the owner's party answers; both take them up, and only leads dispute.
    Row(command="issue raise", line='issue raise "Pumps fail"', own=WORKERS),
    Row(command="issue ack", line="{ref} ack", own=WORKERS, other="", said=(RAISED,)),
    Row(
        command="issue ack",
        line="{ref} ack",
        own=SEATED,
        other="",
        said=(RAISED, CLIMBED),
    ),
    Row(
        command="issue propose", line="{ref} propose swap", own=WORKERS, said=(RAISED,)
    ),
    Row(
        command="issue by",
        line="{ref} by 2027-06-30 parts",
        own=WORKERS,
        said=(RAISED,),
    ),
    Row(command="issue pause", line="{ref} pause parts", own=WORKERS, said=(RAISED,)),
    Row(
        command="issue step down",
        line="{ref} step down managed",
        own=SEATED,
        said=(RAISED, CLIMBED),
    ),
    Row(
        command="issue step down",
        line="{ref} step down managed",
        own=WORKERS,
        said=(RAISED,),
        but="the lowest there is",
    ),
    Row(
        command="issue severity",
        line="{ref} severity critical more wards",
        own=WORKERS,
        said=(RAISED,),
    ),
    Row(
        command="issue severity",
        line="{ref} severity low fewer wards",
        own=WORKERS,
        said=(RAISED,),
    ),
    Row(
        command="issue escalate",
        line="{ref} escalate nobody answers",
        own=WORKERS,
        said=(RAISED,),
    ),
    Row(command="issue dispute", line="{ref} dispute no", own="lead", said=(RAISED,)),
    Row(
        command="issue resume",
        line="{ref} resume",
        own="lead",
        said=(RAISED, "lead: {ref} dispute no"),
    ),
    Row(
        command="issue resolve",
        line="{ref} resolve swapped",
        own=WORKERS,
        other="",
        said=(RAISED,),
    ),
    Row(
        command="issue resolve",
        line="{ref} resolve swapped",
        own=SEATED,
        other="sponsor",
        said=(RAISED, CLIMBED),
    ),
    Row(
        command="issue accept",
        line="{ref} accept",
        own="",
        other="lead",
        ours="lead",
        said=(RAISED, SOLVED),
    ),
    Row(
        command="issue accept",
        line="{ref} accept",
        own="",
        other="lead sponsor",
        ours="lead sponsor",
        said=(RAISED, CLIMBED, SOLVED),
    ),
    Row(
        command="issue reopen",
        line="{ref} reopen it broke",
        own=WORKERS,
        said=(RAISED, SOLVED),
    ),
    Row(
        command="agree",
        line="agree {ref}",
        own="",
        other="lead",
        ours="lead",
        said=(RAISED, "lead: {ref} pause parts"),
    ),
    Row(
        command="agree",
        line="agree {ref}",
        own="",
        other="lead sponsor",
        ours="lead sponsor",
        said=(RAISED, CLIMBED, "lead: {ref} pause parts"),
    ),
    Row(
        command="decline",
        line='decline {ref} "no"',
        own="",
        other="lead",
        ours="lead",
        said=(RAISED, "lead: {ref} pause parts"),
    ),
    Row(
        command="item owner",
        line="{ref} owner {contributor}",
        own=WORKERS,
        other="",
        said=(RAISED,),
    ),
    Row(
        command="item cancel",
        line='{ref} cancel "gone"',
        own="lead",
        other="",
        said=(RAISED,),
    ),
    Row(
        command="item title",
        line='{ref} title "All pumps fail"',
        own="lead",
        other="",
        said=(RAISED,),
    ),
    # The ladder is part of what both sign.
    Row(command="ladder show", line="ladder show", own=ALL),
    Row(
        command="ladder set",
        line="ladder set tactical days 4 severity high",
        own="lead",
        plan="drafted",
    ),
    Row(
        command="ladder set",
        line="ladder set tactical days 4 severity high",
        own="lead",
    ),
    Row(command="", line="", own=ALL, outside=OUTSIDE),
    Row(command="help", line="help action", own=ALL, outside=OUTSIDE),
    Row(command="import", line="import", own=ALL),
    Row(
        command="sign",
        line="{button}",
        own="lead",
        plan="drafted",
        said=("lead? sign",),
    ),
    # Change requests: a lead asks, the other party's lead answers.
    Row(command="change", line='change M-1 title to "Live" "late"', own="lead"),
    Row(command="change", line='change M-1 due to 2027-06-30 "late"', own="lead"),
    *(
        Row(command=command, line=line, own="lead", other="lead")
        for command, line in (
            ("milestone due", 'M-1 due 2027-06-30 "late"'),
            ("objective by", "O-1 by 2027-06-30"),
            ("item title", "M-1 title Live"),
            ("item cancel", 'M-1 cancel "not needed"'),
        )
    ),
    Row(
        command="change sign",
        line="{button}",
        own="",
        other="lead",
        said=(ASKED, "their lead? {ref} sign"),
    ),
    Row(
        command="change sign",
        line="{button}",
        own="",
        other="lead",
        said=('lead: close "it has ended"', "their lead? sign"),
    ),
    Row(
        command="change reject",
        line='{ref} reject "too late"',
        own="",
        other="lead",
        said=(ASKED,),
    ),
    Row(
        command="decline",
        line='decline "too late"',
        own="",
        other="lead",
        said=(ASKED,),
    ),
    Row(
        command="change withdraw",
        line="{ref} withdraw",
        own="lead",
        other="",
        said=(ASKED,),
    ),
    Row(command="pause", line='pause "the ward moves"', own="lead"),
    Row(
        command="decline",
        line='decline "not this text"',
        own="",
        other="lead",
        plan="drafted",
        said=("lead? sign", "lead: {button}"),
    ),
    Row(command="close", line='close "it has ended"', own="lead"),
    Row(command="resume", line="resume", own="lead", but="not paused"),
    Row(
        command="resume",
        line="resume",
        own="lead",
        said=('lead: pause "it moves"', "their lead? sign", "their lead: {button}"),
    ),
    Row(
        command="calendar",
        line="calendar {side} days mon-thu",
        own="lead",
        other="",
        plan="drafted",
    ),
    Row(
        command="calendar",
        line="calendar {side} days mon-thu",
        own="lead",
        other="",
    ),
    Row(command="calendar", line="calendar {side}", own=ALL, other=ALL, quiet=True),
    Row(
        command="room agree",
        line="room agree 000000000000",
        own="",
    ),
    Row(command="room link", line="room link", own="lead", quiet=True),
    Row(command="room list", line="room list", own=ALL, quiet=True),
    Row(command="room refuse", line="room refuse 000000000000", own=""),
    Row(command="room unlink", line="room unlink", own=""),
    Row(
        command="room private",
        line="RDD room private",
        own="lead",
        other="",
        where="home",
    ),
    # How one person wants to be told: everybody's own.
    Row(command="timezone", line="timezone Asia/Tokyo", own=ALL, outside=OUTSIDE),
    Row(command="locale", line="locale de-DE", own=ALL, outside=OUTSIDE),
    Row(command="digest at", line="digest at 07:15", own=ALL, outside=OUTSIDE),
    Row(
        command="digest show",
        line="digest show",
        own=ALL,
        outside=OUTSIDE,
        where="direct",
    ),
    Row(command="away off", line="away off", own=ALL, outside=OUTSIDE, quiet=True),
    Row(command="quiet", line="quiet 20:00-06:00", own=ALL, outside=OUTSIDE),
    Row(
        command="away from",
        line="away from 2027-01-04 to 2027-01-08",
        own=ALL,
        outside=OUTSIDE,
    ),
)
