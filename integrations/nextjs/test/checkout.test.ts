import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import { type Hold, isFailure } from "../lib/dust"
import { applyPoints, type Checkout, removePoints } from "../lib/dust-checkout"
import { FakeMedusa, PUBLISHABLE_KEY } from "./fake-medusa"
import { CUSTOMER_TOKEN, heldNow, pointsNow, prepare, releaseAll } from "./real-dust"

const NO_CART = { error: "The cart cannot be changed", detail: "Try again soon." }

// Dust creates no promotions in this Medusa, so the amount of a code is that of its hold.
const medusa = new FakeMedusa(async (code) => (await heldNow(code))[0]?.discount.amount)
const checkout: Checkout = { token: CUSTOMER_TOKEN, cartId: "cart_1" }
let pointsBefore: number

before(async () => {
  process.env.MEDUSA_BACKEND_URL = await medusa.start()
  process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY = PUBLISHABLE_KEY
  await releaseAll()
  await prepare(2000)
  pointsBefore = await pointsNow()
})
afterEach(async () => {
  medusa.reset()
  await releaseAll()
})
after(() => medusa.stop())

async function applied(points?: number): Promise<Hold> {
  const result = await applyPoints(checkout, points)
  assert.ok(!isFailure(result), JSON.stringify(result))
  return result.hold
}

async function isNotApplied(points?: number): Promise<void> {
  const result = await applyPoints(checkout, points)
  assert.ok(isFailure(result))
  assert.equal(result.error, "The points cannot be used for this cart")
  assert.deepEqual(await heldNow(), [])
  assert.equal(await pointsNow(), pointsBefore)
}

test("points reduce the cart", async () => {
  const { discount } = await applied(300)

  assert.deepEqual([...medusa.codes], [[discount.code, 3]])
  assert.equal(medusa.total, 7)
})

test("as many points as possible pay for the whole cart", async () => {
  assert.equal((await applied()).points, 1000)
  assert.equal(medusa.total, 0)
})

test("new points replace the first ones, and may pay for the whole cart", async () => {
  await applied(300)

  const { discount } = await applied(1000)

  assert.deepEqual([...medusa.codes], [[discount.code, 10]])
  assert.equal(await pointsNow(), pointsBefore - 1000)
})

test("the same points again change nothing", async () => {
  const first = await applied(300)
  const second = await applied(300)

  assert.deepEqual([second.id, second.discount.code], [first.id, first.discount.code])
  assert.equal(medusa.total, 7)
})

test("points that the customer does not have change nothing", async () => {
  const result = await applyPoints(checkout, 1001)

  assert.ok(isFailure(result))
  assert.equal(result.error, "Points cannot be spent")
  assert.deepEqual(medusa.calls, ["GET /store/carts/cart_1"])
})

test("a visitor cannot pay with points", async () => {
  assert.deepEqual(await applyPoints({ ...checkout, token: undefined }), { error: "Unauthorized" })
})

test("points return if Medusa ignores the code", async () => {
  medusa.ignoring = true

  await isNotApplied(300)
})

test("points return if Medusa does not know the code", async () => {
  medusa.failing = { POST: 400 }

  await isNotApplied()
})

test("nothing is held if the cart cannot be read", async () => {
  medusa.failing = { GET: 500 }

  assert.deepEqual(await applyPoints(checkout), NO_CART)
  assert.deepEqual(await applyPoints({ ...checkout, cartId: "../cart" }), NO_CART)
  assert.deepEqual(await heldNow(), [])
})

test("removed points return, and the cart has its full total again", async () => {
  const { id } = await applied(300)

  assert.equal(await removePoints(checkout, id), undefined)

  assert.equal(medusa.total, 10)
  assert.equal(await pointsNow(), pointsBefore)
})

test("points do not return while the cart has their discount", async () => {
  const { id, discount } = await applied(300)
  medusa.failing = { DELETE: 500 }

  assert.deepEqual(await removePoints(checkout, id), NO_CART)

  assert.equal((await heldNow(discount.code)).length, 1)
})

test("the discount is removed without the id of the hold", async () => {
  const { discount } = await applied(300)

  assert.equal(await removePoints(checkout), undefined)

  assert.equal(medusa.total, 10)
  assert.equal((await heldNow(discount.code)).length, 1)
})

test("points return if the cart has no discount", async () => {
  const { id } = await applied(300)
  medusa.codes.clear()

  assert.equal(await removePoints(checkout, id), undefined)

  assert.deepEqual(medusa.calls.filter((call) => call.startsWith("DELETE")), [])
  assert.equal(await pointsNow(), pointsBefore)
})

test("codes of the shop stay", async () => {
  const { id } = await applied(300)
  medusa.codes.set("DUST-OFF", 1)

  assert.equal(await removePoints(checkout, id), undefined)

  assert.deepEqual([...medusa.codes], [["DUST-OFF", 1]])
})

test("Medusa requires the publishable key", async () => {
  process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY = ""

  assert.deepEqual(await applyPoints(checkout), NO_CART)
  process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY = PUBLISHABLE_KEY
})

test("the discount of a deleted promotion is removed", async () => {
  await applied(300)
  medusa.deleted = true

  assert.equal(await removePoints(checkout), undefined)

  assert.equal(medusa.total, 10)
})

test("new points replace those of a deleted promotion", async () => {
  await applied(300)
  medusa.deleted = true
  await releaseAll()

  assert.equal((await applied()).points, 1000)
})
