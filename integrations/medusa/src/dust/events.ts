import { createHash } from "node:crypto"
import { exact, rounded, sum } from "./amounts"
import { books } from "./books"
import { type LineData, linesOf } from "./lines"
import type { Order } from "./orders"
import type { Refunded } from "./refunds"
import { paymentStatusOf, statusOf } from "./statuses"
import { versionOf } from "./versions"

/** An event for Dust. An event that is sent again has the same id, so that it counts once. */
export type DustEvent = {
  id: string
  type: string
  time?: string
  data: Record<string, unknown>
}

/** The order as it is now. The id of the event follows from the version and the content of the order. */
export function orderUpdated(order: Order): DustEvent {
  const data = orderData(order)
  const version = versionOf(order)
  const hash = createHash("sha256").update(JSON.stringify(data)).digest("base64url").slice(0, 16)
  return {
    id: `order.updated:${order.id}:${version.replace(/\D/g, "")}:${hash}`,
    type: "order.updated",
    time: version,
    data: { ...data, updated_at: version },
  }
}

function orderData(order: Order): Record<string, unknown> {
  const booked = books(order)
  const { items, shippingMethods, promotions } = linesOf(order, booked)
  const lines = [...items, ...shippingMethods]
  const credit = rounded(booked.credit, order.currency_code)
  return {
    id: order.id,
    customer_id: customerId(order),
    currency_code: order.currency_code,
    ...(order.created_at ? { created_at: new Date(order.created_at).toISOString() } : {}),
    status: statusOf(order),
    payment_status: paymentStatusOf(order, booked),
    total: Math.max(0, exact(totalOf(lines, "total")).minus(credit).toNumber()),
    tax_total: totalOf(lines, "tax_total"),
    shipping_total: totalOf(shippingMethods, "total"),
    shipping_tax_total: totalOf(shippingMethods, "tax_total"),
    discount_total: totalOf(lines, "discount_total"),
    discount_tax_total: totalOf(lines, "discount_tax_total"),
    credit_line_total: credit,
    items,
    shipping_methods: shippingMethods,
    promotions,
    refunds: booked.refunds.map((refund) => refundData(refund, order.currency_code)),
  }
}

function refundData({ id, amount, items }: Refunded, currencyCode: string): Record<string, unknown> {
  const units = items?.map((item) => ({ id: item.id, quantity: item.quantity.toNumber() }))
  return { id, amount: rounded(amount, currencyCode), ...(units ? { items: units } : {}) }
}

function totalOf(lines: LineData[], member: "total" | "tax_total" | "discount_total" | "discount_tax_total"): number {
  return sum(lines.map((line) => line[member])).toNumber()
}

/** Medusa creates a customer for a guest, too. Without an account, the points could never be spent. */
function customerId({ customer, customer_id }: Order): string | null {
  return customer?.has_account === false ? null : (customer_id ?? null)
}
