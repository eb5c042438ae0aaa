import assert from "node:assert/strict"
import { test } from "node:test"
import { orderUpdated } from "../src/dust/events"
import type { Order } from "../src/dust/orders"
import { CODE, collection, mugs, order, paid, PLACED_AT, refundLine, replacing, returnOf, withReturns } from "./orders"

type Line = { id: string; quantity: number; returned_quantity: number; total: number; tax_total: number }
type Data = { items: Line[]; refunds: { id: string; amount: number; items?: object[] }[]; [member: string]: unknown }

function told(changes: Partial<Order> = {}): Data {
  return orderUpdated(order(changes)).data as Data
}

/** What the customer pays for what they keep, as Dust computes it. */
function kept({ items, refunds, total, credit_line_total }: Data): number {
  const paidWithMoney = (total as number) / ((total as number) + (credit_line_total as number))
  const returned = items.reduce((sum, item) => sum + (item.total * item.returned_quantity) / item.quantity, 0)
  const further = refunds.filter((refund) => !refund.items).reduce((sum, { amount }) => sum + amount, 0)
  return Number(((total as number) - returned * paidWithMoney - further).toFixed(2))
}

test("an order is told whole, in the decimals of the currency", () => {
  const line = { is_giftcard: false, product_id: "prod_1", variant_id: "variant_1" }
  const product = { product_type_id: "ptyp_1", product_type: "Crockery", product_collection: "Summer" }

  assert.deepEqual(told(), {
    id: "order_1",
    customer_id: "cus_1",
    currency_code: "eur",
    created_at: "2026-01-02T03:04:05.678Z",
    updated_at: "2026-01-02T03:04:05.678009Z",
    status: "pending",
    payment_status: "authorized",
    total: 35.8,
    tax_total: 5.97,
    shipping_total: 4.8,
    shipping_tax_total: 0.8,
    discount_total: 5,
    discount_tax_total: 0.83,
    credit_line_total: 0,
    items: [
      {
        ...{ id: "ordli_1", quantity: 2, returned_quantity: 0, ...line, ...product },
        ...{ total: 20.67, tax_total: 3.44, discount_total: 3.33, discount_tax_total: 0.56 },
        adjustments: [{ code: CODE, amount: 3.33 }],
      },
      {
        ...{ id: "ordli_2", quantity: 1, returned_quantity: 0, ...line, ...product },
        ...{ total: 10.33, tax_total: 1.73, discount_total: 1.67, discount_tax_total: 0.27 },
        adjustments: [{ code: CODE, amount: 1.67 }],
      },
    ],
    shipping_methods: [
      { id: "ordsm_1", total: 4.8, tax_total: 0.8, discount_total: 0, discount_tax_total: 0, adjustments: [] },
    ],
    promotions: [{ code: CODE, amount: 5 }],
    refunds: [],
  })
})

test("the product of an item is told with its categories and tags", () => {
  const product = {
    ...{ id: "prod_1", type_id: "ptyp_1", type: { value: "Crockery" }, collection_id: "pcol_1" },
    collection: { handle: "summer", title: "Summer" },
    categories: [{ id: "pcat_2", handle: "sale", name: "Sale" }, null, { id: "pcat_1", handle: "mugs", name: "Mugs" }],
    tags: [{ id: "ptag_1", value: "new" }],
  }

  const [item] = told({ items: [mugs("ordli_1", 1, undefined, { product })] }).items

  assert.deepEqual((item as unknown as { product: object }).product, {
    ...{ id: "prod_1", type_id: "ptyp_1", collection_id: "pcol_1" },
    collection: { handle: "summer", title: "Summer" },
    categories: [
      { id: "pcat_1", handle: "mugs", name: "Mugs" },
      { id: "pcat_2", handle: "sale", name: "Sale" },
    ],
    tags: [{ id: "ptag_1", value: "new" }],
  })
})

test("lines add up to the total, also where each of them is rounded", () => {
  const thirds = ["a", "b", "c"].map((id) =>
    mugs(id, 1, undefined, { unit_price: 1, raw_unit_price: { value: "0.37" } })
  )

  const { items, total } = told({ items: thirds, shipping_methods: [] })

  assert.deepEqual(
    items.map((item) => item.total),
    [0.44, 0.45, 0.44]
  )
  assert.equal(total, 1.33)
})

test("yen have no decimals", () => {
  assert.equal(told({ currency_code: "jpy" }).total, 36)
})

test("the order of a guest has no customer, although Medusa creates one", () => {
  assert.equal(told({ customer: { has_account: false } }).customer_id, null)
  assert.equal(told({ customer: undefined, customer_id: undefined }).customer_id, null)
})

test("a discount before tax is told with its tax", () => {
  const item = mugs("ordli_1", 1)
  item.adjustments = [{ code: CODE, amount: 5, is_tax_inclusive: false }]

  assert.deepEqual(told({ items: [item] }).promotions, [{ code: CODE, amount: 6 }])
})

test("a promotion without effect is told with 0, so that its points are released", () => {
  assert.deepEqual(told({ items: [mugs("ordli_1", 1)] }).promotions, [{ code: CODE, amount: 0 }])
})

test("a deleted promotion is told by its discounts", () => {
  assert.deepEqual(told({ promotions: [] }).promotions, [{ code: CODE, amount: 5 }])
})

const THREE = mugs("ordli_1", 3)
const NEW = mugs("ordli_9", 1)
const DEARER = mugs("ordli_9", 1, undefined, { unit_price: 25, raw_unit_price: { value: "25" } })
const CHEAPER = mugs("ordli_9", 1, undefined, {
  unit_price: 4.16666666666666666667,
  raw_unit_price: { value: "4.16666666666666666667" },
})
const EXCHANGED = returnOf("ordli_1", { exchange_id: "oexc_1" })
const CLAIMED = returnOf("ordli_1", { claim_id: "claim_1" })
const ARRIVED = [{ item_id: "ordli_1", quantity: 1, received_quantity: 1 }]

/** What the customer pays in the end for three mugs at 12.00 and shipping at 4.80, Medusa's total, and the order. */
const KEPT: [string, number, number, Partial<Order>][] = [
  ["as it was placed", 40.8, 40.8, { items: [THREE] }],
  ["of which a unit came back", 28.8, 28.8, { items: [withReturns(THREE, { received: 1 })] }],
  ["of which a unit came back damaged", 28.8, 28.8, { items: [withReturns(THREE, { damaged: 1 })] }],
  [
    "of which a unit is expected back",
    40.8,
    40.8,
    { items: [withReturns(THREE, { requested: 1 })], returns: [returnOf("ordli_1")] },
  ],
  ["with a refund", 35.8, 35.8, { items: [THREE], credit_lines: [refundLine("ordcl_1", 5)] }],
  ["with a refund for a reason", 35.8, 35.8, { items: [THREE], ...refundFor("Damaged") }],
  [
    "with a refund of what came back",
    28.8,
    28.8,
    { items: [withReturns(THREE, { received: 1 })], credit_lines: [refundLine("ordcl_1", 0)] },
  ],
  [
    "with a refund beside a return",
    27.8,
    27.8,
    { items: [withReturns(THREE, { received: 1 })], credit_lines: [refundLine("ordcl_1", 1)] },
  ],
  [
    "that store credit pays in part",
    30.8,
    30.8,
    { items: [THREE], credit_lines: [refundLine("ordcl_1", 10, { reference: "store-credit", reference_id: "sc_1" })] },
  ],
  [
    "of which store credit was given back",
    28.8,
    40.8,
    {
      items: [mugs("ordli_1", 2)],
      credit_lines: [refundLine("ordcl_1", -12, { reference: "store-credit", reference_id: "sc_1" })],
    },
  ],
  [
    "of which a unit is exchanged",
    40.8,
    52.8,
    { items: [withReturns(THREE, { requested: 1 }), NEW], returns: [EXCHANGED] },
  ],
  [
    "of which a unit was exchanged",
    40.8,
    40.8,
    {
      items: [withReturns(THREE, { received: 1 }), NEW],
      returns: [{ ...EXCHANGED, status: "received", items: ARRIVED }],
    },
  ],
  [
    "of which a unit is replaced",
    40.8,
    52.8,
    { items: [withReturns(THREE, { requested: 1 }), NEW], returns: [CLAIMED], claims: [replacing("ordli_9")] },
  ],
  [
    "of which a unit was replaced",
    40.8,
    40.8,
    {
      items: [withReturns(THREE, { received: 1 }), NEW],
      returns: [{ ...CLAIMED, status: "received", items: ARRIVED }],
      claims: [replacing("ordli_9")],
    },
  ],
  ["of which a missing unit is sent again", 40.8, 52.8, { items: [THREE, NEW], claims: [replacing("ordli_9")] }],
  [
    "of which a unit is replaced by a dearer one, free",
    40.8,
    70.8,
    { items: [withReturns(THREE, { requested: 1 }), DEARER], returns: [CLAIMED], claims: [replacing("ordli_9")] },
  ],
  [
    "of which a unit is replaced by a dearer one, paid",
    58.8,
    70.8,
    {
      items: [withReturns(THREE, { requested: 1 }), DEARER],
      returns: [CLAIMED],
      claims: [replacing("ordli_9")],
      transactions: [paid(58.8)],
    },
  ],
  [
    "whose replacement came back",
    28.8,
    28.8,
    {
      items: [withReturns(THREE, { received: 1 }), withReturns(NEW, { received: 1 })],
      returns: [{ ...CLAIMED, status: "received", items: ARRIVED }],
      claims: [replacing("ordli_9")],
    },
  ],
  [
    "of which a unit was replaced by a cheaper one",
    33.8,
    33.8,
    {
      items: [withReturns(THREE, { received: 1 }), CHEAPER],
      returns: [{ ...CLAIMED, status: "received", items: ARRIVED }],
      claims: [replacing("ordli_9")],
    },
  ],
  [
    "whose canceled claim left an item",
    52.8,
    52.8,
    { items: [THREE, NEW], claims: [replacing("ordli_9", { canceled_at: PLACED_AT })] },
  ],
  [
    "whose claim was canceled",
    40.8,
    40.8,
    {
      items: [THREE],
      returns: [{ ...CLAIMED, status: "canceled" }],
      claims: [replacing("ordli_9", { canceled_at: PLACED_AT })],
    },
  ],
]

for (const [which, expected, total, changes] of KEPT) {
  test(`what the customer pays for an order ${which}`, () => {
    const data = told({ total, transactions: [paid(40.8)], promotions: [], ...changes })

    assert.equal(kept(data), expected)
  })
}

test("the units that came back and each refund beyond are told as refunds", () => {
  const items = [withReturns(THREE, { received: 1, damaged: 1 })]

  const { refunds } = told({ items, credit_lines: [refundLine("ordcl_1", 1.5), refundLine("ordcl_2", 0)] })

  assert.deepEqual(refunds, [
    { id: "returned-items", amount: 24, items: [{ id: "ordli_1", quantity: 2 }] },
    { id: "ordcl_1", amount: 1.5 },
  ])
})

test("a refund for a reason is told as a refund, and store credit as credit", () => {
  const credit = refundLine("ordcl_2", 10, { reference: "store-credit", reference_id: "sc_1" })
  const { credit_lines, payment_collections } = refundFor("Damaged")

  const data = told({ credit_lines: [...(credit_lines ?? []), credit], payment_collections })

  assert.deepEqual(data.refunds, [{ id: "ordcl_1", amount: 5 }])
  assert.equal(data.credit_line_total, 10)
})

test("units that a claim replaces stay paid with points", () => {
  const items = [withReturns(mugs("ordli_1", 3, "6"), { received: 1 }), NEW]
  const returns = [{ ...CLAIMED, status: "received", items: ARRIVED }]

  const data = told({ items, returns, claims: [replacing("ordli_9")], total: 36.8, transactions: [paid(34.8)] })

  assert.deepEqual(
    data.items.map((item) => [item.quantity, item.returned_quantity, item.total]),
    [
      [3, 0, 30],
      [1, 0, 0],
    ]
  )
  assert.deepEqual(data.promotions, [{ code: CODE, amount: 6 }])
})

const PAYMENTS: [string, string, Partial<Order>][] = [
  ["not paid", "not_paid", { payment_collections: [collection("not_paid")] }],
  ["authorized", "authorized", {}],
  ["paid in part", "partially_captured", { transactions: [paid(20)] }],
  ["paid", "captured", { transactions: [paid(20), paid(15.8)] }],
  ["paid, and refunded in part", "partially_refunded", { transactions: [paid(35.8), paid(-5)], total: 30.8 }],
  ["paid before it became dearer", "partially_captured", { transactions: [paid(35.8)], total: 45.8 }],
  ["paid before it became cheaper", "captured", { transactions: [paid(35.8)], total: 25.8 }],
  ["that costs nothing", "captured", { total: 0, payment_collections: [] }],
  [
    "paid, with an open payment of a canceled claim",
    "captured",
    { transactions: [paid(35.8)], payment_collections: [collection("not_paid")] },
  ],
]

for (const [which, status, changes] of PAYMENTS) {
  test(`the payment of an order ${which} is ${status}`, () => {
    assert.equal(told(changes).payment_status, status)
  })
}

test("the status of an order outlives its archiving", () => {
  assert.equal(told({ status: "completed" }).status, "completed")
  assert.equal(told({ status: "archived" }).status, "completed")
  assert.equal(told({ status: "archived", canceled_at: PLACED_AT }).status, "canceled")
})

test("the same state is the same event", () => {
  const { id } = orderUpdated(order())

  assert.match(id, /^order\.updated:order_1:20260102030405678009:[A-Za-z0-9_-]{16}$/)
  assert.equal(orderUpdated(order()).id, id)
  assert.equal(orderUpdated(order({ items: [...(order().items ?? [])].reverse() })).id, id)
  assert.notEqual(orderUpdated(order({ customer_id: "cus_2" })).id, id)
})

const LATER = new Date("2026-03-01T00:00:00Z")
const captures = [{ amount: 35.8, created_at: LATER, updated_at: LATER }]
const refunds = [{ id: "ref_1", amount: 5, created_at: LATER, updated_at: LATER }]

const CHANGED: [string, Partial<Order>][] = [
  ["itself", { updated_at: LATER }],
  ["an item", { items: [mugs("ordli_1", 1, undefined, { detail: { updated_at: LATER } })] }],
  ["a credit line", { credit_lines: [refundLine("ordcl_1", 5, { updated_at: LATER })] }],
  ["a transaction", { transactions: [{ amount: 5, updated_at: LATER }] }],
  ["a payment collection", { payment_collections: [collection("canceled", { updated_at: LATER })] }],
  ["a capture", { payment_collections: [collection("completed", { payments: [{ id: "pay_1", captures }] })] }],
  ["a refund", { payment_collections: [collection("completed", { payments: [{ id: "pay_1", refunds }] })] }],
  ["a return", { returns: [returnOf("ordli_1", { updated_at: LATER })] }],
  ["a claim", { claims: [replacing("ordli_9", { updated_at: LATER.toISOString() })] }],
]

for (const [what, changes] of CHANGED) {
  test(`an order is newer after a change of ${what}`, () => {
    assert.match(String(told(changes).updated_at), /^2026-03-01T00:00:00\.000/)
  })
}

test("of two states with the same time, the one with more rows is newer", () => {
  const { updated_at } = told({ transactions: [paid(35.8)] })

  assert.equal(updated_at, "2026-01-02T03:04:05.678010Z")
})

test("an order without any time has the version of the present", () => {
  const item = mugs("ordli_1", 1, undefined, { updated_at: undefined, detail: undefined })
  const before = new Date().toISOString().slice(0, -1)

  const { updated_at } = told({
    created_at: undefined,
    updated_at: undefined,
    items: [item],
    shipping_methods: [],
    payment_collections: [],
  })

  assert.ok(String(updated_at) >= before)
})

function refundFor(label: string): Partial<Order> {
  const refunds = [{ id: "ref_1", amount: 5, refund_reason: { label, code: "damaged" } }]
  return {
    credit_lines: [refundLine("ordcl_1", 5, { reference: label, reference_id: "damaged" })],
    payment_collections: [collection("completed", { payments: [{ id: "pay_1", refunds }] })],
  }
}
