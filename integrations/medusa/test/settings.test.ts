import assert from "node:assert/strict"
import { test } from "node:test"
import { configManager } from "@medusajs/framework/config"
import type { DustOptions } from "../src/dust/options"
import { readSettings, settings } from "../src/dust/settings"
import { SECRET } from "./fake-dust"

const GOOD = { DUST_URL: "https://dust.example.com/", DUST_EVENT_SECRET: SECRET }

test("a URL and a secret are sufficient", () => {
  assert.deepEqual(readSettings({}, GOOD), {
    url: "https://dust.example.com",
    secret: Buffer.from("a secret of at least 24 bytes"),
    source: "medusa",
    checksCarts: true,
    catchUpDays: 3,
    catchUpSchedule: "*/5 * * * *",
  })
})

test("the environment can set everything else", () => {
  const more = {
    DUST_EVENT_SOURCE: "my-shop",
    DUST_CHECK_CARTS: "false",
    DUST_CATCH_UP_DAYS: "30",
    DUST_CATCH_UP_SCHEDULE: "0 * * * *",
  }

  const { source, checksCarts, catchUpDays, catchUpSchedule } = readSettings({}, { ...GOOD, ...more })

  assert.deepEqual([source, checksCarts, catchUpDays, catchUpSchedule], ["my-shop", false, 30, "0 * * * *"])
})

test("options win over the environment", () => {
  const options: DustOptions = {
    url: "http://localhost:8080",
    eventSecret: `whsec_${Buffer.from("another secret of 24 bytes").toString("base64")}`,
    eventSource: "other-shop",
    checkCarts: false,
    catchUpDays: 7,
    catchUpSchedule: "*/10 * * * *",
  }

  assert.deepEqual(readSettings(options, { ...GOOD, DUST_CHECK_CARTS: "true", DUST_CATCH_UP_DAYS: "1" }), {
    url: "http://localhost:8080",
    secret: Buffer.from("another secret of 24 bytes"),
    source: "other-shop",
    checksCarts: false,
    catchUpDays: 7,
    catchUpSchedule: "*/10 * * * *",
  })
})

test("the options of medusa-config.ts are read", () => {
  const plugins = [
    "another-plugin",
    { resolve: "medusa-plugin-dust", options: { url: "http://dust:8080", eventSecret: SECRET } },
  ]
  configManager.loadConfig({ projectConfig: { plugins } as object, baseDir: "." })

  assert.equal(settings().url, "http://dust:8080")
})

const WRONG: [object, RegExp][] = [
  [{ DUST_URL: undefined }, /^DUST_URL \(option url\) must be the URL of Dust/],
  [{ DUST_URL: "dust:8080" }, /^DUST_URL \(option url\) must be the URL of Dust/],
  [
    { DUST_EVENT_SECRET: undefined },
    /^DUST_EVENT_SECRET \(option eventSecret\) must be one of Dust's DUST_EVENT_SECRETS/,
  ],
  [{ DUST_EVENT_SECRET: "whsec_c2hvcnQ=" }, /at least 24 bytes in Base64/],
  [{ DUST_EVENT_SECRET: SECRET.slice(6) }, /^DUST_EVENT_SECRET/],
  [{ DUST_EVENT_SOURCE: "my shop" }, /^DUST_EVENT_SOURCE \(option eventSource\) must be 1 to 100 letters, digits or/],
  [{ DUST_CHECK_CARTS: "no" }, /^DUST_CHECK_CARTS \(option checkCarts\) must be true or false/],
  [{ DUST_CATCH_UP_DAYS: "0" }, /^DUST_CATCH_UP_DAYS \(option catchUpDays\) must be a number of days from 1 to 365/],
  [{ DUST_CATCH_UP_DAYS: "1.5" }, /^DUST_CATCH_UP_DAYS/],
  [
    { DUST_CATCH_UP_SCHEDULE: "hourly" },
    /^DUST_CATCH_UP_SCHEDULE \(option catchUpSchedule\) must be in the form of cron/,
  ],
]

for (const [change, message] of WRONG) {
  test(`${JSON.stringify(change)} is rejected`, () => {
    assert.throws(() => readSettings({}, { ...GOOD, ...change }), { message })
  })
}
