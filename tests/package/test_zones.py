"""A dealership's zone is in the package, whichever the stack lets one choose."""

from tools.package.cuts import ZONES
from tools.stack.cfn_yaml import load_yaml
from tools.stack.folder import INFRA


def test_every_zone_that_the_stack_allows_is_packed() -> None:
    zone = load_yaml(INFRA / "parameters.yaml")["Parameters"]["TimeZone"]
    assert zone["Default"] in zone["AllowedValues"]
    assert set(zone["AllowedValues"]) <= set(ZONES)
