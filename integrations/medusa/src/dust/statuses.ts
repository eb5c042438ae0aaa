import { exact, tolerance } from "./amounts"
import type { Books } from "./books"
import type { Order } from "./orders"

/** Medusa archives only orders that are completed or canceled. */
export function statusOf({ status, canceled_at }: Order): string {
  if (canceled_at || status === "canceled") {
    return "canceled"
  }
  return status === "archived" ? "completed" : (status ?? "pending")
}

/**
 * Whether the customer has paid, by the money. The payment collections do not say it: the one of a canceled exchange or
 * claim stays unpaid.
 */
export function paymentStatusOf(order: Order, { owed }: Books): string {
  const amounts = (order.transactions ?? []).map(({ amount }) => exact(amount))
  const hasPaid = amounts.some((amount) => amount.gt(0))
  const isFree = exact(order.total).lte(tolerance(order.currency_code))
  if (owed.lte(tolerance(order.currency_code)) && (hasPaid || isFree)) {
    return amounts.some((amount) => amount.lt(0)) ? "partially_refunded" : "captured"
  }
  return hasPaid ? "partially_captured" : unpaidStatus(order)
}

function unpaidStatus({ payment_collections }: Order): string {
  const statuses = (payment_collections ?? []).map((collection) => collection?.status)
  const known = ["requires_action", "authorized", "partially_authorized", "awaiting"].find((one) =>
    statuses.includes(one)
  )
  return known ?? "not_paid"
}
