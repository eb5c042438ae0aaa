import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import { prove } from "../src/dust/proof"
import { readSettings, type Settings } from "../src/dust/settings"
import { FakeDust, JWT_SECRET, SECRET } from "./fake-dust"
import { type Data, fakeContainer, type Logged } from "./fake-medusa"

const KEYS = [{ id: "apk_1", type: "secret", revoked_at: null }]

const dust = new FakeDust()
let to: Settings

before(async () => {
  to = readSettings({ url: await dust.start(), eventSecret: SECRET }, {})
})
afterEach(() => dust.reset())
after(() => dust.stop())

async function logOf(settings: Settings = to, jwtSecret = JWT_SECRET, data: Data = { api_key: KEYS }): Promise<string> {
  const logged: Logged = []
  await prove(fakeContainer(data, logged, jwtSecret), settings)
  assert.equal(logged.length, 1)
  return logged[0] ?? ""
}

test("one line says that all is well", async () => {
  assert.equal(await logOf(), `info: Dust at ${to.url} accepts the events of this backend, with source medusa.`)
  assert.deepEqual(dust.received, [])
})

test("one line says that the secret is wrong", async () => {
  const line = await logOf({ ...to, secret: Buffer.from("another secret of 24 bytes") })

  assert.match(line, /^error: Dust refuses the signature of events \(401: The signature matches no known secret\.\)\. /)
  assert.match(line, /Set DUST_EVENT_SECRET \(option eventSecret\) to one of Dust's DUST_EVENT_SECRETS\. Until then, /)
})

test("one line says that the clock is wrong", async () => {
  dust.faults = ["late"]

  assert.match(await logOf(), /The clock of this backend is 60\d seconds ahead of the clock of Dust; correct it\./)
})

test("one line says that nothing answers at the URL", async () => {
  const stopped = new FakeDust()
  const url = await stopped.start()
  await stopped.stop()

  assert.match(
    await logOf({ ...to, url }),
    /^error: Dust does not answer at http:.*ECONNREFUSED.*correct DUST_URL \(option url\)/
  )
})

for (const fault of [404, "html"] as const) {
  test(`one line says that the URL is not the one of Dust: ${fault}`, async () => {
    dust.faults = [fault]

    assert.match(
      await logOf(),
      /^error: There is no Dust at http:.* for POST \/events\)\. Correct DUST_URL \(option url\)\./
    )
  })
}

test("one line says that Dust is not ready", async () => {
  dust.faults = [503, 503, 503]

  assert.match(await logOf(), /^error: Dust at http.* cannot process events now \(503: The test asked for this\.\)\./)
})

test("one line says that Dust has another secret for tokens", async () => {
  const line = await logOf(to, "another-jwt-secret-of-at-least-32-bytes")

  assert.match(
    line,
    /^error: Dust refuses the tokens of this backend \(401\).* Set DUST_MEDUSA_JWT_SECRET of Dust to http\.jwtSecret/
  )
})

test("tokens are not needed if the shop does not check carts", async () => {
  assert.match(await logOf({ ...to, checksCarts: false }, "another-jwt-secret-of-at-least-32-bytes"), /^info: /)
})

for (const keys of [
  [],
  [{ id: "apk_1", type: "secret", revoked_at: new Date() }],
  [{ id: "apk_1", type: "publishable" }],
]) {
  test(`one line says that Dust needs an API key: ${keys.length} ${keys[0]?.type}`, async () => {
    assert.match(
      await logOf(to, JWT_SECRET, { api_key: keys }),
      /^warn: Medusa has no secret API key\. Create one .* DUST_MEDUSA_API_KEY/
    )
  })
}
