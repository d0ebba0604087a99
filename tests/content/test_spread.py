"""Who does what to whom across the whole bank: nothing stands out, nobody is left out."""

from typing import Any

from facilitator.content.checking import spread
from facilitator.content.model import Scenario
from tests.content import builder
from tests.content.builder import make


def scenario(*cast: dict[str, Any], **changes: Any) -> Scenario:
    return make(Scenario, builder.scenario(cast=list(cast), **changes))


def person(part: str, gender: str = "female", origin: str = "nordic") -> dict[str, Any]:
    return {"name": "Milo", "part": part, "gender": gender, "origin": origin}


def test_that_a_gender_that_nearly_always_acts_stands_out() -> None:
    bank = [scenario(person("acting", "male"), person("exposed")) for _n in range(15)]
    bank += [scenario(person("acting"), person("exposed", "male")) for _n in range(6)]
    found = {(each.part, each.what): round(each.share, 2) for each in spread.uneven(bank)}
    assert found == {("acting", "male"): 0.71, ("exposed", "female"): 0.71}


def test_that_an_origin_that_acts_more_often_than_it_is_there_stands_out() -> None:
    origins = ["nordic", "african", "balkan", "asian"]
    even = [scenario(person("acting", origin=o), person("exposed", origin=o)) for o in origins * 6]
    assert {each.what for each in spread.uneven(even)} == {"female"}
    tilted = even + [scenario(person("acting", origin="balkan"), person("exposed")) for _n in range(12)]
    assert ("acting", "balkan") in {(each.part, each.what) for each in spread.uneven(tilted)}


def test_that_a_few_people_say_nothing() -> None:
    assert not list(spread.uneven([scenario(person("acting", "male")) for _n in range(spread.ENOUGH - 1)]))


def test_that_the_same_origin_does_not_act_twice_running() -> None:
    first, second = (scenario(person("acting", origin="balkan"), id=name) for name in ("ett", "andra"))
    between = scenario(person("acting", origin="untold"), id="mellan")
    assert [(one.id, what) for one, what in spread.twice_running([first, second])] == [("andra", "balkan")]
    assert not list(spread.twice_running([first, between, second]))


def test_that_names_in_the_situation_are_in_the_cast() -> None:
    situation = "Du står vid planen. Amina håller bollen så att Milo inte når den. Alla ser på Milos ansikte."
    assert spread.missing(scenario(situation=situation)) == ["amina", "milo", "milos"]
    assert spread.missing(scenario(person("exposed"), situation=situation)) == ["amina"]
