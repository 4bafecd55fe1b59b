// French instalments in whole cents: the arithmetic of chalicelib/domain/money.py, step by step.
// tests/vectors/instalments.json checks both.

const BASIS_POINTS_A_YEAR = 120000;

function divideHalfUp(dividend, divisor) {
  const two = BigInt(2);
  return (two * dividend + divisor) / (two * divisor);
}

/** {instalment, last, total} in cents, or null where the loan cannot be: too little money for the months. */
function frenchInstalments(principalCents, annualRateBps, months) {
  if (principalCents < 1 || months < 1 || annualRateBps < 0) return null;
  const principal = BigInt(principalCents);
  const rate = BigInt(annualRateBps);
  const whole = BigInt(BASIS_POINTS_A_YEAR);
  let before = BigInt(1);
  let after = BigInt(1);
  for (let month = 0; month < months; month += 1) {
    before *= whole;
    after *= whole + rate;
  }
  const instalment = annualRateBps
    ? divideHalfUp(principal * rate * after, whole * (after - before))
    : divideHalfUp(principal, BigInt(months));
  // Rounding may pay a tiny loan off early; interest of a negative balance is then no longer asked for.
  let balance = principal;
  for (let month = 1; month < months; month += 1) {
    balance += divideHalfUp(balance * rate, whole) - instalment;
    if (balance < 1) return null;
  }
  const last = balance + divideHalfUp(balance * rate, whole);
  if (instalment < 1 || last < 1) return null;
  return {
    instalment: Number(instalment),
    last: Number(last),
    total: Number(instalment * BigInt(months - 1) + last),
  };
}
