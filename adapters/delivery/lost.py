"""What never arrives: the leads hear of it, in a place that reaches them."""

from datetime import datetime

from adapters.delivery.ending import Lost
from bot import unreachable
from bot.ports import Closed
from bot.telling import Telling
from bot.window import PlanView
from domain.plan import Plan
from storage.outbox import Sending
from storage.rooms_seen import RoomsSeen
from storage.work import SqlWork


def telling_leads(closed: Closed) -> Lost:
    """Tells the leads of a plan once, until something reaches that lane again."""

    def lost(work: SqlWork, row: Sending, now: datetime) -> None:
        seen = RoomsSeen(work.connection).one(row.lane)
        if seen and seen.trouble:
            return  # they were told when it was seen
        plan = work.one(Plan, id=row.plan) if row.plan else None
        if plan and not work.outbox.lost_before(row.lane, row.id):
            view = PlanView(work, plan, None)
            ctx = Telling(now=now, work=work, closed=closed, view=view)
            unreachable.tell(ctx, row.lane)

    return lost
