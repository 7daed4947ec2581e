"""Help about what is no command: how to write dates, times and rules."""

from bot.message import Entry, Message, Section

DATES = Section(
    "Dates",
    (
        Entry("A day: fri, next tue, tomorrow, 12 Mar, 12/03/2027, 2027-03-12"),
        Entry("So long from today: in 2 weeks, 10 working days, in 3 months"),
        Entry("The end of something: end of March, end of the month"),
        Entry("The answer names the day in full, so you see what was understood."),
    ),
)
TIMES = Section("Times of day", (Entry("10:00, 14.30, 9am, noon"),))
RULES = Section(
    "Rules: what comes back",
    (
        Entry("daily, weekly on mon, every 2 weeks on tue"),
        Entry("monthly on 2nd tue, monthly on last fri, monthly on 31"),
        Entry("quarterly on 1st thu, yearly on 4 Mar"),
        Entry("With a time of day: weekly on mon at 10:00"),
    ),
)
WRITTEN = Message(title="Help: dates and rules", sections=(DATES, TIMES, RULES))
TOPICS = {
    word: WRITTEN
    for one in ("date", "day", "time", "rule")
    for word in (one, f"{one}s")
}


def topic_of(said: str) -> Message | None:
    return TOPICS.get(said)
