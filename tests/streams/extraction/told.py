"""What a test asks of an event: its type and parties, and of the one with a trigger its place and time."""

from streams.records import Event

from .conftest import Read

Told = tuple[str, tuple[str, ...], tuple[str, ...]]


def parties_of(event: Event) -> Told:
    """Type, sources and targets."""
    by_role = [tuple(one.text for one in event.participants if one.role == role) for role in ("source", "target")]
    return event.type, by_role[0], by_role[1]


def placed(read: Read, text: str, trigger: str) -> str | None:
    """The name of the place of the first event with that trigger; fails without one."""
    place = _first(read, text, trigger).place
    return place and place.name


def timed(read: Read, text: str, trigger: str) -> str | None:
    """The value of the time of the first event with that trigger; fails without one."""
    time = _first(read, text, trigger).time
    return time and time.value


def _first(read: Read, text: str, trigger: str) -> Event:
    return [event for event in read(text).events if event.trigger.text == trigger][0]
