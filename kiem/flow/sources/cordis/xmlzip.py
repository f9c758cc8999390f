"""CORDIS as the Publications Office publishes it in XML: one file a project, read one at a time.

The elements are those of the files themselves (root `project`; `relations/associations` hold organisations, calls and
programme parts; `relations/categories` hold fields of science and the type of action), with or without a namespace.
In a file, row 1 is the project and row n+1 its n-th participant.
"""

from collections.abc import Iterable
from xml.etree import ElementTree

from kiem.flow.sources.cordis.canon import Canon, words
from kiem.flow.sources.input import SourceInput

FILES = (".xml",)
PROGRAMMES = {"relatedTopic": "topic", "relatedLegalBasis": "programme"}
SCHEME = "projectFundingSchemeCategory"

Element = ElementTree.Element


def read(given: SourceInput, canon: Canon) -> int:
    """Read every file and return how many projects and participants it has. Raises InputProblem for a broken zip.

    A file that is not UTF-8, not well-formed, has a document type (the way to entities that blow up or read other
    files) or is no project is refused whole.
    """
    rows = 0
    for file, stream in given.streams(".xml"):
        raw = stream.read()
        project = _project(raw.removeprefix(b"\xef\xbb\xbf"))
        if isinstance(project, str):
            canon.refusals.add(file, 1, project, raw.decode("utf-8", "replace"))
            rows += 1
        else:
            rows += _tell(canon, file, project)
    return rows


def _project(raw: bytes) -> Element | str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8"
    if "<!DOCTYPE" in text:
        return "has a document type"
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  without a document type there are no entities to abuse
    except ElementTree.ParseError as error:
        return f"not well-formed XML ({error})"
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root if root.tag == "project" else f"not a project but <{root.tag}>"


def _tell(canon: Canon, file: str, project: Element) -> int:
    number = _text(project, "id")
    schemes = [_code(category) for category in _categories(project) if category.get("classification") == SCHEME]
    canon.projects.add(
        file,
        1,
        (
            number,
            *(
                _text(project, name)
                for name in (
                    "acronym",
                    "title",
                    "objective",
                    "totalCost",
                    "ecMaxContribution",
                    "startDate",
                    "endDate",
                    "ecSignatureDate",
                    "status",
                )
            ),
            next(iter(schemes), ""),
            _text(project, "identifiers/grantDoi"),
            _text(project, "lastUpdateDate") or _text(project, "contentUpdateDate"),
        ),
    )
    for said in _details(project):
        canon.detail(file, 1, number, said)
    organisations = project.findall("relations/associations/organization")
    for line, organisation in enumerate(organisations, start=2):
        canon.participations.add(file, line, _participation(number, organisation))
    return 1 + len(organisations)


def _details(project: Element) -> Iterable[tuple[str, str]]:
    calls = project.findall("relations/associations/call")
    yield from (("call", call) for call in sorted({_text(call, "identifier") for call in calls}))
    for programme in project.findall("relations/associations/programme"):
        kind = programme.get("type", "")
        if kind in PROGRAMMES:
            yield PROGRAMMES[kind], words(_text(programme, "code"), _text(programme, "title"))
    for category in _categories(project):
        if category.get("classification") == "euroSciVoc":
            yield "field", _text(category, "displayCode")


def _participation(number: str, organisation: Element) -> list[str]:
    activities = [
        _code(category)
        for category in _categories(organisation)
        if category.get("classification") == "organizationActivityType"
    ]
    regions = organisation.findall("relations/regions/region[@type='relatedNutsCode']")
    return [
        number,
        organisation.get("type", ""),
        *(_text(organisation, name) for name in ("id", "vatNumber", "legalName", "shortName")),
        next(iter(activities), ""),
        *(organisation.get(name, "") for name in ("sme", "terminated", "netEcContribution")),
        *(_text(organisation, f"address/{name}") for name in ("city", "country")),
        _text(organisation, "address/nutsCode") or "".join(_text(region, "nutsCode") for region in regions[:1]),
        *(_text(organisation, f"address/{name}") for name in ("geolocation", "url")),
    ]


def _categories(element: Element) -> list[Element]:
    return element.findall("relations/categories/category")


def _code(category: Element) -> str:
    return _text(category, "code").removeprefix("/")


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
