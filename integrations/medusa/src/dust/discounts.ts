import { type Amount, type Exact, exact, sum, ZERO } from "./amounts"

/** An item or a shipping method of a cart or an order. */
export type Discounted = {
  adjustments?: Adjustment[] | null
  tax_lines?: { rate: Amount }[] | null
}

export type Adjustment = {
  code?: string | null
  amount: Amount
  is_tax_inclusive?: boolean | null
}

/** Whether points pay for a discount. The shop can have codes such as DUST-OFF of its own. */
export function isPaidWithPoints(code: string | null | undefined): boolean {
  return /^\s*DUST-[0-9A-F]{32}\s*$/i.test(code ?? "")
}

/** The discount of each code, with tax. It is not rounded, because Medusa splits it over the lines. */
export function discountsByCode(lines: Discounted[]): Map<string, Exact> {
  const discounts = new Map<string, Exact>()
  for (const line of lines) {
    for (const adjustment of line.adjustments ?? []) {
      if (adjustment.code) {
        discounts.set(adjustment.code, (discounts.get(adjustment.code) ?? ZERO).plus(withTax(adjustment, line)))
      }
    }
  }
  return discounts
}

/** The discount of an adjustment with its tax. */
export function withTax({ amount, is_tax_inclusive }: Adjustment, { tax_lines }: Discounted): Exact {
  // In some versions of Medusa, the total of an item's second adjustment includes the first one, so it is not used.
  const rate = sum((tax_lines ?? []).map((line) => line.rate))
  return is_tax_inclusive ? exact(amount) : exact(amount).times(rate.div(100).plus(1))
}
