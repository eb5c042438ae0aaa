import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import orderReturnReceived from "../src/subscribers/order-return-received"
import { FakeDust, SECRET } from "./fake-dust"
import { type Data, event, fakeContainer } from "./fake-medusa"
import { change, order, orderData, orderEvent } from "./orders"

const dust = new FakeDust()

before(async () => {
  process.env.DUST_URL = await dust.start()
  process.env.DUST_EVENT_SECRET = SECRET
  process.env.DUST_EVENT_SOURCE = "my-shop"
})
afterEach(() => dust.reset())
after(() => dust.stop())

async function receive(returnId: string, changes: object[], more: Data = {}): Promise<void> {
  const returns = ["return_1", "return_2"].map((id) => ({ id, claim_id: null }))
  const container = fakeContainer({ order: [order()], return: returns, order_change: changes as Data[string], ...more })
  await orderReturnReceived(event(container, { order_id: "order_1", return_id: returnId }))
}

function points(): unknown[] {
  return dust.received.map(({ data }) => (data.refund as { paid_with_points: number }).paid_with_points)
}

test("returned items give back the points that paid for them, and no money", async () => {
  await receive("return_1", [change("ordch_1", 1, "return_1", { ordli_1: 1 })])

  const data = { ...orderData, refund: { id: "ordch_1", amount: 0, paid_with_points: 1.67 } }
  assert.deepEqual(dust.received, [orderEvent("order.refunded", "order.refunded:ordch_1", data, "2026-02-01T00:00:00.000Z")])
})

test("all parcels and returns together give back exactly the discount", async () => {
  const parcels = [
    change("ordch_3", 3, "return_1", { ordli_2: 1 }),
    change("ordch_1", 1, "return_1", { ordli_1: 1 }),
    change("ordch_2", 2, "return_2", { ordli_1: 1 }),
  ]

  await receive("return_1", parcels)
  await receive("return_2", parcels)

  assert.deepEqual(dust.received.map(({ id }) => id), ["order.refunded:ordch_1", "order.refunded:ordch_3", "order.refunded:ordch_2"])
  assert.deepEqual(points(), [1.67, 1.67, 1.66])
})

test("a return that is only requested gives nothing back", async () => {
  const requested = { action: "RETURN_ITEM", details: { reference_id: "ordli_1", quantity: 2 } }

  await receive("return_1", [{ ...change("ordch_1", 1, "return_1", {}), actions: [requested] }])
  await receive("return_1", [{ ...change("ordch_1", 1, "return_1", { ordli_1: 1 }), status: "pending" }])

  assert.equal(dust.calls, 0)
})

test("items that were damaged on the way back count too", async () => {
  const damaged = { action: "RECEIVE_DAMAGED_RETURN_ITEM", details: { reference_id: "ordli_1", quantity: { value: "2" } } }

  await receive("return_1", [{ ...change("ordch_1", 1, "return_1", {}), actions: [damaged] }])

  assert.deepEqual(points(), [3.33])
})

test("items that were not paid with points give nothing back", async () => {
  const own = { id: "ordli_1", quantity: 1, adjustments: [{ code: "DUST-OFF", amount: 3 }], tax_lines: [] }

  await receive("return_1", [change("ordch_1", 1, "return_1", { ordli_1: 1 })], { order: [order({ items: [own] })] })

  assert.equal(dust.calls, 0)
})

test("items that are replaced free of charge give nothing back", async () => {
  const changes = [change("ordch_1", 1, "return_1", { ordli_1: 1 })]
  const claimed = { return: [{ id: "return_1", claim_id: "claim_1" }] }

  await receive("return_1", changes, { ...claimed, order_claim: [{ id: "claim_1", type: "replace" }] })
  assert.equal(dust.calls, 0)

  await receive("return_1", changes, { ...claimed, order_claim: [{ id: "claim_1", type: "refund" }] })
  assert.deepEqual(points(), [1.67])
})
