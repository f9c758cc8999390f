"""The rules by which time limits are counted, and how sure we are of each."""

from enum import Enum, StrEnum


class Mark(StrEnum):
    """How a rule was read: in the source named, second-hand, or known in general and to be confirmed."""

    VERIFIED = "verified"
    SECOND_HAND = "second_hand"
    TO_CONFIRM = "to_confirm"


class CountingRule(Enum):
    """A rule of counting: where it stands, what it says, how it was read.

    Regulation (EEC, Euratom) 1182/71, https://eur-lex.europa.eu/eli/reg/1971/1182/oj,
    unless the rule names another text.
    """

    EVENT_NOT_COUNTED = (
        "Regulation 1182/71, art. 3(1)",
        "The day of the event is not counted.",
        Mark.SECOND_HAND,
    )
    SAME_DATE = (
        "Regulation 1182/71, art. 3(2)",
        "A period in months ends on the same day of the month, or on the month's last day if that day is missing.",
        Mark.SECOND_HAND,
    )
    EVERY_DAY_COUNTS = (
        "Regulation 1182/71, art. 3(3)",
        "Holidays, Saturdays and Sundays count, unless the act says working days.",
        Mark.TO_CONFIRM,
    )
    NEXT_WORKING_DAY = (
        "Regulation 1182/71, art. 3(4)",
        "A last day on a holiday, Saturday or Sunday moves to the end of the next working day.",
        Mark.VERIFIED,
    )
    TWO_WORKING_DAYS = (
        "Regulation 1182/71, art. 3(5)",
        "A period of two days or more has at least two working days in it.",
        Mark.SECOND_HAND,
    )
    WORKING_DAYS = (
        "Regulation 1182/71, art. 2(2)",
        "Working days are all days but holidays, Saturdays and Sundays.",
        Mark.TO_CONFIRM,
    )
    HOLIDAYS_OF_THE_STATE = (
        "Regulation 1182/71, art. 2(1)",
        "Holidays are those of the Member State where the act is done: here the ten Belgian legal holidays.",
        Mark.SECOND_HAND,
    )
    OTHER_HOLIDAYS = (
        "Regulation 1182/71, art. 2(1)",
        "A body of the Union, or of another Member State, keeps its own holidays; here the Belgian ones are used.",
        Mark.TO_CONFIRM,
    )
    NATIONAL_ACT = (
        "Judicial Code, arts. 52-54",
        "A Belgian act is counted by Belgian rules; here they are taken to give the same last day.",
        Mark.TO_CONFIRM,
    )
    WINTER_STOP = (
        "Agreed practice of the European trial system (CTIS), not in Regulation 536/2014",
        "All timers of clinical trials stop from 23 December to 7 January; a sponsor may object in time.",
        Mark.VERIFIED,
    )

    def __init__(self, article: str, says: str, mark: Mark) -> None:
        self.article = article
        self.says = says
        self.mark = mark
