"""The closed sets of words that the model is written in."""

from typing import Literal

FORMAT = 1

Age = Literal["F-3", "4-6", "7-9", "staff"]
Principle = Literal["bystander", "attachment", "gender-norms", "leadership"]
Weight = Literal["core", "flexible", "optional", "protected"]
Who = Literal["A", "B", "both", "adult"]
PhaseKind = Literal["alone", "pair", "group", "all", "buzz"]
ViolenceForm = Literal["physical", "psychological", "sexual", "digital", "latent", "racist", "material"]
OptionKind = Literal["say", "interrupt", "fetch", "support", "tell", "tone", "together", "nothing"]
Moment = Literal["before", "during", "after"]
Role = Literal["friend", "classmate", "sibling", "stranger", "teammate"]
Place = Literal[
    "yard", "corridor", "classroom", "changing-room", "chat", "bus", "way-home", "leisure", "home", "canteen", "shop"
]  # fmt: skip
Part = Literal["acting", "exposed", "helping", "near"]
Gender = Literal["female", "male", "untold"]
Origin = Literal[
    "nordic", "sami", "finnish", "eastern-european", "balkan", "southern-european", "latin-american", "middle-eastern",
    "african", "asian", "untold",
]  # fmt: skip
"""Where a made-up name is mostly heard; of nobody real."""
Verified = Literal["checked", "to-check"]
Reader = Literal[
    "teacher", "counsellor", "nurse", "social-services", "police", "hbtqi", "honour", "racism", "mentors"
]  # fmt: skip
"""Whoever reads a lesson before it is used: a person who knows the class, the care, or the subject."""
