import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import orderCanceled from "../src/subscribers/order-canceled"
import orderPlaced from "../src/subscribers/order-placed"
import paymentCaptured from "../src/subscribers/payment-captured"
import paymentRefunded from "../src/subscribers/payment-refunded"
import { FakeDust, SECRET } from "./fake-dust"
import { type Data, event, fakeContainer } from "./fake-medusa"
import { CODE, collection, item, order, orderData, orderEvent, placedData } from "./orders"

const dust = new FakeDust()

before(async () => {
  process.env.DUST_URL = `${await dust.start()}/`
  process.env.DUST_EVENT_SECRET = SECRET
  process.env.DUST_EVENT_SOURCE = "my-shop"
})
afterEach(() => dust.reset())
after(() => dust.stop())

async function place(data: Data): Promise<void> {
  await orderPlaced(event(fakeContainer(data), { id: "order_1" }))
}

test("a placed order is sent with totals in the decimals of the currency", async () => {
  await place({ order: [order()] })

  assert.deepEqual(dust.received, [orderEvent("order.placed", "order.placed:order_1", placedData(), "2026-01-02T03:04:05.000Z")])
})

test("a placed order that is sent twice has one id", async () => {
  await place({ order: [order()] })
  await place({ order: [order()] })

  assert.equal(dust.calls, 2)
  assert.equal(dust.received.length, 1)
})

test("an order whose payment is captured is sent as captured", async () => {
  await place({ order: [order({ payment_collections: [collection("completed", 35.8)] })] })

  assert.deepEqual(dust.received[0]?.data, placedData({ payment_status: "captured" }))
})

test("an order that costs nothing is sent as captured", async () => {
  await place({ order: [order({ total: 0, payment_collections: [] })] })

  assert.deepEqual(dust.received[0]?.data, placedData({ total: 0, payment_status: "captured" }))
})

test("an order without a payment is not captured", async () => {
  await place({ order: [order({ payment_collections: [] })] })

  assert.equal(dust.received[0]?.data.payment_status, "not_paid")
})

test("the order of a guest has no customer, although Medusa creates one", async () => {
  await place({ order: [order({ customer: { id: "cus_1", has_account: false } })] })

  assert.deepEqual(dust.received[0]?.data, placedData({ customer_id: null }))
})

test("an order without a customer is sent without one", async () => {
  await place({ order: [order({ customer_id: undefined, customer: undefined })] })

  assert.deepEqual(dust.received[0]?.data, placedData({ customer_id: null }))
})

test("a discount before tax is sent with its tax", async () => {
  await place({ order: [order({ items: [item("ordli_1", 1, "5", false)] })] })

  assert.deepEqual(dust.received[0]?.data.promotions, [{ code: CODE, amount: 6 }])
})

test("a promotion with amount 0 is sent, so that its points are released", async () => {
  await place({ order: [order({ items: [] })] })

  assert.deepEqual(dust.received[0]?.data.promotions, [{ code: CODE, amount: 0 }])
})

test("yen have no decimals", async () => {
  await place({ order: [order({ currency_code: "jpy", total: "1234.5678" })] })

  assert.equal(dust.received[0]?.data.total, 1235)
})

test("a canceled order is sent", async () => {
  const container = fakeContainer({ order: [order({ canceled_at: "2026-01-03T00:00:00Z" })] })

  await orderCanceled(event(container, { id: "order_1" }))

  assert.deepEqual(dust.received, [
    orderEvent("order.canceled", "order.canceled:order_1", orderData, "2026-01-03T00:00:00.000Z"),
  ])
})

const payment = {
  id: "pay_1",
  captured_at: new Date("2026-01-04T00:00:00Z"),
  refunds: [
    { id: "ref_1", amount: { value: "1.5", precision: 20 }, created_at: new Date("2026-01-05T00:00:00Z") },
    { id: "ref_2", amount: 2, created_at: new Date("2026-01-06T00:00:00Z") },
  ],
  payment_collection: { id: "pay_col_1", order: { id: "order_1" } },
}

test("an order is paid once all of it is captured", async () => {
  const data = { payment: [payment], order: [order({ payment_collections: [collection("completed", 35.8)] })] }

  await paymentCaptured(event(fakeContainer(data), { id: "pay_1" }))

  assert.deepEqual(dust.received, [orderEvent("order.paid", "order.paid:order_1", orderData, "2026-01-04T00:00:00.000Z")])
})

test("an order is not paid while some of it is not captured", async () => {
  const half = [collection("completed", 35.8), collection("not_paid", null)]

  await paymentCaptured(event(fakeContainer({ payment: [payment], order: [order({ payment_collections: half })] }), { id: "pay_1" }))

  assert.equal(dust.calls, 0)
})

test("a canceled payment collection does not count", async () => {
  const paid = [collection("completed", 35.8), collection("canceled", 0)]

  await paymentCaptured(event(fakeContainer({ payment: [payment], order: [order({ payment_collections: paid })] }), { id: "pay_1" }))

  assert.equal(dust.received.length, 1)
})

test("a payment without an order is not sent", async () => {
  const container = fakeContainer({ payment: [{ ...payment, payment_collection: { id: "pay_col_1", order: null } }] })

  await paymentCaptured(event(container, { id: "pay_1" }))
  await paymentRefunded(event(container, { id: "pay_1" }))

  assert.equal(dust.calls, 0)
})

test("each refund of a payment counts once, without points", async () => {
  const container = fakeContainer({ payment: [payment], order: [order()] })

  await paymentRefunded(event(container, { id: "pay_1" }))
  await paymentRefunded(event(container, { id: "pay_1" }))

  const one = { ...orderData, refund: { id: "ref_1", amount: 1.5 } }
  const other = { ...orderData, refund: { id: "ref_2", amount: 2 } }
  assert.deepEqual(dust.received, [
    orderEvent("order.refunded", "order.refunded:ref_1", one, "2026-01-05T00:00:00.000Z"),
    orderEvent("order.refunded", "order.refunded:ref_2", other, "2026-01-06T00:00:00.000Z"),
  ])
})

test("an order that Medusa does not have is an error", async () => {
  await assert.rejects(place({}), { message: "Medusa has no order order_1." })
})
