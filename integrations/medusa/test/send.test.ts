import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import type { DustEvent } from "../src/dust/events"
import type { RetryPolicy } from "../src/dust/retries"
import { send, sendAll } from "../src/dust/send"
import { readSettings, type Settings } from "../src/dust/settings"
import { FakeDust, SECRET, type Fault } from "./fake-dust"
import { fakeContainer, type Logged } from "./fake-medusa"

const RETRY_POLICY: RetryPolicy = { attempts: 3, timeout: 300, firstDelay: 10, maxDelay: 20 }
const EVENT: DustEvent = {
  id: "order.updated:order_1:1:hash",
  type: "order.updated",
  data: { id: "order_1", customer_id: "cus_1", currency_code: "eur" },
}

const dust = new FakeDust()
let to: Settings

before(async () => {
  to = readSettings({ url: await dust.start(), eventSecret: SECRET }, {})
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
    assert.deepEqual(
      dust.received.map(({ id, source }) => [id, source]),
      [[EVENT.id, "medusa"]]
    )
    assert.equal(dust.calls, 3)
    assert.deepEqual(logged, [])
  })
}

test("the attempts to send an event have an end", async () => {
  await assert.rejects(sendWithFaults([503, 503, 503, 503]), {
    message:
      "Dust did not accept event order.updated:order_1:1:hash (503: The test asked for this.). " +
      "The catch-up job sends the order again.",
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

  await assert.rejects(sendWithFaults([], { ...to, url }), /order_1:1:hash \(no answer: .*ECONNREFUSED/)
})

for (const status of [400, 409, 413, 422]) {
  test(`an event that is rejected with ${status} is logged and not sent again`, async () => {
    const logged = await sendWithFaults([status])

    assert.equal(dust.calls, 1)
    assert.deepEqual(logged, [`error: Dust rejected event ${EVENT.id} (${status}: The test asked for this.).`])
  })
}

test("the log names the setting of a wrong secret, but not the secret", async () => {
  const wrong = Buffer.from("another secret of 24 bytes")

  const logged = await sendWithFaults([], { ...to, secret: wrong })

  assert.equal(dust.calls, 1)
  assert.deepEqual(dust.received, [])
  assert.match(
    logged.join(),
    /^error: Dust rejected event .* \(401: .*\)\. Set DUST_EVENT_SECRET \(option eventSecret\) to one of Dust's DUST_EVENT_SECRETS/
  )
})

test("an event that is sent again has the same id", async () => {
  await sendWithFaults([])
  await sendWithFaults([])

  assert.equal(dust.calls, 2)
  assert.equal(dust.received.length, 1)
})

test("the log says that a clock is wrong", async () => {
  const logged = await sendWithFaults(["late"])

  assert.match(logged.join(), /The clock of this backend is 60\d seconds ahead of the clock of Dust; correct it\.$/)
})

function events(count: number, more: object = {}): DustEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    ...EVENT,
    id: `event-${index}`,
    data: { ...EVENT.data, ...more },
  }))
}

test("a batch has at most 100 events", async () => {
  const outcomes = await sendAll(fakeContainer({}), events(230), to, RETRY_POLICY)

  assert.deepEqual(dust.batches, [100, 100, 30])
  assert.deepEqual(outcomes, { applied: 230, duplicate: 0, ignored: 0, refused: 0 })
})

test("a batch is small enough for Dust", async () => {
  await sendAll(fakeContainer({}), events(5, { text: "x".repeat(90_000) }), to, RETRY_POLICY)

  assert.deepEqual(dust.batches, [2, 2, 1])
})

test("the outcomes of a batch are counted, and refused events are logged", async () => {
  const logged: Logged = []
  dust.refused = ["event-1"]
  await sendAll(fakeContainer({}), events(1), to, RETRY_POLICY)

  const outcomes = await sendAll(fakeContainer({}, logged), events(3), to, RETRY_POLICY)

  assert.deepEqual(outcomes, { applied: 1, duplicate: 1, ignored: 0, refused: 1 })
  assert.deepEqual(logged, ["error: Dust rejected event event-1 (total is missing.)."])
})

test("the events of a batch that Dust cannot read are sent alone", async () => {
  const logged: Logged = []
  dust.faults = [413, 413]

  const outcomes = await sendAll(fakeContainer({}, logged), events(2), to, RETRY_POLICY)

  assert.deepEqual(outcomes, { applied: 1, duplicate: 0, ignored: 0, refused: 1 })
  assert.deepEqual(logged, ["error: Dust rejected event event-0 (413: The test asked for this.)."])
})

for (const fault of [503, 401, "drop"] as const) {
  test(`a batch that gets ${fault} has to be sent again`, async () => {
    dust.faults = [fault, fault, fault]

    await assert.rejects(sendAll(fakeContainer({}), events(2), to, RETRY_POLICY), /Dust did not accept 2 events/)
  })
}
