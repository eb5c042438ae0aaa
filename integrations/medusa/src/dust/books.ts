import { type Exact, exact, least, sum, ZERO } from "./amounts"
import { asOrdered, type Booked, priceOf } from "./booked"
import type { Item, Order, ShippingMethod } from "./orders"
import { type Refunded, refundLines, refundsOf } from "./refunds"
import { replace } from "./replacements"
import { quantityOf, returned } from "./returns"

/** What an order costs, and what of that is no longer paid. */
export type Books = {
  items: Booked<Item>[]
  shippingMethods: Booked<ShippingMethod>[]
  /** The part that gift cards and store credit pay. */
  credit: Exact
  refunds: Refunded[]
  /** What the customer has still to pay; negative if the shop has to pay back. */
  owed: Exact
}

/**
 * Medusa's totals are without the units that came back, and without what was refunded beyond them, for which it adds a
 * credit line. Here, the order is as it was ordered, and returns and refunds stand beside it, so that nothing counts twice.
 */
export function books(order: Order): Books {
  const { items, shippingMethods } = asOrdered(order)
  const back = returned(order)
  const owed = owedFor(order, items)
  const owedForReplacements = replace(order, items, back, owed)
  for (const item of items) {
    item.returned = least(back.get(item.line.id) ?? ZERO, quantityOf(item.line))
  }
  const isRefund = refundLines(order)
  const creditLines = (order.credit_lines ?? []).filter(({ amount }) => exact(amount).gt(0))
  const credit = sum(creditLines.filter((line) => !isRefund(line)).map(({ amount }) => amount))
  const refunds = refundsOf(items, shippingMethods, credit, creditLines.filter(isRefund))
  return { items, shippingMethods, credit, refunds, owed: owed.minus(owedForReplacements) }
}

/** What Medusa expects from the customer, if all requested returns arrive. */
function owedFor(order: Order, items: Booked<Item>[]): Exact {
  const requested = sum(items.map((item) => priceOf(item, exact(item.line.detail?.return_requested_quantity))))
  return exact(order.total)
    .minus(requested)
    .minus(sum((order.transactions ?? []).map(({ amount }) => amount)))
}
