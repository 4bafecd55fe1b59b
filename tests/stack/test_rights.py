"""Each function may do what it does, and nothing else."""

import pytest

from tests.stack.needs import Need
from tests.stack.policies import functions, policy_of

Used = dict[str, set[Need]]


@pytest.mark.parametrize("name", sorted(functions()))
def test_whatever_right_is_taken_away_is_missed(used: Used, name: str) -> None:
    policy = policy_of(name)
    needs = used[name]
    assert all(policy.allows(need) for need in needs)
    spare = [pair[1:] for pair in policy.pairs() if all(policy.without(*pair).allows(need) for need in needs)]
    assert spare == []
