import assert from "node:assert/strict"
import { test } from "node:test"
import { readSettings } from "../src/dust/settings"
import { SECRET } from "./fake-dust"

const GOOD = { DUST_URL: "https://dust.example.com/", DUST_EVENT_SECRET: SECRET }

test("a URL and a secret are sufficient", () => {
  assert.deepEqual(readSettings(GOOD), {
    url: "https://dust.example.com",
    secret: Buffer.from("a secret of at least 24 bytes"),
    source: "medusa",
    checksCarts: true,
  })
})

test("the source and the check of carts can be set", () => {
  const { source, checksCarts } = readSettings({ ...GOOD, DUST_EVENT_SOURCE: "my-shop", DUST_CHECK_CARTS: "false" })

  assert.deepEqual([source, checksCarts], ["my-shop", false])
})

const WRONG: [object, RegExp][] = [
  [{ DUST_URL: undefined }, /^DUST_URL must be the URL of Dust/],
  [{ DUST_URL: "dust:8080" }, /^DUST_URL must be the URL of Dust/],
  [{ DUST_EVENT_SECRET: undefined }, /^DUST_EVENT_SECRET must be one of Dust's DUST_EVENT_SECRETS/],
  [{ DUST_EVENT_SECRET: "whsec_c2hvcnQ=" }, /at least 24 bytes in Base64/],
  [{ DUST_EVENT_SECRET: SECRET.slice(6) }, /^DUST_EVENT_SECRET/],
  [{ DUST_EVENT_SOURCE: "my shop" }, /^DUST_EVENT_SOURCE must be 1 to 100 letters, digits or/],
  [{ DUST_CHECK_CARTS: "no" }, /^DUST_CHECK_CARTS must be true or false/],
]

for (const [change, message] of WRONG) {
  test(`${JSON.stringify(change)} is rejected`, () => {
    assert.throws(() => readSettings({ ...GOOD, ...change }), { message })
  })
}
