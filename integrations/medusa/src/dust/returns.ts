import { type Amount, rounded, toNumber } from "./amounts"
import { paidWithPointsPerUnit } from "./discounts"
import type { RefundData } from "./events"
import type { WholeOrder } from "./orders"

/** A confirmed change of an order. Medusa creates one for each parcel of a return that arrives. */
export type OrderChange = {
  id: string
  return_id?: string | null
  version: number
  confirmed_at?: Date | string | null
  actions?: { action: string; details?: { reference_id?: string; quantity?: Amount } | null }[] | null
}

/** The refund of spent points for the items of one parcel. */
export type ReturnRefund = {
  change: OrderChange
  refund: RefundData
}

const RECEIVING_ACTIONS = ["RECEIVE_RETURN_ITEM", "RECEIVE_DAMAGED_RETURN_ITEM"]

/**
 * The refunds of spent points for all returned items. The running sum is rounded, not each part, so that all parcels
 * together give back exactly the discount.
 *
 * @param changes all confirmed changes of the order
 */
export function returnRefunds(order: WholeOrder, changes: OrderChange[]): ReturnRefund[] {
  const refunds: ReturnRefund[] = []
  let exact = 0
  for (const change of [...changes].sort((one, other) => one.version - other.version)) {
    const before = rounded(exact, order.currency_code)
    exact += paidWithPoints(order, change)
    const amount = rounded(rounded(exact, order.currency_code) - before, order.currency_code)
    if (amount > 0) {
      refunds.push({ change, refund: { id: change.id, amount: 0, paid_with_points: amount } })
    }
  }
  return refunds
}

function paidWithPoints(order: WholeOrder, change: OrderChange): number {
  return (change.actions ?? [])
    .filter(({ action }) => RECEIVING_ACTIONS.includes(action))
    .reduce((sum, { details }) => {
      const item = order.items?.find(({ id }) => id === details?.reference_id)
      return sum + (item ? paidWithPointsPerUnit(item) * toNumber(details?.quantity) : 0)
    }, 0)
}
