import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import type { OrderEvent } from "../src/dust/events"
import type { RetryPolicy } from "../src/dust/retries"
import { send } from "../src/dust/send"
import { readSettings, type Settings } from "../src/dust/settings"
import { FakeDust, SECRET, type Fault } from "./fake-dust"
import { fakeContainer, type Logged } from "./fake-medusa"

const RETRY_POLICY: RetryPolicy = { attempts: 3, timeout: 100, firstDelay: 10, maxDelay: 20 }
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
afterEach(() => dust.reset())
after(() => dust.stop())

async function sendWithFaults(faults: Fault[], settings = to): Promise<Logged> {
  const logged: Logged = []
  dust.faults = faults
  await send(fakeContainer({}, logged), EVENT, settings, RETRY_POLICY)
  return logged
}

for (const fault of [500, 503, 429, "drop", "slow"] as const) {
  test(`an event is sent again after ${fault}`, async () => {
    const logged = await sendWithFaults([fault, fault])

    // A slow Dust accepted the event at the first attempt; only its answer came too late.
    assert.deepEqual(dust.received.map(({ id, source }) => [id, source]), [["order.canceled:order_1", "medusa"]])
    assert.equal(dust.calls, 3)
    assert.deepEqual(logged, [])
  })
}

test("the attempts to send an event have an end", async () => {
  await assert.rejects(sendWithFaults([503, 503, 503, 503]), {
    message:
      "Dust did not accept event order.canceled:order_1 (503: The test asked for this.). " +
      "Send it again; a repeated event counts once.",
  })
  assert.equal(dust.calls, 3)
})

test("a slow answer times out", async () => {
  await assert.rejects(sendWithFaults(["slow", "slow", "slow"]), /no answer: The operation was aborted due to timeout/)
  assert.equal(dust.calls, 3)
})

test("a refused connection is an error after all attempts", async () => {
  const stopped = new FakeDust()
  const url = await stopped.start()
  await stopped.stop()

  await assert.rejects(sendWithFaults([], { ...to, url }), /order\.canceled:order_1 \(no answer: .*ECONNREFUSED/)
})

for (const status of [400, 409, 413, 422]) {
  test(`an event that is rejected with ${status} is logged and not sent again`, async () => {
    const logged = await sendWithFaults([status])

    assert.equal(dust.calls, 1)
    assert.deepEqual(logged, [`Dust rejected event order.canceled:order_1 (${status}: The test asked for this.).`])
  })
}

test("the log names the setting of a wrong secret, but not the secret", async () => {
  const wrong = Buffer.from("another secret of 24 bytes")

  const logged = await sendWithFaults([], { ...to, secret: wrong })

  assert.equal(dust.calls, 1)
  assert.deepEqual(dust.received, [])
  assert.match(logged.join(), /^Dust rejected event .* \(401: .*\)\. Set DUST_EVENT_SECRET to one of Dust's DUST_EVENT_SECRETS/)
})

test("an event that is sent again has the same id", async () => {
  await sendWithFaults([])
  await sendWithFaults([])

  assert.equal(dust.calls, 2)
  assert.equal(dust.received.length, 1)
})
