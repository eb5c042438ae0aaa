import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import type { Patience } from "../src/dust/attempts"
import type { OrderEvent } from "../src/dust/events"
import { send } from "../src/dust/send"
import { readSettings, type Settings } from "../src/dust/settings"
import { FakeDust, SECRET, type Trouble } from "./fake-dust"
import { fakeContainer, type Logged } from "./fake-medusa"

const PATIENCE: Patience = { attempts: 3, timeout: 100, firstWait: 10, longestWait: 20 }
const EVENT: OrderEvent = {
  id: "order.canceled:order_1",
  type: "order.canceled",
  data: { id: "order_1", customer_id: "cus_1", currency_code: "eur" },
}

const dust = new FakeDust()
let to: Settings

before(async () => {
  to = readSettings({ DUST_URL: await dust.start(), DUST_EVENT_SECRET: SECRET })
})
afterEach(() => dust.forget())
after(() => dust.stop())

async function sendThrough(troubles: Trouble[], settings = to): Promise<Logged> {
  const logged: Logged = []
  dust.troubles = troubles
  await send(fakeContainer({}, logged), EVENT, settings, PATIENCE)
  return logged
}

for (const trouble of [500, 503, 429, "drop", "slow"] as const) {
  test(`what is answered with ${trouble} is sent again`, async () => {
    const logged = await sendThrough([trouble, trouble])

    // A slow Dust has taken it at the first attempt, and only its answer came too late.
    assert.deepEqual(dust.told.map(({ id, source }) => [id, source]), [["order.canceled:order_1", "medusa"]])
    assert.equal(dust.calls, 3)
    assert.deepEqual(logged, [])
  })
}

test("it is not sent for ever", async () => {
  await assert.rejects(sendThrough([503, 503, 503, 503]), {
    message: "Dust could not be told of order.canceled:order_1 (503: As the test wants it.); tell it again, that does no harm.",
  })
  assert.equal(dust.calls, 3)
})

test("it is not waited for ever", async () => {
  await assert.rejects(sendThrough(["slow", "slow", "slow"]), /no answer: The operation was aborted due to timeout/)
  assert.equal(dust.calls, 3)
})

test("nobody listening is an error in the end", async () => {
  const nobody = new FakeDust()
  const url = await nobody.start()
  await nobody.stop()

  await assert.rejects(sendThrough([], { ...to, url }), /order\.canceled:order_1 \(no answer: .*ECONNREFUSED/)
})

for (const status of [400, 409, 413, 422]) {
  test(`what is refused with ${status} is logged, and not sent again`, async () => {
    const logged = await sendThrough([status])

    assert.equal(dust.calls, 1)
    assert.deepEqual(logged, [`Dust has refused order.canceled:order_1 (${status}: As the test wants it.)`])
  })
}

test("a wrong secret is logged with what to set, and without the secret", async () => {
  const wrong = Buffer.from("another secret of 24 bytes")

  const logged = await sendThrough([], { ...to, secret: wrong })

  assert.equal(dust.calls, 1)
  assert.deepEqual(dust.told, [])
  assert.match(logged.join(), /^Dust has refused .* \(401: .*\) Set DUST_EVENT_SECRET to one of Dust's DUST_EVENT_SECRETS/)
})

test("the same event has the same id at each attempt, and a signature of its own", async () => {
  await sendThrough([])
  await sendThrough([])

  assert.equal(dust.calls, 2)
  assert.equal(dust.told.length, 1)
})
