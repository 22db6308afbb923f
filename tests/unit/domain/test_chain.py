"""A chain of arithmetic holds, does not, or may be rounded."""

import pytest

from soro_tutor.domain.chain import holds
from soro_tutor.domain.expression import parse_equation

CHAINS = {
    "2+3·4=2+12=14": True, "2+3·4=20": False, "2/3≈0,67": True, "2/3=0,67": None, "2/3≈0,9": False,
    "√2≈1,41": True, "1234≈1200": None,
    "5>3": True, "5<3": False, "3≤3": True, "2≠2": False, "x=3·4=12": True,
    "x=3·4=13": False,
}  # fmt: skip


@pytest.mark.parametrize(("chain", "verdict"), CHAINS.items())
def test_a_chain_is_judged(chain: str, verdict: object) -> None:
    assert holds(parse_equation(chain)) is verdict
