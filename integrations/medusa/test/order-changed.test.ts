import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import orderChanged, { config } from "../src/subscribers/order-changed"
import { FakeDust, SECRET } from "./fake-dust"
import { type Data, event, fakeContainer } from "./fake-medusa"
import { order, paid } from "./orders"

const dust = new FakeDust()

before(async () => {
  process.env.DUST_URL = `${await dust.start()}/`
  process.env.DUST_EVENT_SECRET = SECRET
  process.env.DUST_EVENT_SOURCE = "my-shop"
})
afterEach(() => dust.reset())
after(() => dust.stop())

function shop(changes: Parameters<typeof order>[0] = {}): Data {
  const payment_collection = { id: "pay_col_1", order: { id: "order_1" } }
  return {
    order: [order(changes)],
    payment: [
      { id: "pay_1", payment_collection },
      { id: "pay_2", payment_collection: null },
    ],
  }
}

async function emit(name: string, data: object, medusa: Data = shop()): Promise<void> {
  await orderChanged(event(fakeContainer(medusa), name, data as { id: string }))
}

const DATA: { [prefix: string]: object } = {
  "payment.": { id: "pay_1" },
  "order.return": { order_id: "order_1", return_id: "return_1" },
  "order.exchange": { order_id: "order_1", exchange_id: "oexc_1" },
  "order.claim": { order_id: "order_1", claim_id: "claim_1" },
  "order-edit.": { order_id: "order_1", actions: [] },
}

for (const name of config.event as string[]) {
  test(`${name} tells the order as it is now`, async () => {
    const data = Object.entries(DATA).find(([prefix]) => name.startsWith(prefix))?.[1] ?? { id: "order_1" }

    await emit(name, data)

    const [told] = dust.received
    assert.equal(dust.received.length, 1)
    assert.deepEqual(
      [told?.type, told?.source, told?.time],
      ["order.updated", "my-shop", "2026-01-02T03:04:05.678009Z"]
    )
    assert.deepEqual([told?.data.id, told?.data.total], ["order_1", 35.8])
  })
}

test("the events of one change are one message", async () => {
  await Promise.all([emit("order.placed", { id: "order_1" }), emit("payment.captured", { id: "pay_1" })])

  assert.equal(dust.calls, 1)
})

test("another state is another event", async () => {
  await emit("order.placed", { id: "order_1" })
  await emit("payment.captured", { id: "pay_1" }, shop({ transactions: [paid(35.8)] }))
  await emit("order.order.updated", { id: "order_1" }, shop({ transactions: [paid(35.8)] }))

  assert.equal(dust.calls, 3)
  assert.deepEqual(
    dust.received.map(({ data }) => data.payment_status),
    ["authorized", "captured"]
  )
})

test("claims of the order are read", async () => {
  await emit(
    "order.claim_created",
    { order_id: "order_1" },
    { ...shop(), order_claim: [{ id: "claim_1", order_id: "order_1", type: "refund" }] }
  )

  assert.equal(dust.received.length, 1)
})

test("a draft is not told, and neither is a payment without an order", async () => {
  await emit("order.updated", { id: "order_1" }, shop({ is_draft_order: true }))
  await emit("payment.captured", { id: "pay_2" })
  await emit("payment.captured", { id: "pay_3" })

  assert.equal(dust.calls, 0)
})
