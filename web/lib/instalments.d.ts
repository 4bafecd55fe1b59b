/** The customer's page and the console reckon with the same file: templates/proforma/instalments.js. */
export function frenchInstalments(
  principalCents: number,
  annualRateBps: number,
  months: number,
): { instalment: number; last: number; total: number } | null;
