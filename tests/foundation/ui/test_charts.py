"""Laws of the drawings: nought where bars are, gaps where nothing is known, nothing off the paper."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.foundation.ui.charts import (
    Datum,
    Extent,
    MapPoint,
    Node,
    Observation,
    Outline,
    Scale,
    Series,
    Step,
    Tie,
    bar_chart,
    drawn_map,
    gantt,
    line_chart,
    network,
    nice_step,
    places,
)
from kiem.foundation.ui.charts.map import radius_of
from kiem.foundation.ui.charts.sheet import text_width

VALUES = st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6)
LABELS = st.text("abcdefg ", min_size=1, max_size=40)
DATA = st.lists(st.builds(Datum, LABELS, st.none() | VALUES), max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
FIRST = date(2026, 3, 2)


@given(st.lists(VALUES, min_size=1))
def test_a_scale_holds_every_value_between_its_ends(values: list[float]) -> None:
    scale = Scale.over(values, 0, 100, zero=False)
    assert all(-0.1 <= scale.at(value) <= 100.1 for value in values)


@given(st.lists(VALUES, min_size=1))
def test_a_scale_for_bars_holds_nought(values: list[float]) -> None:
    scale = Scale.over(values, 0, 100, zero=True)
    assert scale.low <= 0 <= scale.high


@given(VALUES, VALUES)
def test_a_scale_keeps_the_order_of_values(one: float, other: float) -> None:
    scale = Scale(-1e9, 1e9, 0, 700)
    low, high = sorted((one, other))
    assert scale.at(low) <= scale.at(high)


def test_ticks_are_round_numbers() -> None:
    assert [tick.value for tick in Scale.over([0, 371], 0, 100, zero=True).ticks()] == [0, 100, 200, 300, 400]


@pytest.mark.parametrize(("extent", "step"), [(10, 2), (371, 100), (0.9, 0.2), (24, 5), (0, 1), (99, 20)])
def test_a_step_is_one_two_or_five_times_a_power_of_ten(extent: float, step: float) -> None:
    assert nice_step(extent, 5) == pytest.approx(step)


def test_a_scale_without_extent_puts_all_at_its_start() -> None:
    assert Scale(3, 3, 10, 90).at(3) == 10


def test_points_become_a_path_of_straight_lines() -> None:
    assert places([(1, 2), (3.5, 4)]) == "M1 2L3.5 4"


@given(DATA)
def test_every_bar_begins_or_ends_at_the_zero_line(data: list[Datum]) -> None:
    drawings = bar_chart("", "", data).drawings
    ends = [
        min(abs(bar.x - drawing.zero_x), abs(bar.x + bar.width - drawing.zero_x))
        for drawing in drawings
        for bar in drawing.bars
        if bar.datum.value is not None
    ]
    assert all(end < 0.11 for end in ends)


@given(DATA)
def test_no_bar_leaves_the_paper(data: list[Datum]) -> None:
    drawings = bar_chart("", "", data).drawings
    assert all(
        bar.x >= 0 and bar.x + bar.width <= d.sheet.width and bar.y < d.height for d in drawings for bar in d.bars
    )


def test_a_missing_number_is_a_bar_of_its_own_and_not_a_short_one() -> None:
    bar = bar_chart("", "", [Datum("Known", 5), Datum("Not known", None)]).drawings[0].bars[1]
    assert (bar.datum.value, bar.width > 0, bar.low_x, bar.high_x) == (None, True, None, None)


def test_the_words_of_a_bar_stand_beyond_its_interval() -> None:
    bar = bar_chart("", "", [Datum("One", 5, 4, 9)]).drawings[0].bars[0]
    assert bar.high_x is not None
    assert bar.end_x > bar.high_x


def test_the_words_of_a_value_have_room_on_the_paper() -> None:
    money = "€1,147,766,417"
    for drawing in bar_chart("", "", [Datum("2023", 1_147_766_417.0, written=money)]).drawings:
        assert drawing.bars[0].end_x + text_width(money) <= drawing.sheet.width


def test_a_chart_knows_whether_it_has_intervals() -> None:
    assert bar_chart("", "", [Datum("One", 5, 4, 9)]).has_intervals
    assert not bar_chart("", "", [Datum("One", 5)]).has_intervals


def test_labels_stand_above_the_bars_on_a_phone() -> None:
    wide, narrow = (drawing.bars[0] for drawing in bar_chart("", "", [Datum("One", 5)]).drawings)
    assert narrow.label_y < narrow.y
    assert wide.label_y > wide.y


def test_a_gap_in_what_is_known_is_a_gap_in_the_line() -> None:
    seen = [Observation(2018 + n, value, 0, 9) for n, value in enumerate((1, 2, None, 4, 5))]
    line = line_chart("", "", [Series("One", tuple(seen))]).drawings[0].lines[0]
    assert (len(line.stretches), len(line.gaps), len(line.bands), len(line.points)) == (2, 1, 2, 4)


def test_a_single_observation_is_a_point_and_no_line() -> None:
    line = line_chart("", "", [Series("One", (Observation(2018, 3),))]).drawings[0].lines[0]
    assert (line.stretches, line.bands, len(line.points)) == ((), (), 1)


def test_a_line_of_which_nothing_is_known_is_drawn_without_points() -> None:
    chart = line_chart("", "", [Series("One", (Observation(2018, None), Observation(2019, None)))])
    assert (chart.drawings[0].lines[0].points, chart.rows) == ((), (("2018", (None,)), ("2019", (None,))))


def test_a_chart_of_nothing_is_empty_paper() -> None:
    chart = line_chart("", "", [])
    assert (chart.drawings[0].lines, chart.rows) == ((), ())


def test_a_line_chart_reads_as_a_table_with_unknown_where_a_line_is_silent() -> None:
    one, two = Series("One", (Observation(2018, 3),)), Series("Two", (Observation(2019, 4),))
    assert line_chart("", "", [one, two]).rows == (("2018", (3, None)), ("2019", (None, 4)))


def test_an_upright_axis_may_be_cut_for_lines_but_not_by_itself() -> None:
    series = [Series("One", (Observation(2018, 1001), Observation(2019, 1009)))]
    assert line_chart("", "", series).drawings[0].y_ticks[0].value == 0
    assert line_chart("", "", series, from_zero=False).drawings[0].y_ticks[0].value == 1000


def test_more_lines_than_a_reader_can_follow_are_refused() -> None:
    with pytest.raises(ValueError, match="Growth: 5 lines are too many"):
        line_chart("Growth", "", [Series(str(n), ()) for n in range(5)])


def test_axes_name_whole_years_only() -> None:
    series = [Series("One", (Observation(2018, 1), Observation(2019, 2)))]
    assert [tick.value for tick in line_chart("", "", series).drawings[0].x_ticks] == [2018, 2019]


@given(st.lists(st.floats(0, 100), min_size=2, max_size=4))
def test_the_names_of_lines_never_cover_each_other(values: list[float]) -> None:
    series = [Series(str(n), (Observation(2018, value),)) for n, value in enumerate(values)]
    ends = sorted(line.label_y for line in line_chart("", "", series).drawings[0].lines)
    assert all(lower - upper >= 15.9 for upper, lower in pairwise(ends))


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 4000)), min_size=1, max_size=8))
def test_no_step_leaves_the_paper_and_months_stay_apart(steps: list[tuple[date, int | None]]) -> None:
    drawn = [Step("Step", day, None if days is None else day + timedelta(days)) for day, days in steps]
    for drawing in gantt("", "", drawn).drawings:
        assert all(0 <= row.x <= row.x + row.width <= drawing.sheet.width for row in drawing.rows)
        at = [tick.at for tick in drawing.ticks]
        assert all(after - before > 40 for before, after in pairwise(at))


def test_a_step_of_unknown_length_reaches_to_the_end_and_has_no_days() -> None:
    known, unknown = Step("Known", FIRST, FIRST + timedelta(30)), Step("Never", FIRST, None)
    row = gantt("", "", [known, unknown]).drawings[0].rows[1]
    assert (row.step.days, row.width) == (None, gantt("", "", [known]).drawings[0].rows[0].width)


def test_a_step_that_ends_before_it_starts_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'Review' ends before it starts"):
        gantt("Calendar", "", [Step("Review", FIRST, FIRST - timedelta(1))])


def test_a_calendar_without_steps_is_empty_paper() -> None:
    assert gantt("", "", []).drawings[0].rows == ()


def test_a_calendar_of_many_years_counts_in_years() -> None:
    ticks = gantt("", "", [Step("Long", FIRST, date(2060, 1, 1))]).drawings[0].ticks
    assert {tick.precision for tick in ticks} == {"year"}


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1), LABELS), min_size=1, max_size=20))
def test_no_label_of_a_network_covers_another(told: list[tuple[float, float, str]]) -> None:
    nodes = [Node(str(n), label, "organisation", x, y) for n, (x, y, label) in enumerate(told)]
    for drawing in network("", "", nodes, []).drawings:
        boxes = [_box(one.label_x, one.anchor, one.node.label, one.label_y) for one in drawing.nodes]
        assert not any(_overlap(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_what_is_short_is_drawn_and_what_is_whole_is_told() -> None:
    ends = [Node("a", "A" * 90, "organisation", 0, 0, short="A…"), Node("b", "B", "peer", 1, 0)]
    brief = [Node("a", "A…", "organisation", 0, 0), ends[1]]
    long, same = (network("", "", nodes, [Tie("a", "b")]) for nodes in (ends, brief))
    assert {one.node.drawn for one in long.drawings[0].nodes} == {"A…", "B"}
    assert [one.label_x for one in long.drawings[0].nodes] == [one.label_x for one in same.drawings[0].nodes]
    assert long.rows[0][0].label == "A" * 90

    step = Step("S" * 90, FIRST, FIRST + timedelta(30), short="S…")
    assert (step.drawn, gantt("", "", [step]).drawings[0].rows[0].x) == (
        "S…",
        gantt("", "", [Step("S…", FIRST, FIRST + timedelta(30))]).drawings[0].rows[0].x,
    )


def test_a_tie_joins_its_two_nodes_and_is_told_in_words() -> None:
    nodes = [Node("a", "One", "organisation", 0, 0), Node("b", "Two", "project", 1, 0.5)]
    drawn = network("", "", nodes, [Tie("a", "b", 1.0, "three projects")])
    tie, ends = drawn.drawings[0].ties[0], {one.node.id: one for one in drawn.drawings[0].nodes}
    assert (tie.x1, tie.y1, tie.x2, tie.y2) == (ends["a"].x, ends["a"].y, ends["b"].x, ends["b"].y)
    assert [(one.label, other.label, note) for one, other, note in drawn.rows] == [("One", "Two", "three projects")]


def test_a_tie_to_nothing_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="nobody"):
        network("", "", [Node("a", "One", "organisation", 0, 0)], [Tie("a", "nobody")])


def test_on_a_phone_the_others_hang_beneath_the_first_with_their_ties() -> None:
    nodes = [Node(name, name, "peer", 1, 1) for name in ("a", "b", "c")]
    narrow = network("", "", nodes, [Tie("a", "c", 1.0), Tie("a", "b", 0.0)]).drawings[1]
    assert [one.node.id for one in narrow.nodes] == ["a", "b", "c"]
    assert [one.y for one in narrow.nodes] == [12.0, 36.0, 60.0]
    assert [(tie.y1, tie.y2, tie.width) for tie in narrow.ties] == [
        (12.0, 60.0, 1.0),
        (60.0, 60.0, 5.0),
        (36.0, 36.0, 1.0),
    ]
    assert {one.anchor for one in narrow.nodes} == {"start"}


def test_labels_stand_on_the_outer_side_of_their_nodes() -> None:
    nodes = [Node("l", "Left", "peer", -1, 0), Node("r", "Right", "peer", 1, 0), Node("m", "Middle", "peer", 0, -1)]
    drawn = {one.node.id: one.anchor for one in network("", "", nodes, []).drawings[0].nodes}
    assert drawn == {"l": "end", "r": "start", "m": "middle"}


def test_four_times_as_many_things_make_a_point_twice_as_wide() -> None:
    assert radius_of(100, 100) == 2 * radius_of(25, 100)
    assert (radius_of(0, 0), radius_of(1, 10_000)) == (3.0, 3.0)


def test_small_points_are_drawn_over_large_ones() -> None:
    points = [MapPoint("Small", 1, 1, 1), MapPoint("Large", 1, 1, 50)]
    drawn = drawn_map("", "", Extent(360, 200), [Outline("f", "Farland", "M0 0")], points)
    assert [point.label for point in drawn.points] == ["Large", "Small"]
    assert (drawn.unit, drawn.letter, drawn.narrow_letter, drawn.stroke) == (0.5, 6.0, 11.5, 1.5)


def _box(x: float, anchor: str, label: str, y: float) -> tuple[float, float, float]:
    width = text_width(label)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return left, left + width, y


def _overlap(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and abs(one[2] - other[2]) < 13.9
