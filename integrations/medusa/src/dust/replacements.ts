import { type Exact, exact, greatest, least, sum, tolerance, ZERO } from "./amounts"
import { type Booked, priceOf, totalOf } from "./booked"
import type { Item, Order } from "./orders"
import { add, isReplacing, type Quantities, quantityOf, takenBack } from "./returns"

/**
 * A replacement costs only what it is dearer than the units that it replaces, and nothing if the customer does not pay
 * that either. The replaced units count as kept then: points that paid for them stay spent. A replacement that is cheaper
 * is booked as Medusa does it: the old units are returned, the new ones bought.
 *
 * @returns what Medusa expects for replacements although nobody pays it
 */
export function replace(order: Order, items: Booked<Item>[], back: Quantities, owed: Exact): Exact {
  const replacements: Booked<Item>[] = []
  for (const claim of order.claims.filter(isReplacing)) {
    const ids = (claim.additional_items ?? [])
      .filter((item) => item.is_additional_item !== false)
      .map((item) => item.item_id)
    const sent = items.filter(({ line }) => ids.includes(line.id))
    const worth = sum(sent.map((item) => priceOf(item, quantityOf(item.line).minus(back.get(item.line.id) ?? ZERO))))
    const gone = takenBack(order, claim)
    const replaced = sum(items.map((item) => priceOf(item, gone.get(item.line.id) ?? ZERO)))
    if (worth.gt(0) && worth.gte(replaced.minus(tolerance(order.currency_code)))) {
      gone.forEach((quantity, id) => add(back, id, quantity.negated()))
      scale(sent, greatest(worth.minus(replaced), ZERO).div(worth))
      replacements.push(...sent)
    }
  }
  const dearer = totalOf(replacements)
  const unpaid = least(greatest(owed, ZERO), dearer)
  scale(replacements, dearer.gt(0) ? dearer.minus(unpaid).div(dearer) : exact(1))
  return unpaid
}

function scale(items: Booked<Item>[], factor: Exact): void {
  items.forEach((item) => {
    item.share = item.share.times(factor)
  })
}
