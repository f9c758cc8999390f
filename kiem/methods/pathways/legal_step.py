"""A step that the law asks for, as the register states it."""

from dataclasses import dataclass
from enum import StrEnum

from kiem.methods.workdays import Term


class Product(StrEnum):
    """The kinds of product whose pathway the register knows."""

    MEDICINAL_PRODUCT = "medicinal_product"
    ATMP = "atmp"
    MEDICAL_DEVICE_CLASS_I = "medical_device_class_I"
    MEDICAL_DEVICE_CLASS_IIA = "medical_device_class_IIa"
    MEDICAL_DEVICE_CLASS_IIB = "medical_device_class_IIb"
    MEDICAL_DEVICE_CLASS_III = "medical_device_class_III"
    SOFTWARE_AS_MEDICAL_DEVICE = "software_as_medical_device"
    IVD = "ivd"
    GMO_FIELD_TRIAL = "gmo_field_trial"
    GMO_CONTAINED_USE = "gmo_contained_use"
    GM_FOOD_FEED = "gm_food_feed"
    NOVEL_FOOD = "novel_food"
    FEED_ADDITIVE = "feed_additive"
    PLANT_PROTECTION_PRODUCT = "plant_protection_product"
    BIOCIDAL_PRODUCT = "biocidal_product"
    FOOD_ENZYME = "food_enzyme"
    FOOD_CONTACT_MATERIAL = "food_contact_material"
    HEALTH_CLAIM = "health_claim"
    VETERINARY_MEDICINE = "veterinary_medicine"
    ANIMAL_EXPERIMENT = "animal_experiment"


@dataclass(frozen=True, slots=True)
class LegalStep:
    """One step: who must act, by which article, within which limit; a limit of None is one that the act does not set.

    `checked` keeps the register's word: yes, via another page, or no. `claims` are the ids of the claims it rests on.
    """

    product: str
    order: int
    name: str
    legal_act: str | None = None
    article: str | None = None
    address: str | None = None
    authority_be: str | None = None
    authority_eu: str | None = None
    limit: Term | None = None
    may_stop: bool | None = None
    note: str | None = None
    checked: str = "no"
    claims: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The step's name among all pathways: `novel_food/2`."""
        return f"{self.product}/{self.order}"

    @property
    def is_checked(self) -> bool:
        """True where the limit was read on a page, be it another one than the act."""
        return self.checked != "no"
