import { BigNumber } from "@medusajs/framework/utils"
import type { Claim, CreditLine, Item, Order, PaymentCollection, Return } from "../src/dust/orders"

export const CODE = "DUST-0123456789ABCDEF0123456789ABCDEF"

export const PLACED_AT = new Date("2026-01-02T03:04:05.678Z")

/**
 * Three mugs at 10.00 with 20 % tax, of which 5.00 are paid with points, and shipping at 4.00: 35.80. As Medusa stores it,
 * not paid yet.
 */
export function order(changes: Partial<Order> = {}): Order & { [member: string]: unknown } {
  return {
    id: "order_1",
    version: 1,
    status: "pending",
    is_draft_order: false,
    customer_id: "cus_1",
    customer: { has_account: true },
    currency_code: "eur",
    created_at: PLACED_AT,
    updated_at: PLACED_AT,
    canceled_at: null,
    total: new BigNumber("35.8"),
    items: [mugs("ordli_1", 2, "3.33333333333333333333"), mugs("ordli_2", 1, "1.66666666666666666667")],
    shipping_methods: [
      {
        id: "ordsm_1",
        ...money("amount", "4"),
        tax_lines: [{ rate: 20 }],
        adjustments: [],
        updated_at: PLACED_AT,
        detail: { updated_at: PLACED_AT },
      } as NonNullable<Order["shipping_methods"]>[number],
    ],
    credit_lines: [],
    transactions: [],
    promotions: [{ code: CODE }],
    payment_collections: [collection("authorized")],
    returns: [],
    claims: [],
    ...changes,
  }
}

/** Mugs at 10.00 with 20 % tax. */
export function mugs(id: string, quantity: number, discount?: string, changes: object = {}): Item {
  const adjustment = { code: CODE, ...money("amount", discount ?? "0"), is_tax_inclusive: true }
  return {
    id,
    ...money("quantity", String(quantity)),
    ...money("unit_price", "10"),
    is_tax_inclusive: false,
    is_giftcard: false,
    product_id: "prod_1",
    variant_id: "variant_1",
    product_type_id: "ptyp_1",
    product_type: "Crockery",
    product_collection: "Summer",
    tax_lines: [{ rate: new BigNumber(20) }],
    adjustments: discount ? [adjustment] : [],
    updated_at: PLACED_AT,
    detail: { updated_at: PLACED_AT },
    ...changes,
  } as unknown as Item
}

/** An item of which some units are on their way back, or came back. */
export function withReturns(item: Item, returned: { requested?: number; received?: number; damaged?: number }): Item {
  const { requested = 0, received = 0, damaged = 0 } = returned
  return {
    ...item,
    detail: {
      ...item.detail,
      return_requested_quantity: requested,
      return_received_quantity: received,
      return_dismissed_quantity: damaged,
    },
  }
}

export function collection(status: string, changes: Partial<PaymentCollection> = {}): PaymentCollection {
  return { id: "pay_col_1", status, updated_at: PLACED_AT, payments: [], ...changes }
}

export function paid(amount: number): NonNullable<Order["transactions"]>[number] {
  return { amount, created_at: PLACED_AT, updated_at: PLACED_AT }
}

/** The credit line that Medusa adds for refunded money. */
export function refundLine(id: string, amount: number, changes: Partial<CreditLine> = {}): CreditLine {
  return { id, amount, reference: "payment_collection", reference_id: "pay_col_1", updated_at: PLACED_AT, ...changes }
}

/** A return of one unit of an item that is not there yet. */
export function returnOf(itemId: string, changes: Partial<Return> = {}): Return {
  const items = [{ item_id: itemId, quantity: 1, received_quantity: 0 }]
  return {
    id: "return_1",
    status: "requested",
    exchange_id: null,
    claim_id: null,
    items,
    updated_at: PLACED_AT,
    ...changes,
  }
}

/** A claim that replaces something with an item. */
export function replacing(itemId: string, changes: Partial<Claim> = {}): Claim {
  const additional_items = [{ item_id: itemId, is_additional_item: true }]
  return {
    id: "claim_1",
    order_id: "order_1",
    type: "replace",
    canceled_at: null,
    additional_items,
    updated_at: PLACED_AT,
    ...changes,
  }
}

/** An amount as Medusa stores it: the number, and the exact value beside it. */
function money(name: string, value: string): object {
  return { [name]: Number(value), [`raw_${name}`]: { value, precision: 20 } }
}
