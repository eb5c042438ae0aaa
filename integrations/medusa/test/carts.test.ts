import assert from "node:assert/strict"
import { test } from "node:test"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { GET } from "../src/api/admin/dust/carts/[id]/route"
import type { CartData } from "../src/dust/carts"
import { fakeContainer } from "./fake-medusa"
import { CODE, mugs } from "./orders"

function cart(changes: object = {}): { [member: string]: unknown } {
  return {
    id: "cart_1",
    customer_id: "cus_1",
    currency_code: "eur",
    total: "35.8000001",
    completed_at: null,
    items: [mugs("cali_1", 2), mugs("cali_2", 1)],
    ...changes,
  }
}

async function get(id: string, changes: object = {}): Promise<[number, object]> {
  let status = 200
  let body = {}
  const response = {
    status: (code: number) => ((status = code), response),
    json: (content: object) => (body = content),
  }
  const request = { params: { id }, scope: fakeContainer({ cart: [cart(changes)] }) }
  await GET(request as unknown as MedusaRequest, response as unknown as MedusaResponse)
  return [status, body]
}

async function shown(changes: object): Promise<CartData> {
  const [, body] = await get("cart_1", changes)
  return (body as { cart: CartData }).cart
}

async function payable(changes: object): Promise<number> {
  return (await shown(changes)).payable_with_points
}

test("a cart is shown with what points can pay", async () => {
  assert.deepEqual(await get("cart_1"), [
    200,
    {
      cart: {
        ...{ id: "cart_1", customer_id: "cus_1", currency_code: "eur", total: 35.8, completed_at: null },
        total_before_points: 35.8,
        payable_with_points: 36,
      },
    },
  ])
})

test("the promotions of the shop count, those of Dust do not", async () => {
  const items = [mugs("cali_1", 2, "3.33"), mugs("cali_2", 1)]
  assert.equal(await payable({ items }), 36)

  items[1]!.adjustments = [
    { code: "TEN", amount: 1, is_tax_inclusive: false },
    { code: CODE.toLowerCase(), amount: 2 },
  ]
  assert.equal(await payable({ items }), 34.8)
})

test("points may pay a share of the total without the promotions of Dust", async () => {
  const items = [mugs("cali_1", 2), mugs("cali_2", 1)]
  items[1]!.adjustments = [
    { code: "TEN", amount: 1, is_tax_inclusive: false },
    { code: CODE.toLowerCase(), amount: 2 },
  ]
  const { total, total_before_points, payable_with_points } = await shown({ items, total: 37.2 })

  assert.deepEqual([total, total_before_points, payable_with_points], [37.2, 39.6, 34.8])
})

test("an item that Medusa does not discount cannot be paid with points", async () => {
  assert.equal(
    await payable({ items: [mugs("cali_1", 2), mugs("cali_2", 1, undefined, { is_discountable: false })] }),
    24
  )
})

test("the cart of a guest, an empty cart and a completed cart", async () => {
  const [, body] = await get("cart_1", {
    customer_id: undefined,
    items: [],
    completed_at: new Date("2026-01-01T00:00:00Z"),
  })

  const { customer_id, payable_with_points, completed_at } = (body as { cart: { [member: string]: unknown } }).cart
  assert.deepEqual([customer_id, payable_with_points, completed_at], [null, 0, "2026-01-01T00:00:00.000Z"])
})

test("an unknown cart is 404", async () => {
  assert.deepEqual(await get("cart_2"), [404, { type: "dust_cart_not_found", message: "There is no cart cart_2." }])
})
