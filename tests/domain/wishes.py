"""What people may want in a random history of one quote: mostly right, sometimes wrong."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from chalicelib.domain.codes import FollowUpType, LostReason, PaymentKind, Role
from chalicelib.domain.codes import UnitStatus as Status
from chalicelib.domain.follow_up import Plan
from chalicelib.domain.offers import DiscountWish, OptionWish, VehicleWish
from tests.builders import NOW, a_person

ADVISOR, BOSS, MANAGER = (a_person(role) for role in Role)
OTHER_BOSS = a_person(Role.BOSS, id="p-boss-sur", showroom_id="s-sur")

people = st.sampled_from([ADVISOR, BOSS, MANAGER, OTHER_BOSS])
plans = st.builds(
    Plan,
    type=st.sampled_from(FollowUpType),
    due_at=st.integers(-24, 24 * 20).map(lambda hours: NOW + timedelta(hours=hours)),
)
reasons = st.just("Pronto pago")
amounts, shares = st.integers(1, 30_000), st.integers(1, 1_000)
discounts = st.one_of(
    st.none(),
    st.builds(DiscountWish, reasons, amount_cents=amounts),
    st.builds(DiscountWish, reasons, percent_bps=shares),
    st.builds(DiscountWish, reasons, amount_cents=amounts, percent_bps=shares),
)
options = st.builds(OptionWish, kind=st.just(PaymentKind.CASH), discount=discounts) | st.builds(
    OptionWish,
    kind=st.just(PaymentKind.FINANCED),
    discount=discounts,
    down_payment_cents=st.sampled_from([0, 100_000, 299_900]),
    term_months=st.sampled_from([1, 24, 72, 73]),
    annual_rate_bps=st.sampled_from([0, 1560, 1561]),
)
vehicles = st.builds(
    VehicleWish,
    model_id=st.just("m-one"),
    model_year=st.just(2026),
    colour=st.sampled_from(["Rojo", "Rojo", "Negro", "Verde"]),
    payment_options=st.lists(options, max_size=2).map(tuple),
)
FIELDS: dict[str, Any] = {"note": None, "reason": LostReason.PRICE, "follow_up": None, "vin": "VIN-none"}
spoilt_fields = st.none() | st.none() | st.sampled_from(sorted(FIELDS))
positions = st.integers(0, 9)
holds = st.sampled_from(
    [
        *[(Status.AVAILABLE, None)] * 3,
        (Status.RESERVED, "q-other"),
        (Status.RESERVED, "q-test"),
        (Status.SOLD, "q-other"),
    ]
)
"""How a unit may stand: its status, and whose it is."""
