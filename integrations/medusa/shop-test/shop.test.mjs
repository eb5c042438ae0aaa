import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import { setTimeout as sleep } from "node:timers/promises"
import { dust, dustCommand, EVENT_SECRET, medusa, medusaCommand, staffToken, until } from "./processes.mjs"
import {
  admin,
  complete,
  deliver,
  edit,
  expectBalance,
  fill,
  ofDust,
  pay,
  place,
  receive,
  refund,
  register,
  replace,
  requestReturn,
  seeded,
  store,
  transfer,
} from "./shop.mjs"

// One mug is 47.60 with tax, a pen 9.5081, shipping 5.95. One euro earns a point.

before(async () => {
  await medusaCommand("db:migrate")
  await medusaCommand("exec", "src/scripts/seed.js", `${process.env.WORK}/seed.json`)
  dust.env.DUST_MEDUSA_API_KEY = seeded().secret
  await dustCommand("migrate")
  await dust.start()
  await medusa.start()
})

after(async () => {
  await medusa.stop()
  await dust.stop()
})

async function grant({ id }, points) {
  const headers = { authorization: `Bearer ${staffToken()}`, "idempotency-key": `grant-${id}` }
  await ofDust("POST", `/admin/dust/${id}/add`, { points, reason: "Test" }, headers)
}

/** A cart with a discount that points pay. */
async function payWithPoints(cartId, points, customer) {
  const { cart } = await admin("GET", `/admin/dust/carts/${cartId}`)
  const { hold } = await ofDust(
    "POST",
    "/store/dust/holds",
    { cart_id: cartId, currency_code: "eur", cart_total: cart.payable_with_points, points },
    customer.headers
  )
  await store("POST", `/store/carts/${cartId}/promotions`, { promo_codes: [hold.discount.code] }, customer)
  return hold.discount.code
}

describe("the plugin in a shop", () => {
  test("the plugin proves its settings at the start", async () => {
    await until("the log says so", 10_000, () =>
      /Dust at .* accepts the events of this backend, with source test-shop/.test(medusa.output())
    )
  })

  test("a cart is shown to the staff and to Dust only", async () => {
    const customer = await register()
    const cartId = await fill({ mug: 1, pen: 2 }, customer)

    assert.deepEqual((await admin("GET", `/admin/dust/carts/${cartId}`)).cart, {
      id: cartId,
      customer_id: customer.id,
      currency_code: "eur",
      total: 72.57,
      total_before_points: 72.57,
      payable_with_points: 66.62,
      completed_at: null,
    })
    await assert.rejects(store("GET", `/admin/dust/carts/${cartId}`, undefined, customer), { status: 401 })
    await assert.rejects(admin("GET", "/admin/dust/carts/cart_0"), { status: 404, text: /dust_cart_not_found/ })
  })

  describe("orders", { concurrency: 3 }, () => {
    test("an order is placed, edited, paid, refunded, returned and completed", async () => {
      const customer = await register()
      const id = await place({ mug: 1, pen: 2 }, customer)
      await expectBalance(customer, [0, 0, 72, 0])
      await edit(id, { more: { pen: 1 } })
      await expectBalance(customer, [0, 0, 82, 0])
      await edit(id, { quantities: { Mug: 0 } })
      await expectBalance(customer, [0, 0, 34, 0])
      await pay(id)
      await expectBalance(customer, [34, 0, 0, 0])
      await refund(id, 4)
      await expectBalance(customer, [30, 0, 0, 0])
      await deliver(id)
      await receive(await requestReturn(id, "Pen", 1), id, "Pen", 1)
      await expectBalance(customer, [20, 0, 0, 0])
      await refund(id, 9.5)
      await admin("POST", `/admin/orders/${id}/complete`, {})
      await sleep(1_000)
      await expectBalance(customer, [20, 0, 0, 0])
    })

    test("a paid order is canceled", async () => {
      const customer = await register()
      const id = await place({ mug: 1 }, customer)
      await pay(id)
      await expectBalance(customer, [53, 0, 0, 0])
      await admin("POST", `/admin/orders/${id}/cancel`, {})
      await expectBalance(customer, [0, 0, 0, 0])
    })

    test("points pay for a part of an order, of which items are taken out and returned", async () => {
      const customer = await register()
      await grant(customer, 5000)
      const cartId = await fill({ mug: 1, pen: 3 }, customer)
      await payWithPoints(cartId, 1500, customer)
      const id = await complete(cartId, customer)
      await expectBalance(customer, [3500, 0, 67, 0])
      await pay(id)
      await expectBalance(customer, [3567, 0, 0, 0])
      // The discount of the mug is 9.38 of 15.00.
      await edit(id, { quantities: { Mug: 0 } })
      await expectBalance(customer, [3500 + 938 + 28, 0, 0, 0])
      await deliver(id)
      await receive(await requestReturn(id, "Pen", 3), id, "Pen", 3)
      await expectBalance(customer, [5000 + 5, 0, 0, 0])
    })

    test("a cart whose promotion of Dust is deleted can be completed", async () => {
      const customer = await register()
      await grant(customer, 1000)
      const cartId = await fill({ mug: 1 }, customer)
      const code = await payWithPoints(cartId, 1000, customer)
      const { promotions } = await admin("GET", `/admin/promotions?code=${code}`)
      await admin("DELETE", `/admin/promotions/${promotions[0].id}`)
      await until("the cart has no discount", 10_000, async () => {
        const { cart } = await store("GET", `/store/carts/${cartId}`, undefined, customer)
        return cart.promotions.length === 0 && cart.total === 53.55
      })
      await complete(cartId, customer)
      await expectBalance(customer, [0, 1000, 53, 0])
    })

    test("a unit is exchanged for a cheaper one", async () => {
      const customer = await register()
      const id = await place({ mug: 2 }, customer)
      await pay(id)
      await expectBalance(customer, [101, 0, 0, 0])
      await deliver(id)
      const exchange = await replace("exchange", id, "Mug")
      await expectBalance(customer, [63, 0, 0, 0])
      await receive(exchange.returnId, id, "Mug", 1)
      await expectBalance(customer, [63, 0, 0, 0])
    })

    test("a claim that replaces an item changes nothing, also when it is canceled", async () => {
      const customer = await register()
      const id = await place({ pen: 3 }, customer)
      await pay(id)
      await deliver(id)
      await expectBalance(customer, [34, 0, 0, 0])
      const { path } = await replace("claim", id, "Pen")
      await sleep(1_000)
      await expectBalance(customer, [34, 0, 0, 0])
      await admin("POST", `${path}/cancel`, {})
      await sleep(1_000)
      await expectBalance(customer, [34, 0, 0, 0])
    })

    test("a canceled exchange and a canceled return change nothing", async () => {
      const customer = await register()
      const id = await place({ mug: 2 }, customer)
      await pay(id)
      await deliver(id)
      const { path } = await replace("exchange", id, "Mug")
      await expectBalance(customer, [63, 0, 0, 0])
      await admin("POST", `${path}/cancel`, {})
      await expectBalance(customer, [101, 0, 0, 0])
      const returnId = await requestReturn(id, "Mug", 1)
      await admin("POST", `/admin/returns/${returnId}/cancel`, {})
      await sleep(1_000)
      await expectBalance(customer, [101, 0, 0, 0])
    })

    test("the order of a guest is given to a customer", async () => {
      const customer = await register()
      const id = await place({ mug: 1 })
      await pay(id)
      await transfer(id, customer)
      await expectBalance(customer, [53, 0, 0, 0])
    })
  })

  test("Dust is down for a minute, and then has another secret: nothing is lost, and no discount is free", async () => {
    const [placed, paid, refunded, canceled, paying] = await Promise.all(Array.from({ length: 5 }, register))
    await grant(paying, 1000)
    const toPay = await place({ mug: 1 }, paid)
    const toRefund = await place({ mug: 1 }, refunded)
    const toCancel = await place({ mug: 1 }, canceled)
    await pay(toRefund)
    await expectBalance(paid, [0, 0, 53, 0])
    await expectBalance(refunded, [53, 0, 0, 0])
    await expectBalance(canceled, [0, 0, 53, 0])

    await dust.stop("SIGKILL")
    const aMinute = sleep(60_000)
    await place({ pen: 1 }, placed)
    await pay(toPay)
    await refund(toRefund, 20)
    await admin("POST", `/admin/orders/${toCancel}/cancel`, {})
    await medusa.stop("SIGKILL")
    await medusa.start()
    await until("the log says that Dust is down", 30_000, () =>
      /Dust does not answer at http.* DUST_URL/.test(medusa.output())
    )
    await aMinute

    const another = `whsec_${Buffer.from("another secret of 24 bytes").toString("base64")}`
    await dust.start({ DUST_EVENT_SECRETS: another })
    const cartId = await fill({ mug: 1 }, paying)
    await payWithPoints(cartId, 1000, paying)
    await assert.rejects(complete(cartId, paying), /Points cannot be used now\. Remove the discount/)
    await until("the log says what to set", 30_000, () =>
      /Set DUST_EVENT_SECRET \(option eventSecret\)/.test(medusa.output())
    )

    await dust.stop()
    await dust.start({ DUST_EVENT_SECRETS: `${EVENT_SECRET},${another}` })
    await expectBalance(placed, [0, 0, 15, 0], 60_000)
    await expectBalance(paid, [53, 0, 0, 0])
    await expectBalance(refunded, [33, 0, 0, 0])
    await expectBalance(canceled, [0, 0, 0, 0])
    await sleep(5_000)
    const { type } = await store("POST", `/store/carts/${cartId}/complete`, {}, paying)
    assert.equal(type, "order")
    await expectBalance(paying, [0, 0, 43, 0])
  })

  test("any period is told by hand", async () => {
    // The built shop is in a folder below the one with the packages.
    const script = "../../node_modules/medusa-plugin-dust/.medusa/server/src/scripts/catch-up.js"
    await medusaCommand("exec", script, "2026-01-01", "2100-01-01")

    assert.match(
      medusa.output(),
      /Dust was told [1-9]\d* orders: 0 applied, [1-9]\d* known, 0 without effect, 0 refused\./
    )
  })

  test("the books of Dust are right", async () => {
    const { ok } = await ofDust("GET", "/admin/dust/verify")
    assert.equal(ok, true)
  })
})
