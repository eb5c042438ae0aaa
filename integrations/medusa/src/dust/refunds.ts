import { type Exact, exact, greatest, sum, ZERO } from "./amounts"
import { type Booked, priceOf, totalOf } from "./booked"
import type { CreditLine, Item, Order, ShippingMethod } from "./orders"

/** Money that is no longer paid, and the units that it was for, if there are some. */
export type Refunded = { id: string; amount: Exact; items?: { id: string; quantity: Exact }[] }

/** Which credit lines stand for refunded money. Medusa adds one for what it refunds beyond returned or removed items. */
export function refundLines({ payment_collections }: Order): (line: CreditLine) => boolean {
  const collections = (payment_collections ?? []).filter((collection) => collection !== null)
  const reasons = collections
    .flatMap(({ payments }) => payments ?? [])
    .flatMap((payment) => payment.refunds ?? [])
    .map(({ refund_reason }) => refund_reason)
  const references = new Set([
    ...collections.map(({ id }) => id),
    ...reasons.flatMap((reason) => [reason?.code, reason?.label]).filter((reference) => !!reference),
  ])
  return ({ reference, reference_id }) =>
    reference === "payment_collection" || references.has(reference_id ?? "") || references.has(reference ?? "")
}

/** The money of the units that came back, and each refund beyond. */
export function refundsOf(
  items: Booked<Item>[],
  shippingMethods: Booked<ShippingMethod>[],
  credit: Exact,
  creditLines: CreditLine[]
): Refunded[] {
  const units = items.filter((item) => item.returned.gt(0))
  const returned = sum(units.map((item) => priceOf(item, item.returned).times(item.share)))
  const gross = totalOf([...items, ...shippingMethods])
  const paidWithMoney = gross.gt(0) ? greatest(gross.minus(credit), ZERO).div(gross) : ZERO
  const quantities = units.map(({ line, returned: quantity }) => ({ id: line.id, quantity }))
  return [
    ...(quantities.length > 0
      ? [{ id: "returned-items", amount: returned.times(paidWithMoney), items: quantities }]
      : []),
    ...creditLines.map(({ id, amount }) => ({ id, amount: exact(amount) })),
  ]
}
