"""What kind of organisation a name says that it is: a university is no hospital, a museum no ministry."""

from collections.abc import Sequence

import numpy as np

from kiem.flow.lookup.sparse import Floats, Ints

__all__ = ["agreement", "kinds_of"]

SAID = (
    # Places of learning.
    """
    academia academie academy akademie akademia akademi college ecole educational egyetem escola escuela fachhochschule
    faculdade hochschule hogeschool hogskolan hogskole hojskole kolledz korkeakoulu politechnika politecnico politecnica
    polytechnic polytechnique school schule scuola sekolah universitari universitas universitatea universitesi
    universitet universiteti universitetet universiti university univerza univerzita univerzitet uniwersytet yliopisto
    """,
    # Places of care.
    """
    aou azienda bolnica clinic clinical clinico hospices hospitalar hospitalario hospitalier hospital infirmary
    kliniken klinikum korhaz krankenhaus nemocnica nemocnice ospedale ospedali ospedaliera policlinico sairaala sjukhus
    sjukhuset spital sygehus sykehus szpital umc uniklinik uniklinikum ziekenhuizen
    """,
    # Endowments.
    """
    charitable charity endowment fondation fondazione fonds foundation fund fundacao fundacia fundacio fundacja fundatia
    nadace saatio sihtasutus trust zaidan
    """,
    # Authorities.
    """
    authority ayuntamiento bundesamt bundesministerium camara comune commune council county diputacion gemeente
    government kommun kommune ministarstvo ministerie ministerium ministerstvo ministrstvo ministry municipality
    municipio obcina parliament prefecture province provincia region regione stad stadt
    """,
    # Collections.
    "archive archives biblioteca bibliotheek bibliotheque gallery library musee musei museo museu museum muzeum muzeul",
    # Who joined together.
    """
    alliance asociacion asociatia associacao association associazione bund confederation consortium federacion
    federation federazione genootschap gesellschaft league platform sdruzhenie society stowarzyszenie syndicat
    syndicate union verband verein vereniging vereinigung
    """,
    # Places of research.
    """
    center forschungsinstitut forschungszentrum inrae inserm institutet institute institutul instytut instituto intezet
    laboratory observatory ustav zavod
    """,
)
"""General knowledge: words by which organisations of a kind are called, in the languages of Europe and some others."""

BIT = {word: 1 << turn for turn, words in enumerate(SAID) for word in words.split()}
"""The words, as `plain` writes them."""

OTHERS, UNSAID, SOME, SAME = 0, 1, 2, 3


def kinds_of(names: Sequence[str]) -> Ints:
    """Return the kinds that each plain name says, a bit each."""
    return np.array([_bits(name) for name in names], np.int64)


def _bits(name: str) -> int:
    bits = 0
    for word in name.split():
        bits |= BIT.get(word, 0)
    return bits


def agreement(ours: Ints, theirs: Ints) -> Floats:
    """Return 0 where two names say other kinds, 1 where one says none, 2 where some are the same, 3 where all are."""
    shared = np.where(ours == theirs, SAME, np.where(ours & theirs, SOME, OTHERS))
    return np.where((ours == 0) | (theirs == 0), UNSAID, shared).astype(np.float32)
