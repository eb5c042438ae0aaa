import type { Order, Row } from "./orders"

/**
 * The version of an order: the newest time of all its rows, because Medusa does not change the order's own time with a
 * payment or a refund. Two transactions can end in another order than their times, so the microseconds count the rows.
 *
 * @returns the version as a time; the present time if no row has one
 */
export function versionOf(order: Order): string {
  const times = rowsOf(order)
    .map(({ created_at, updated_at }) => new Date(updated_at ?? created_at ?? Number.NaN).getTime())
    .filter((time) => !Number.isNaN(time))
  const newest = new Date(times.length > 0 ? times.reduce((one, other) => Math.max(one, other)) : Date.now())
  const changes = ((order.version ?? 0) + times.length) % 1000
  return newest.toISOString().replace("Z", `${String(changes).padStart(3, "0")}Z`)
}

function rowsOf(order: Order): Row[] {
  const collections = (order.payment_collections ?? []).filter((collection) => collection !== null)
  const payments = collections.flatMap((collection) => collection.payments ?? [])
  return [
    order,
    ...(order.items ?? []).flatMap((item) => [item, item.detail ?? {}]),
    ...(order.shipping_methods ?? []).flatMap((method) => [method, method.detail ?? {}]),
    ...(order.credit_lines ?? []),
    ...(order.transactions ?? []),
    ...(order.returns ?? []),
    ...order.claims,
    ...collections,
    ...payments,
    ...payments.flatMap((payment) => [...(payment.captures ?? []), ...(payment.refunds ?? [])]),
  ]
}
