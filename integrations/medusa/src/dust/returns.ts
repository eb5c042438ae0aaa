import { type Amount, rounded, toNumber } from "./amounts"
import { paidWithPointsByUnit } from "./discounts"
import type { ToldRefund } from "./events"
import type { WholeOrder } from "./orders"

/** A confirmed change of an order: each time that goods of a return arrive, there is one. */
export type OrderChange = {
  id: string
  return_id?: string | null
  version: number
  confirmed_at?: Date | string | null
  actions?: { action: string; details?: { reference_id?: string; quantity?: Amount } | null }[] | null
}

/** A change, and what had been paid with points for the goods that it brought back. */
export type Receipt = {
  change: OrderChange
  refund: ToldRefund
}

const RECEIVING_ACTIONS = ["RECEIVE_RETURN_ITEM", "RECEIVE_DAMAGED_RETURN_ITEM"]

/**
 * What came back that had been paid with points. The sum is rounded, and not each part: when all has come back, in however
 * many parcels, exactly the discount is given back.
 *
 * @param changes all confirmed changes of the order
 */
export function receipts(order: WholeOrder, changes: OrderChange[]): Receipt[] {
  const found: Receipt[] = []
  let exact = 0
  for (const change of [...changes].sort((one, other) => one.version - other.version)) {
    const before = rounded(exact, order.currency_code)
    exact += paidWithPoints(order, change)
    const amount = rounded(rounded(exact, order.currency_code) - before, order.currency_code)
    if (amount > 0) {
      found.push({ change, refund: { id: change.id, amount: 0, paid_with_points: amount } })
    }
  }
  return found
}

function paidWithPoints(order: WholeOrder, change: OrderChange): number {
  return (change.actions ?? [])
    .filter(({ action }) => RECEIVING_ACTIONS.includes(action))
    .reduce((sum, { details }) => {
      const item = order.items?.find(({ id }) => id === details?.reference_id)
      return sum + (item ? paidWithPointsByUnit(item) * toNumber(details?.quantity) : 0)
    }, 0)
}
