"""A pathway as plain values, for JSON and CSV. Dates are ISO; None is unknown."""

from datetime import date

from kiem.methods.pathways.calendar import Calendar, CalendarStep
from kiem.methods.workdays import CountingRule

Record = dict[str, object]


def as_record(without: Calendar, longest: Calendar) -> Record:
    """Return a pathway as one record, from its calendar without questions and the one with the longest questions.

    Keys: product, file_on, steps (see `as_rows`), earliest (by milestone: day, with_questions, not_before, after),
    observed (None: no source tells yet how long such steps took), rules (article, says, mark), missing, advice.
    """
    used = {*without.rules, *longest.rules}
    return {
        "product": without.product,
        "file_on": without.file_on.isoformat(),
        "steps": as_rows(without, longest),
        "earliest": {
            str(plain.milestone): {
                "day": _iso(plain.day),
                "with_questions": _iso(late.day),
                "not_before": plain.not_before.isoformat(),
                "after": list(plain.after),
            }
            for plain, late in zip(without.milestones, longest.milestones, strict=True)
        },
        "observed": None,
        "rules": [
            {"article": rule.article, "says": rule.says, "mark": str(rule.mark)}
            for rule in CountingRule
            if rule in used
        ],
        "missing": list(without.missing),
        "advice": "No legal advice: have a specialist confirm before use.",
    }


def as_rows(without: Calendar, longest: Calendar) -> list[Record]:
    """Return one flat row a step: what and who, by which act, its dates, and how sure we are of limit and order.

    `start` is the day that starts the clock, `counts_from` the day after it, `end` the last day that the act leaves;
    `open` says why there is no end (no_limit, after_open, gap, stop), `not_before` what can be said then.
    """
    return [_row(plain, late) for plain, late in zip(without.steps, longest.steps, strict=True)]


def _row(plain: CalendarStep, late: CalendarStep) -> Record:
    return {**_said(plain), **_dates(plain, late), **_sureness(plain)}


def _said(plain: CalendarStep) -> Record:
    step, limit = plain.step, plain.step.limit
    return {
        "step": step.id,
        "name": step.name,
        "role": str(plain.place.role),
        "legal_act": step.legal_act,
        "article": step.article,
        "act_address": step.address,
        "authority_be": step.authority_be,
        "authority_eu": step.authority_eu,
        "limit": limit.value if limit else None,
        "limit_unit": str(limit.unit) if limit else None,
        "clock_may_stop": step.may_stop,
        "note": step.note,
    }


def _dates(plain: CalendarStep, late: CalendarStep) -> Record:
    return {
        "start": _iso(plain.event),
        "counts_from": _iso(plain.first_day),
        "end": _iso(plain.last_day),
        "end_with_questions": _iso(late.last_day),
        "not_before": plain.not_before.isoformat(),
        "open": str(plain.open) if plain.open else None,
        "stopped_days": plain.end.stopped_days if plain.end else None,
    }


def _sureness(plain: CalendarStep) -> Record:
    place = plain.place
    return {
        "limit_checked": plain.step.checked,
        "order": "assumed" if place.is_assumed else "checked" if place.is_checked else "not checked",
        "after": " ".join(place.waits_for) or "filing",
        "gap": str(place.gap) if place.gap else None,
        "longest_stop": place.stop.article if place.stop else None,
        "longest_stop_checked": place.stop.is_checked if place.stop else None,
        "claims": " ".join(plain.step.claims),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
