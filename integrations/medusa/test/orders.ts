import { BigNumber } from "@medusajs/framework/utils"

export const CODE = "DUST-0123456789ABCDEF0123456789ABCDEF"

/** Three mugs at 10.00 with 20 % tax, 5.00 paid with points, and shipping at 4.00. */
export function order(changes: object = {}): { [member: string]: unknown } {
  return {
    id: "order_1",
    display_id: 7,
    customer_id: "cus_1",
    customer: { id: "cus_1", has_account: true, email: "ada@example.com" },
    currency_code: "eur",
    created_at: new Date("2026-01-02T03:04:05Z"),
    canceled_at: null,
    total: new BigNumber("35.8"),
    subtotal: new BigNumber(34),
    tax_total: { value: "5.96666666666666666667", precision: 20 },
    shipping_total: new BigNumber("4.8"),
    shipping_tax_total: "0.8",
    discount_total: 5,
    gift_card_total: undefined,
    credit_line_total: new BigNumber(0),
    items: [item("ordli_1", 2, "3.33333333333333333333"), item("ordli_2", 1, "1.66666666666666666667")],
    shipping_methods: [{ id: "ordsm_1", amount: 4, tax_lines: [{ rate: 20 }], adjustments: [] }],
    promotions: [{ id: "promo_1", code: CODE }],
    payment_collections: [collection("not_paid", 0)],
    ...changes,
  }
}

export function item(id: string, quantity: number, discount: string, inclusive = true): object {
  return {
    id,
    quantity,
    unit_price: new BigNumber(10),
    tax_lines: [{ rate: new BigNumber(20) }],
    adjustments: [
      {
        id: `${id}_adj`,
        code: CODE,
        promotion_id: "promo_1",
        amount: new BigNumber(discount),
        raw_amount: { value: discount, precision: 20 },
        is_tax_inclusive: inclusive,
      },
    ],
  }
}

export function collection(status: string, captured: number | null): object {
  return { id: "pay_col_1", status, amount: new BigNumber("35.8"), captured_amount: captured, refunded_amount: null }
}

/** A parcel that has arrived, as Medusa stores it. */
export function change(id: string, version: number, returnId: string, quantities: { [item: string]: number }): object {
  const actions = Object.entries(quantities).map(([reference_id, quantity]) => ({
    id: `${id}_${reference_id}`,
    action: "RECEIVE_RETURN_ITEM",
    details: { reference_id, quantity },
  }))
  const confirmed_at = new Date(`2026-02-0${version}T00:00:00Z`)
  return { id, version, return_id: returnId, order_id: "order_1", status: "confirmed", confirmed_at, actions }
}

/** The data of the event order.placed. */
export function placedData(changes: object = {}): object {
  return {
    id: "order_1",
    customer_id: "cus_1",
    currency_code: "eur",
    total: 35.8,
    subtotal: 34,
    tax_total: 5.97,
    shipping_total: 4.8,
    shipping_tax_total: 0.8,
    discount_total: 5,
    gift_card_total: 0,
    credit_line_total: 0,
    payment_status: "not_paid",
    promotions: [{ code: CODE, amount: 5 }],
    ...changes,
  }
}

/** The data that all other events have. */
export const orderData = { id: "order_1", customer_id: "cus_1", currency_code: "eur" }

/** A whole event, as Dust receives it. */
export function orderEvent(type: string, id: string, data: object, time: string): object {
  return { specversion: "1.0", id, source: "my-shop", type, time, datacontenttype: "application/json", data }
}
