import { type Amount, toNumber } from "./amounts"

/** An item or a shipping method of a cart or an order. */
export type Line = {
  id?: string
  quantity?: Amount
  adjustments?: Adjustment[] | null
  tax_lines?: { rate: Amount }[] | null
}

type Adjustment = {
  code?: string | null
  amount: Amount
  is_tax_inclusive?: boolean | null
}

/** A cart or an order. */
export type Discounted = {
  items?: Line[] | null
  shipping_methods?: Line[] | null
}

/** Whether points pay for a discount. The shop can have codes such as DUST-OFF of its own. */
export function isPaidWithPoints(code: string): boolean {
  return /^DUST-[0-9A-F]{32}$/i.test(code)
}

/** The discount of each code, with tax. It is not rounded, because Medusa splits it over the lines. */
export function discountsByCode({ items, shipping_methods }: Discounted): Map<string, number> {
  const discounts = new Map<string, number>()
  for (const line of [...(items ?? []), ...(shipping_methods ?? [])]) {
    for (const adjustment of line.adjustments ?? []) {
      if (adjustment.code) {
        discounts.set(adjustment.code, (discounts.get(adjustment.code) ?? 0) + withTax(adjustment, line))
      }
    }
  }
  return discounts
}

/** The amount that points have paid for one unit of an item, with tax. */
export function paidWithPointsPerUnit(item: Line): number {
  const quantity = toNumber(item.quantity)
  const adjustments = (item.adjustments ?? []).filter(({ code }) => code && isPaidWithPoints(code))
  return quantity > 0 ? adjustments.reduce((sum, one) => sum + withTax(one, item), 0) / quantity : 0
}

// In some versions of Medusa, the total of an item's second adjustment includes the first one, so it is not used.
function withTax({ amount, is_tax_inclusive }: Adjustment, { tax_lines }: Line): number {
  const rate = (tax_lines ?? []).reduce((sum, line) => sum + toNumber(line.rate), 0)
  return is_tax_inclusive ? toNumber(amount) : toNumber(amount) * (1 + rate / 100)
}
