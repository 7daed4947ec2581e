"""Wall time: what the clock on a wall shows, made into an instant and back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.errors import DomainError

TICK = timedelta(microseconds=1)  # the finest the record keeps


class UnknownZone(DomainError):
    """{zone} is not a time zone: say one such as Europe/London."""

    def __init__(self, zone: str) -> None:
        self.zone = zone


def zone_named(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    # A folder of zones, such as "Europe", fails as a file would.
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZone(zone) from error


def instant(day: date, at: time, zone: str) -> datetime:
    """In UTC. A time the clocks skip moves forward; of a repeated one, the first."""
    wall_clock = datetime.combine(day, at.replace(fold=0), zone_named(zone))
    return wall_clock.astimezone(UTC)


def wall(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(zone_named(zone))
