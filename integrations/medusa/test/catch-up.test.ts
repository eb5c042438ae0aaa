import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import type { MedusaContainer } from "@medusajs/framework/types"
import { catchUp } from "../src/dust/catch-up"
import type * as Job from "../src/jobs/catch-up"
import type { Cursor } from "../src/modules/dust-catch-up/service"
import tellPeriodAgain from "../src/scripts/catch-up"
import { FakeDust, SECRET } from "./fake-dust"
import { fakeContainer, type Data, type Logged } from "./fake-medusa"
import { order } from "./orders"

const NOW = new Date("2026-01-10T12:00:00Z")

const dust = new FakeDust()

/** The module that stores how far the job is. */
class FakeCursors {
  constructor(public cursor?: Cursor) {}
  read = () => Promise.resolve(this.cursor)
  write = (cursor: Cursor) => Promise.resolve(void (this.cursor = cursor))
}

before(async () => {
  process.env.DUST_URL = await dust.start()
  process.env.DUST_EVENT_SECRET = SECRET
})
afterEach(() => dust.reset())
after(() => dust.stop())

function id(number: number): string {
  return `order_${String(number).padStart(3, "0")}`
}

/** Orders that changed one after the other, a minute apart. */
function orders(count: number, first: string): Data {
  const updated_at = (index: number) => new Date(new Date(first).getTime() + index * 60_000)
  return { order: Array.from({ length: count }, (_, index) => order({ id: id(index), updated_at: updated_at(index) })) }
}

function shop(data: Data, cursors: FakeCursors, logged: Logged = []): MedusaContainer {
  return fakeContainer(data, logged, "", { dustCatchUp: cursors })
}

function toldIds(): unknown[] {
  return dust.received.map(({ data }) => data.id)
}

test("the first run tells the orders that changed in the last three days", async () => {
  const cursors = new FakeCursors()
  const data = {
    order: [
      order({ id: "order_before", updated_at: new Date("2026-01-07T11:59:59Z") }),
      order({ id: "order_first", updated_at: new Date("2026-01-07T12:00:00Z") }),
      order({ id: "order_last", updated_at: new Date("2026-01-10T11:59:59Z") }),
      order({ id: "order_draft", is_draft_order: true, updated_at: new Date("2026-01-10T11:59:59Z") }),
    ],
  }

  await catchUp(shop(data, cursors), NOW)

  assert.deepEqual(toldIds(), ["order_first", "order_last"])
  assert.deepEqual(cursors.cursor, { since: new Date("2026-01-10T11:58:00Z"), until: null, position: null })
})

test("an order whose payment changed is told, although Medusa leaves its time as it is", async () => {
  const data = {
    order: [order({ id: "order_paid" })],
    payment_collection: [
      { id: "pay_col_1", updated_at: new Date("2026-01-10T11:00:00Z"), order: order({ id: "order_paid" }) },
      { id: "pay_col_2", updated_at: new Date("2026-01-10T11:00:00Z"), order: null },
      { id: "pay_col_3", updated_at: new Date("2026-01-01T00:00:00Z"), order: { id: "order_old" } },
    ],
  }

  await catchUp(shop(data, new FakeCursors()), NOW)

  assert.deepEqual(toldIds(), ["order_paid"])
})

test("an order that changed itself and whose payment changed is told once", async () => {
  const updated_at = new Date("2026-01-10T11:00:00Z")
  const changed = order({ id: "order_1", updated_at })
  const data = { order: [changed], payment_collection: [{ id: "pay_col_1", updated_at, order: changed }] }

  await catchUp(shop(data, new FakeCursors()), NOW)

  assert.deepEqual(dust.batches, [1])
})

test("the next run tells what changed since, and the last minutes again", async () => {
  const cursors = new FakeCursors({ since: new Date("2026-01-10T11:58:00Z"), until: null, position: null })
  const data = orders(4, "2026-01-10T11:57:00Z")

  await catchUp(shop(data, cursors), new Date("2026-01-10T12:05:00Z"))

  assert.deepEqual(toldIds(), [id(1), id(2), id(3)])
  assert.equal(cursors.cursor?.since.toISOString(), "2026-01-10T12:03:00.000Z")
})

test("orders are told page by page, in batches", async () => {
  await catchUp(shop(orders(120, "2026-01-09T00:00:00Z"), new FakeCursors()), NOW)

  assert.deepEqual(dust.batches, [50, 50, 20])
  assert.equal(dust.received.length, 120)
})

test("a run that fails is continued by the next one, also days later", async () => {
  const cursors = new FakeCursors()
  const medusa = shop(orders(120, "2026-01-09T00:00:00Z"), cursors)
  dust.faults = ["slow", 503, 503]

  await assert.rejects(catchUp(medusa, NOW), /Dust did not accept 50 events \(503/)
  assert.deepEqual(cursors.cursor?.position, { entity: "order", after: id(49) })
  await catchUp(medusa, new Date("2026-01-20T00:00:00Z"))

  assert.equal(dust.received.length, 120)
  assert.deepEqual(dust.batches, [50, 50, 20])
})

test("a wrong secret keeps the position, so that nothing is lost", async () => {
  const cursors = new FakeCursors()
  dust.faults = [401]

  await assert.rejects(catchUp(shop(orders(1, "2026-01-09T00:00:00Z"), cursors), NOW), /Set DUST_EVENT_SECRET/)
  assert.equal(cursors.cursor, undefined)
})

test("the job says why it stopped, and does not fail", async () => {
  const logged: Logged = []
  const recent = new Date(Date.now() - 60 * 60 * 1000).toISOString()
  // Medusa loads the job when the settings are known.
  const { default: job, config } = require("../src/jobs/catch-up") as typeof Job
  dust.faults = [503, 503]

  await job(shop(orders(1, recent), new FakeCursors(), logged))

  assert.match(
    logged.join(),
    /^error: The catch-up of Dust stopped, and goes on at its next run\. Dust did not accept 1 events/
  )
  assert.deepEqual(config, { name: "dust-catch-up", schedule: "*/5 * * * *" })
})

test("an order that Dust refuses does not stop the others", async () => {
  const logged: Logged = []
  const data = { order: [order({ id: "order_1", currency_code: "no currency" }), order({ id: "order_2" })] }
  const updated_at = new Date("2026-01-09T00:00:00Z")

  await catchUp(shop({ order: data.order.map((one) => ({ ...one, updated_at })) }, new FakeCursors(), logged), NOW)

  assert.deepEqual(toldIds(), ["order_2"])
  assert.match(logged[0] ?? "", /^error: Order order_1 cannot be told to Dust: Invalid currency code/)
  assert.equal(
    logged[1],
    "info: The catch-up of Dust has told 1 orders: 1 applied, 0 known, 0 without effect, 0 refused."
  )
})

test("a run that finds nothing new says nothing", async () => {
  const logged: Logged = []
  const data = orders(1, "2026-01-09T00:00:00Z")
  await catchUp(shop(data, new FakeCursors()), NOW)

  await catchUp(shop(data, new FakeCursors(), logged), NOW)

  assert.equal(dust.calls, 2)
  assert.deepEqual(logged, [])
})

test("two runs at once are one", async () => {
  const medusa = shop(orders(1, "2026-01-09T00:00:00Z"), new FakeCursors())

  await Promise.all([catchUp(medusa, NOW), catchUp(medusa, NOW)])

  assert.equal(dust.calls, 1)
})

test("any period can be told by hand", async () => {
  const cursors = new FakeCursors()
  const logged: Logged = []
  const medusa = shop(orders(4, "2025-12-01T00:00:00Z"), cursors, logged)

  await tellPeriodAgain({ container: medusa, args: ["2025-12-01T00:01:00Z", "2025-12-01T00:03:00Z"] })

  assert.deepEqual(toldIds(), [id(1), id(2)])
  assert.equal(cursors.cursor, undefined)
  assert.deepEqual(logged, [
    "info: Dust is told the orders that changed from 2025-12-01T00:01:00.000Z until 2025-12-01T00:03:00.000Z.",
    "info: Dust was told 2 orders: 2 applied, 0 known, 0 without effect, 0 refused.",
  ])
})

test("by hand, the default is the last three days", async () => {
  const recent = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000).toISOString()

  await tellPeriodAgain({ container: shop(orders(1, recent), new FakeCursors()), args: [] })

  assert.equal(dust.received.length, 1)
  await assert.rejects(
    tellPeriodAgain({ container: shop({}, new FakeCursors()), args: ["yesterday"] }),
    /yesterday is not a time, for example 2026-01-31/
  )
})
