"""A small reader of calendar text that knows the rules of RFC 5545 and nothing of what wrote it.

`faults` says what breaks a rule; `offset_at` says what a VTIMEZONE means, as a calendar without a list of zones of its
own would take it.
"""

import re
from datetime import datetime, timedelta

LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*):(.*)')
LOCAL, IN_UTC = re.compile(r"\d{8}T\d{6}"), re.compile(r"\d{8}T\d{6}Z")
ONCE = {
    "VCALENDAR": ("PRODID", "VERSION"), "VEVENT": ("UID", "DTSTAMP", "DTSTART"), "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETTO", "TZOFFSETFROM"), "DAYLIGHT": ("DTSTART", "TZOFFSETTO", "TZOFFSETFROM"),
}  # fmt: skip
AT_MOST_ONCE = ("SUMMARY", "DURATION", "SEQUENCE", "STATUS", "CLASS", "TRANSP", "RRULE", "LAST-MODIFIED", "CALSCALE")
INSIDE = {"": ("VCALENDAR",), "VCALENDAR": ("VTIMEZONE", "VEVENT"), "VTIMEZONE": ("STANDARD", "DAYLIGHT")}

Component = tuple[str, list[tuple[str, dict[str, str], str]], list]


def lines(data: bytes) -> list[str]:
    """The content lines, unfolded (3.1)."""
    return data.decode("utf-8").replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]


def read(data: bytes) -> Component:
    """The components as they stand inside each other."""
    root: Component = ("", [], [])
    stack = [root]
    for line in lines(data):
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found[1], dict(re.findall(r';([A-Z0-9-]+)="?([^;"]*)"?', found[2])), found[3]
        if name == "BEGIN":
            assert value in INSIDE.get(stack[-1][0], ()), value
            stack[-1][2].append((value, [], []))
            stack.append(stack[-1][2][-1])
        elif name == "END":
            assert stack.pop()[0] == value, value
        else:
            stack[-1][1].append((name, parameters, value))
    assert stack == [root]
    return root


def faults(data: bytes) -> list[str]:
    """Which rules this text breaks."""
    found = [] if data.endswith(b"END:VCALENDAR\r\n") else ["end"]
    if re.search(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data):
        found.append("a control character, or a line that does not end in CRLF")
    found += [f"longer than 75 octets: {line!r}" for line in data.split(b"\r\n") if len(line) > 75]
    (calendar,) = read(data)[2]
    zones = [text_of(each, "TZID") for each in calendar[2] if each[0] == "VTIMEZONE"]
    events = [each for each in calendar[2] if each[0] == "VEVENT"]
    for name, many in (("TZID", zones), ("UID", [text_of(each, "UID") for each in events])):
        found += [f"{name} twice"] if len(set(many)) != len(many) else []
    for each in (calendar, *calendar[2], *(part for zone in calendar[2] for part in zone[2])):
        found += [f"{each[0]} without one {name}" for name in ONCE[each[0]] if count(each, name) != 1]
        found += [f"{each[0]} with many {name}" for name in AT_MOST_ONCE if count(each, name) > 1]
    found += [fault for each in events for fault in of_an_event(each, zones)]
    return found + [fault for each in calendar[2] if each[0] == "VTIMEZONE" for fault in of_a_zone(each)]


def of_an_event(event: Component, zones: list[str]) -> list[str]:
    values = {name: (parameters, value) for name, parameters, value in event[1]}
    start = values["DTSTART"]
    wrong = {
        "DTSTAMP is not in UTC": not IN_UTC.fullmatch(values["DTSTAMP"][1]),
        "DTSTART": not (IN_UTC if start[0] == {} else LOCAL).fullmatch(start[1]),
        "DTSTART in a zone that is not there": start[0] != {} and start[0].get("TZID") not in zones,
        "STATUS": values["STATUS"][1] not in ("CONFIRMED", "TENTATIVE", "CANCELLED"),
        "SEQUENCE": not re.fullmatch(r"\d+", values["SEQUENCE"][1]),
        "DURATION": not re.fullmatch(r"P(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?", values["DURATION"][1]),
        "a text with a bare , or ; or \\": not re.fullmatch(r"(?:[^\\,;]|\\[\\,;nN])*", values["SUMMARY"][1]),
        "RRULE": "RRULE" in values and not re.fullmatch(
            r"FREQ=(DAILY|WEEKLY|MONTHLY)(;COUNT=\d+)?;INTERVAL=\d+(;BYMONTHDAY=-1)?",
            values["RRULE"][1]),
    }  # fmt: skip
    return [name for name, is_so in wrong.items() if is_so]


def of_a_zone(zone: Component) -> list[str]:
    wrong = [f"no {name} part" for name in ("STANDARD",) if not any(part[0] == name for part in zone[2])]
    stamps = [value for part in zone[2] for name, _, value in part[1] if name in ("DTSTART", "RDATE")]
    offsets = [value for part in zone[2] for name, _, value in part[1] if name.startswith("TZOFFSET")]
    wrong += [f"{each} is no local time" for each in stamps if not LOCAL.fullmatch(each)]
    return wrong + [f"{each} is no offset" for each in offsets if not re.fullmatch(r"[+-]\d{4}(\d\d)?", each)]


def offset_at(data: bytes, zone: str, moment: datetime) -> timedelta:
    """The offset at this moment (naive UTC), by the text alone: the latest onset that is not after it."""
    (calendar,) = read(data)[2]
    (found,) = [each for each in calendar[2] if each[0] == "VTIMEZONE" and text_of(each, "TZID") == zone]
    onsets = []
    for part in found[2]:
        before, after = (length(text_of(part, f"TZOFFSET{which}")) for which in ("FROM", "TO"))
        for name, _, value in part[1]:
            if name in ("DTSTART", "RDATE"):
                onsets.append((datetime.strptime(value, "%Y%m%dT%H%M%S") - before, after))
    return max((each for each in onsets if each[0] <= moment), key=lambda each: each[0])[1]


def length(offset: str) -> timedelta:
    sign = -1 if offset[0] == "-" else 1
    return sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]), seconds=int(offset[5:7] or 0))


def count(component: Component, name: str) -> int:
    return sum(each[0] == name for each in component[1])


def text_of(component: Component, name: str) -> str:
    return next(value for each, _, value in component[1] if each == name)
