import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, before, test } from "node:test"
import { balance, type Cart, history, hold, type Hold, isFailure, quote, remove, type Result, summary } from "../lib/dust"
import { CUSTOMER_TOKEN, heldNow, pointsNow, prepare, releaseAll } from "./real-dust"

const DUST_URL = process.env.DUST_URL

before(async () => {
  await releaseAll()
  await prepare(1000)
})
afterEach(async () => {
  process.env.DUST_URL = DUST_URL
  await releaseAll()
})

function cart(total: number): Cart {
  return { id: `cart_${randomUUID()}`, currency_code: "eur", total }
}

function good<T extends object>(result: Result<T>): T {
  assert.ok(!isFailure(result), JSON.stringify(result))
  return result
}

async function held(total: number, points?: number): Promise<Hold> {
  return good(await hold(CUSTOMER_TOKEN, cart(total), points)).hold
}

test("the balance is the customer's", async () => {
  assert.equal(await balance(CUSTOMER_TOKEN), await pointsNow())
})

test("the balance is 0 for a visitor and for an invalid token", async () => {
  assert.equal(await balance(undefined), 0)
  assert.equal(await balance("a.b.c"), 0)
})

test("visitors get nothing but the balance", async () => {
  for (const token of [undefined, "a.b.c"]) {
    assert.deepEqual(await summary(token), { error: "Unauthorized" })
    assert.deepEqual(await history(token), { error: "Unauthorized" })
    assert.deepEqual(await quote(token, cart(1)), { error: "Unauthorized" })
    assert.deepEqual(await hold(token, cart(1)), { error: "Unauthorized" })
    assert.deepEqual(await remove(token, randomUUID()), { error: "Unauthorized" })
  }
})

test("the summary has the held points", async () => {
  const before = good(await summary(CUSTOMER_TOKEN))

  await held(1, 100)

  const after = good(await summary(CUSTOMER_TOKEN))
  assert.deepEqual([after.points - before.points, after.held - before.held], [-100, 100])
})

test("the history comes in pages, newest first", async () => {
  await held(1, 100)

  const first = good(await history(CUSTOMER_TOKEN, { limit: 1 }))
  const second = good(await history(CUSTOMER_TOKEN, { limit: 1, cursor: first.next_cursor ?? "" }))

  assert.deepEqual([first.transactions.length, second.transactions.length], [1, 1])
  assert.equal(first.transactions[0]?.kind, "HOLD")
  assert.equal(second.transactions[0]?.version, (first.transactions[0]?.version ?? 0) - 1)
})

test("a quote has the spendable points, and holds nothing", async () => {
  const quoted = cart(1.5)

  const { cart_id, spendable } = good(await quote(CUSTOMER_TOKEN, quoted))

  assert.equal(cart_id, quoted.id)
  assert.deepEqual([spendable.points, spendable.amount, spendable.currency_code], [150, 1.5, "EUR"])
  assert.equal(spendable.limits[0]?.limit, "cart_total")
  assert.deepEqual(await heldNow(), [])
})

test("a total with more decimals than the currency has is rounded", async () => {
  assert.equal(good(await quote(CUSTOMER_TOKEN, cart(1.5000000000000002))).spendable.points, 150)
  assert.equal((await held(1.5000000000000002)).points, 150)
})

test("a hold has a code and an amount", async () => {
  const { status, points, discount } = await held(10, 300)

  assert.deepEqual([status, points, discount.amount, discount.currency_code], ["held", 300, 3, "EUR"])
  assert.match(discount.code, /^DUST-[0-9A-F]{32}$/)
  assert.equal((await heldNow(discount.code)).length, 1)
})

test("more points than the customer has cannot be held", async () => {
  const points = (await pointsNow()) + 1

  const refused = await hold(CUSTOMER_TOKEN, cart(points / 100), points)

  assert.ok(isFailure(refused))
  assert.equal(refused.error, "Insufficient dust points")
  assert.equal(refused.type, "urn:problem-type:dust:insufficient-points")
})

test("more points than the cart costs cannot be held", async () => {
  const refused = await hold(CUSTOMER_TOKEN, cart(1), 101)

  assert.ok(isFailure(refused))
  assert.deepEqual([refused.error, refused.detail], ["Points cannot be spent", "At most 100 points can be spent on this cart."])
})

test("a removed hold returns its points once", async () => {
  const before = await pointsNow()
  const { id } = await held(1)

  assert.equal(await remove(CUSTOMER_TOKEN, id), undefined)
  assert.equal(await remove(CUSTOMER_TOKEN, id), undefined)
  assert.equal(await remove(CUSTOMER_TOKEN, randomUUID()), undefined)
  assert.equal(await pointsNow(), before)
})

test("a failure without Dust contains nothing of the request", async () => {
  process.env.DUST_URL = "http://127.0.0.1:1"

  const unavailable = { error: "Points are unavailable", detail: "Try again soon." }
  assert.deepEqual(await balance(CUSTOMER_TOKEN), unavailable)
  assert.deepEqual(await hold(CUSTOMER_TOKEN, cart(1)), unavailable)
})

test("a Dust that does not answer times out", { timeout: 20_000 }, async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve))
  process.env.DUST_URL = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`

  assert.deepEqual(await balance(CUSTOMER_TOKEN), { error: "Points are unavailable", detail: "Try again soon." })
  silent.closeAllConnections()
  silent.close()
})
