import assert from "node:assert/strict"
import { after, afterEach, before, beforeEach, mock, test } from "node:test"
import { MedusaError } from "@medusajs/framework/utils"
import { checkCart } from "../src/dust/check-cart"
import { FakeDust, type FakeHold, JWT_SECRET, SECRET } from "./fake-dust"
import { fakeContainer, type Logged } from "./fake-medusa"
import { CODE, mugs } from "./orders"
import { note } from "../src/dust/signature"

const NOT_HELD = `The points for discount ${CODE} are no longer held for this cart. Remove the discount, or apply points again.`
const UNKNOWN = "Your points cannot be checked now. Try again soon, or remove the discount that the points pay for."

const dust = new FakeDust()

before(async () => {
  process.env.DUST_URL = await dust.start()
  process.env.DUST_EVENT_SECRET = SECRET
})
beforeEach(() => note({ status: 200, body: "" }))
afterEach(() => {
  mock.timers.reset()
  dust.reset()
})
after(() => dust.stop())

function cart(changes: object = {}): Parameters<typeof checkCart>[0]["cart"] {
  return {
    id: "cart_1",
    currency_code: "eur",
    completed_at: null,
    customer: { id: "cus_1" },
    items: [mugs("cali_1", 2, "3.33333333333333333333"), mugs("cali_2", 1, "1.66666666666666666667")],
    shipping_methods: [],
    ...changes,
  } as Parameters<typeof checkCart>[0]["cart"]
}

function hold(changes: object = {}): FakeHold {
  const discount = { code: CODE, amount: 5, currency_code: "EUR" }
  return { customer_id: "cus_1", cart_id: "cart_1", status: "held", discount, ...changes }
}

async function check(checked: ReturnType<typeof cart>, secret: string | Buffer = JWT_SECRET): Promise<Logged> {
  const logged: Logged = []
  await checkCart({ cart: checked }, { container: fakeContainer({}, logged, secret) })
  return logged
}

async function isRejected(checked: ReturnType<typeof cart>, message: string, secret?: string): Promise<void> {
  await assert.rejects(check(checked, secret), (error: unknown) => {
    assert.ok(error instanceof MedusaError)
    assert.equal(error.type, MedusaError.Types.NOT_ALLOWED)
    assert.equal(error.message, message)
    return true
  })
}

test("a cart whose points are held passes", async () => {
  dust.holds = [hold()]

  assert.deepEqual(await check(cart()), [])
  assert.equal(dust.calls, 1)
})

test("a secret can be a Buffer", async () => {
  dust.holds = [hold()]

  assert.deepEqual(await check(cart(), Buffer.from(JWT_SECRET)), [])
})

const NOT_PAYING: [string, object][] = [
  ["that has ended", { status: "expired" }],
  ["of another customer", { customer_id: "cus_2" }],
  ["for another cart", { cart_id: "cart_2" }],
  ["of another code", { discount: { code: CODE.replace("0", "1"), amount: 5, currency_code: "EUR" } }],
  ["for less", { discount: { code: CODE, amount: 4.99, currency_code: "EUR" } }],
  ["in another currency", { discount: { code: CODE, amount: 5, currency_code: "USD" } }],
]

for (const [which, change] of NOT_PAYING) {
  test(`a hold ${which} does not pay`, async () => {
    dust.holds = [hold(change)]

    await isRejected(cart(), NOT_HELD)
  })
}

test("a cart without a hold is rejected", async () => {
  await isRejected(cart(), NOT_HELD)
})

test("a hold for more than the discount of the cart pays", async () => {
  dust.holds = [hold({ discount: { code: CODE, amount: 7, currency_code: "EUR" } })]

  assert.deepEqual(await check(cart()), [])
})

test("a discount before tax needs more points", async () => {
  const beforeTax = { ...mugs("cali_1", 1), adjustments: [{ code: CODE, amount: 5, is_tax_inclusive: false }] }
  dust.holds = [hold()]

  await isRejected(cart({ items: [beforeTax] }), NOT_HELD)
})

test("a discount on shipping counts too", async () => {
  dust.holds = [hold()]
  const shipping = { id: "casm_1", adjustments: [{ code: CODE, amount: 1 }], tax_lines: [] }

  await isRejected(cart({ shipping_methods: [shipping] }), NOT_HELD)
})

test("a guest has no points, and Dust is not called", async () => {
  await isRejected(cart({ customer: null }), NOT_HELD)

  assert.equal(dust.calls, 0)
})

test("a guest with a customer in Medusa has no points either", async () => {
  await isRejected(cart({ customer: { id: "cus_guest" } }), NOT_HELD)

  assert.equal(dust.calls, 1)
})

test("a completed cart is not checked", async () => {
  await check(cart({ completed_at: new Date() }))

  assert.equal(dust.calls, 0)
})

test("a cart without a code of Dust is not checked", async () => {
  await check(cart({ items: [{ id: "cali_1", adjustments: [{ code: "DUST-OFF", amount: 3 }] }, { id: "cali_2" }] }))
  await check(cart({ items: [], shipping_methods: undefined }))

  assert.equal(dust.calls, 0)
})

test("the check is tried twice", async () => {
  dust.holds = [hold()]
  dust.faults = ["drop"]

  assert.deepEqual(await check(cart()), [])
  assert.equal(dust.calls, 2)
})

test("a cart with a code is rejected while Dust is unavailable", async () => {
  dust.holds = [hold()]
  dust.faults = [503, "drop", 503]

  await isRejected(cart(), UNKNOWN)
  assert.equal(dust.calls, 2)
})

test("a cart with a code is rejected if Dust has another secret", async () => {
  dust.holds = [hold()]

  await isRejected(cart(), UNKNOWN, "another-jwt-secret-of-at-least-32-bytes")
  assert.equal(dust.calls, 1)
})

test("a backend that signs with a key pair cannot check", async () => {
  const http = { jwtSecret: { key: "", passphrase: "" } }
  const container = fakeContainer({}, [])
  Object.assign(container.resolve("configModule").projectConfig, { http })

  await assert.rejects(checkCart({ cart: cart() }, { container }), /http\.jwtSecret must be a string or a Buffer/)
})

const NOT_NOW = "Points cannot be used now. Remove the discount that the points pay for, or try again later."

test("a cart with a code is rejected while Dust refuses the events of this backend", async () => {
  dust.holds = [hold()]
  note({ status: 401, body: "" })

  await isRejected(cart(), NOT_NOW)
  assert.equal(dust.calls, 0)
  await check(cart({ items: [] }))
})

test("some seconds later, Dust is asked again", async () => {
  dust.holds = [hold()]
  note({ status: 401, body: "" })
  mock.timers.enable({ apis: ["Date"], now: Date.now() + 6_000 })

  assert.deepEqual(await check(cart()), [])
  assert.equal(dust.calls, 2)
})

test("Dust is asked again, too, if it accepted the events some time ago", async () => {
  dust.holds = [hold()]
  dust.faults = [401]
  mock.timers.enable({ apis: ["Date"], now: Date.now() + 61_000 })

  await isRejected(cart(), NOT_NOW)
  assert.equal(dust.calls, 1)
})
