import { rounded } from "./amounts"
import { discountsByCode } from "./discounts"
import type { Order, PaymentCollection, WholeOrder } from "./orders"

/** An event for Dust. An event that is sent again has the same id, so that it counts once. */
export type OrderEvent = {
  id: string
  type: string
  time?: string
  data: OrderData
}

type OrderData = {
  id: string
  customer_id: string | null
  currency_code: string
} & Record<string, unknown>

/** Refunded money or returned items; amounts in major units. */
export type RefundData = {
  id: string
  amount: number
  paid_with_points?: number
}

const TOTALS = [
  "total",
  "subtotal",
  "tax_total",
  "shipping_total",
  "shipping_tax_total",
  "discount_total",
  "gift_card_total",
  "credit_line_total",
] as const

export function placed(order: WholeOrder): OrderEvent {
  const totals = TOTALS.map((name) => [name, rounded(order[name], order.currency_code)])
  return event(order, "order.placed", order.id, order.created_at, {
    ...Object.fromEntries(totals),
    payment_status: isPaid(order) ? "captured" : "not_paid",
    promotions: promotions(order),
  })
}

export function paid(order: Order, at?: Date | string | null): OrderEvent {
  return event(order, "order.paid", order.id, at)
}

export function canceled(order: Order): OrderEvent {
  return event(order, "order.canceled", order.id, order.canceled_at)
}

export function refunded(order: Order, refund: RefundData, at?: Date | string | null): OrderEvent {
  return event(order, "order.refunded", refund.id, at, { refund })
}

/** Whether all payment collections are captured that are not canceled; without any, whether the order costs nothing. */
export function isPaid(order: WholeOrder): boolean {
  const collections = (order.payment_collections ?? []).filter(({ status }) => status !== "canceled")
  return collections.length > 0
    ? collections.every((collection) => isCaptured(collection, order.currency_code))
    : rounded(order.total, order.currency_code) === 0
}

function isCaptured({ amount, captured_amount }: PaymentCollection, currencyCode: string): boolean {
  return rounded(captured_amount, currencyCode) >= rounded(amount, currencyCode)
}

/** All promotions of the order. Dust releases the held points of a promotion with amount 0. */
function promotions(order: WholeOrder): { code: string; amount: number }[] {
  const discounts = discountsByCode(order)
  for (const promotion of order.promotions ?? []) {
    if (promotion?.code && !discounts.has(promotion.code)) {
      discounts.set(promotion.code, 0)
    }
  }
  return [...discounts].map(([code, amount]) => ({ code, amount: rounded(amount, order.currency_code) }))
}

function event(
  order: Order,
  type: string,
  subject: string,
  at?: Date | string | null,
  more: Record<string, unknown> = {}
): OrderEvent {
  return {
    id: `${type}:${subject}`,
    type,
    ...(at ? { time: new Date(at).toISOString() } : {}),
    data: { id: order.id, customer_id: customerId(order), currency_code: order.currency_code, ...more },
  }
}

/** Medusa creates a customer for a guest, too. Without an account, the points could never be spent. */
function customerId({ customer, customer_id }: Order): string | null {
  return customer?.has_account === false ? null : (customer_id ?? null)
}
