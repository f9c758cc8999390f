"""The order of the flow: sources, claims, entities, release, and what is made from a release."""

import fcntl
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiem.flow.claims import RefusalProblem, SnapshotFiles, keep_history, keep_standing_claims, refusals
from kiem.flow.engine import Engine
from kiem.flow.entities import JudgementProblem, Judgements, Resolution, resolve
from kiem.flow.figures import FigureProblem, definitions, make_figures
from kiem.flow.releases import (
    Before,
    BuildStopped,
    Built,
    Helpers,
    Manifest,
    RuleProblem,
    Shelf,
    SourceEntry,
    Taken,
    broken_expectations,
    built_of,
    cleared,
    copy_catalogue,
    ecosystem_rule,
    file_hash,
    flow_code,
    keep_best_facts,
    keep_changes,
    keep_relations,
    keep_rules,
    keep_things,
    ledger_of,
    rule_files,
    rule_hashes,
    rules_in,
    side_by_side,
    write_catalogue,
    write_facts,
    write_tables,
)
from kiem.flow.search import index_text
from kiem.flow.sources import InputProblem, Snapshot, SnapshotStore, SourceInput, cards, newer, quarantine_files
from kiem.flow.vocabulary import vocabulary

REFUSED, RULE = "refusals.csv", "ecosystem.yml"
READERS = 2
"""How many sources are read at once: each may fill an engine's memory."""

Tell = Callable[[str], None]


def _unheard(_: str) -> None:
    """Hear a step, and keep it."""


@dataclass(frozen=True, slots=True)
class House:
    """Where an organisation's decisions and its data lie."""

    instance: Path
    home: Path

    @property
    def shelf(self) -> Shelf:
        """The releases."""
        return Shelf(self.home / "releases")

    @property
    def snapshots(self) -> SnapshotStore:
        """Everything that was read."""
        return SnapshotStore(self.home / "snapshots")

    @property
    def judgements(self) -> Judgements:
        """What people decided about who is who."""
        return Judgements.of(self.home)


def build(house: House, given: Mapping[str, Path], made_at: str, tell: Tell = _unheard) -> Built:
    """Make a release from the given sources and every source read before, and publish it.

    `given`: source → the publisher's file or folder. `made_at`: ISO time, for the manifest only. `tell` is told each
    step. Raises InputProblem for unusable input and BuildStopped when an expectation does not hold; in both cases the
    last release goes on serving. A build that was cut off is taken up where it can be: what was read stays read.
    """
    started = time.perf_counter()
    unknown = sorted(set(given) - set(cards()))
    if unknown:
        message = f"{unknown[0]}: no such source; known are {', '.join(sorted(cards()))}."
        raise InputProblem(message)
    _check_instance(house)
    with _alone(house.home), Helpers(2) as helpers:
        snapshots, seconds = _read_sources(house, given, helpers, tell)
        key = _key(house, snapshots)
        shelf, current = house.shelf, house.shelf.current()
        waiting = _finished(shelf, key, current)
        if waiting is not None:
            shelf.publish(waiting)
            return built_of(shelf.manifest(waiting), seconds, _since(started), unchanged=waiting == current)
        manifest = _make_release(house, snapshots, (key, made_at), (helpers, tell))
        shelf.publish(manifest.number)
        tell(f"Release {manifest.number} serves.")
        return built_of(manifest, seconds, _since(started), unchanged=False)


def _check_instance(house: House) -> None:
    """Read what the organisation decided before anything else, so that a mistake in it stops the build at once."""
    try:
        definitions(house.instance / "figures")
        refusals(house.instance / REFUSED)
        ecosystem_rule(house.instance / RULE)
        house.judgements.all()
    except (FigureProblem, JudgementProblem, RefusalProblem, RuleProblem) as problem:
        raise InputProblem(str(problem)) from problem


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"Another build is running in {home}; wait for it or stop it."
            raise InputProblem(message) from None
        yield


def _read_sources(
    house: House, given: Mapping[str, Path], helpers: Helpers, tell: Tell
) -> tuple[list[Snapshot], dict[str, float]]:
    store = house.snapshots
    store.renew(house.home / "work" / "spill-renew")
    jobs = []
    for name in sorted(given):
        files = SourceInput.at(name, given[name], house.home / "work" / "scratch" / name)
        if store.held(files) is None:
            tell(f"Reading {name} from {given[name]} …")
            jobs.append(partial(_read, house, files))
    # A process costs more than it saves where there is one source to read; then one is free to make helpers ready.
    if len(jobs) == 1:
        helpers.start()
    read = side_by_side(jobs, READERS) if len(jobs) > 1 else [job() for job in jobs]
    for snapshot, _ in read:
        tell(f"{snapshot.source}: {snapshot.rows} rows, {snapshot.claims} claims, {snapshot.refused} refused.")
    seconds = {snapshot.source: took for snapshot, took in read}
    return [snapshot for name in store.sources() for snapshot in store.of(name)], seconds


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)


def _read(house: House, files: SourceInput) -> tuple[Snapshot, float]:
    started = time.perf_counter()
    snapshot = house.snapshots.take(files, house.home / "work" / f"spill-{files.source}", _check)
    shutil.rmtree(files.scratch, ignore_errors=True)
    return snapshot, _since(started)


def _check(snapshot: Snapshot, files: Sequence[SnapshotFiles]) -> None:
    """Stop before a source that does not hold what its card expects becomes part of what was read."""
    with Engine(snapshot.folder / "spill") as engine:
        keep_history(engine, "claims", files)
        engine.read("quarantine", quarantine_files([snapshot]))
        expected = cards()[snapshot.source].expectations
        broken = broken_expectations(engine, snapshot.source, expected, (snapshot.rows, snapshot.refused))
    shutil.rmtree(snapshot.folder / "spill")
    if broken:
        raise BuildStopped(broken)


def _key(house: House, snapshots: Sequence[Snapshot]) -> str:
    digest = hashlib.sha256(flow_code().encode())
    for snapshot in snapshots:
        digest.update(f"{snapshot.name} {snapshot.turn} {snapshot.code}\n".encode())
    for file in [*rule_files(house.instance), house.home / "judgements.csv"]:
        digest.update(f"{file.name}\n".encode() + (file.read_bytes() if file.exists() else b"none"))
    return digest.hexdigest()[:16]


def _finished(shelf: Shelf, key: str, current: int | None) -> int | None:
    """Return the newest release if it was made of just this: it serves, or was cut off before it was published."""
    newest = shelf.numbers()[-1:]
    if newest and newest[0] >= (current or 0) and shelf.manifest(newest[0]).key == key:
        return newest[0]
    return None


def _make_release(
    house: House, snapshots: Sequence[Snapshot], key: tuple[str, str], by: tuple[Helpers, Tell]
) -> Manifest:
    helpers, tell = by
    shelf, current = house.shelf, house.shelf.current()
    previous = None if current is None else shelf.folder(current)
    # Of another code's release nothing is copied.
    kin = previous if current is not None and shelf.manifest(current).code == flow_code() else None
    number = (current or 0) + 1
    staged = cleared(house.home / "work" / "release")
    rules = keep_rules(house.instance, staged)
    helpers.start()
    if kin is not None:
        helpers.begin(partial(copy_catalogue, kin, staged))
    with Engine(house.home / "work" / "spill") as engine:
        tell("Joining the claims of all snapshots …")
        _keep_claims(engine, snapshots, rules)
        tell("Finding out who is who …")
        resolution = resolve(engine, house.judgements.standing(), ledger_of(engine, previous))
        tell("Making the release …")
        taken = write_facts(engine, vocabulary(), staged, _before(kin, snapshots, staged))
        counted = _tables(engine, staged, previous, taken)
    manifest = _manifest((number, current), snapshots, (resolution, *counted), key, staged)
    manifest.write(staged)
    tell("Writing the catalogue, the text index and the figures …")
    helpers.share(
        [partial(index_text, staged, kin, taken), partial(write_catalogue, staged, kin, taken)],
        partial(make_figures, staged, house.home / "work" / "spill-figures"),
    )
    shelf.put(staged, number)
    return manifest


def _keep_claims(engine: Engine, snapshots: Sequence[Snapshot], rules: Path) -> None:
    names = sorted({snapshot.source for snapshot in snapshots})
    for name in names:
        keep_history(engine, f"{name}_claims", [one.files for one in snapshots if one.source == name])
    engine.view("claims_read", " UNION ALL ".join(f"SELECT * FROM {name}_claims" for name in names))
    engine.read("quarantine_read", quarantine_files(snapshots))
    keep_standing_claims(engine, refusals(rules / REFUSED))


def _before(kin: Path | None, snapshots: Sequence[Snapshot], staged: Path) -> Before | None:
    """Return the release before, where all that may differ from it is in the snapshots that came since."""
    if kin is None:
        return None
    manifest, now = Manifest.read(kin), rule_hashes(staged)
    if any(manifest.rules.get(f"rules/{rule}") != now.get(f"rules/{rule}") for rule in (REFUSED, RULE)):
        return None
    news = newer(snapshots, {entry.name: entry.snapshot for entry in manifest.sources})
    return None if news is None else Before(kin, [one.files for one in news], staged.parent)


def _tables(engine: Engine, staged: Path, previous: Path | None, taken: Taken | None) -> tuple[int, tuple[str, ...]]:
    keep_things(engine, ecosystem_rule(rules_in(staged) / RULE), taken)
    keep_relations(engine, vocabulary(), taken)
    keep_best_facts(engine, taken)
    keep_changes(engine, previous)
    # A source quotes others: a page that the register names has a licence of its own.
    licences = engine.rows("SELECT DISTINCT licence FROM facts ORDER BY licence")
    return write_tables(engine, staged)["relations"], tuple(str(one) for (one,) in licences)


def _manifest(
    numbers: tuple[int, int | None],
    snapshots: Sequence[Snapshot],
    counted: tuple[Resolution, int, tuple[str, ...]],
    key: tuple[str, str],
    staged: Path,
) -> Manifest:
    newest = sorted({snapshot.source: snapshot for snapshot in snapshots}.items())
    resolution, relations, licences = counted
    return Manifest(
        number=numbers[0],
        key=key[0],
        made_at=key[1],
        code=flow_code(),
        previous=numbers[1],
        sources=tuple(_entry(one) for _, one in newest),
        entities=resolution.entities,
        relations=relations,
        doubts=resolution.doubts,
        licences=licences,
        tables={file.name: file_hash(file) for file in sorted(staged.glob("*.parquet"))},
        rules=rule_hashes(staged),
    )


def _entry(snapshot: Snapshot) -> SourceEntry:
    card = cards()[snapshot.source]
    return SourceEntry(
        name=snapshot.source,
        snapshot=snapshot.name,
        date=snapshot.date,
        licence=card.licence,
        read=snapshot.rows,
        claims=snapshot.claims,
        quarantined=snapshot.refused,
        title=card.title,
        publisher=card.publisher,
        address=card.address,
        stale_after_days=card.stale_after_days,
        caveats=card.caveats,
    )
