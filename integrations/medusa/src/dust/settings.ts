import { configManager } from "@medusajs/framework/config"
import type { DustOptions } from "./options"

/** The settings of the plugin. */
export type Settings = {
  url: string
  secret: Buffer
  source: string
  checksCarts: boolean
  catchUpDays: number
  catchUpSchedule: string
}

const PACKAGE = "medusa-plugin-dust"
const SECRET_PREFIX = "whsec_"
const MIN_SECRET_BYTES = 24
const MAX_DAYS = 365

let cached: Settings | undefined

/** The settings of medusa-config.ts and of the environment, which are read once. */
export function settings(): Settings {
  cached ??= readSettings(pluginOptions(), process.env)
  return cached
}

/** @throws an error that names the wrong setting and a right value */
export function readSettings(options: DustOptions, environment: NodeJS.ProcessEnv): Settings {
  return {
    url: url(options.url ?? environment.DUST_URL),
    secret: secret(options.eventSecret ?? environment.DUST_EVENT_SECRET),
    source: source(options.eventSource ?? (environment.DUST_EVENT_SOURCE || "medusa")),
    checksCarts: checksCarts(String(options.checkCarts ?? (environment.DUST_CHECK_CARTS || "true"))),
    catchUpDays: catchUpDays(String(options.catchUpDays ?? (environment.DUST_CATCH_UP_DAYS || "3"))),
    catchUpSchedule: catchUpSchedule(options.catchUpSchedule ?? (environment.DUST_CATCH_UP_SCHEDULE || "*/5 * * * *")),
  }
}

/** Medusa gives the options to modules and subscribers, but the hook of carts and the job are registered without them. */
function pluginOptions(): DustOptions {
  for (const plugin of configManager.config?.plugins ?? []) {
    if (typeof plugin !== "string" && plugin.resolve.split(/[\\/]/).includes(PACKAGE)) {
      return plugin.options ?? {}
    }
  }
  return {}
}

function url(value: string | undefined): string {
  if (!value || !isUrl(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new Error("DUST_URL (option url) must be the URL of Dust, for example https://dust.example.com.")
  }
  return value.replace(/\/+$/, "")
}

function isUrl(value: string): boolean {
  try {
    return !!new URL(value)
  } catch {
    return false
  }
}

function secret(value: string | undefined): Buffer {
  const bytes = Buffer.from((value ?? "").slice(SECRET_PREFIX.length), "base64")
  if (!value?.startsWith(SECRET_PREFIX) || bytes.length < MIN_SECRET_BYTES) {
    throw new Error(
      "DUST_EVENT_SECRET (option eventSecret) must be one of Dust's DUST_EVENT_SECRETS: " +
        `${SECRET_PREFIX} and at least ${MIN_SECRET_BYTES} bytes in Base64.`
    )
  }
  return bytes
}

function source(value: string): string {
  if (!/^[A-Za-z0-9._~:/-]{1,100}$/.test(value)) {
    throw new Error(
      "DUST_EVENT_SOURCE (option eventSource) must be 1 to 100 letters, digits or . _ ~ : / - and must never change; " +
        "for example my-shop."
    )
  }
  return value
}

function checksCarts(value: string): boolean {
  if (value !== "true" && value !== "false") {
    throw new Error("DUST_CHECK_CARTS (option checkCarts) must be true or false.")
  }
  return value === "true"
}

function catchUpDays(value: string): number {
  if (!/^\d{1,3}$/.test(value) || Number(value) < 1 || Number(value) > MAX_DAYS) {
    throw new Error(
      `DUST_CATCH_UP_DAYS (option catchUpDays) must be a number of days from 1 to ${MAX_DAYS}, for example 3.`
    )
  }
  return Number(value)
}

function catchUpSchedule(value: string): string {
  if (!/^\S+( \S+){4,5}$/.test(value)) {
    throw new Error(
      "DUST_CATCH_UP_SCHEDULE (option catchUpSchedule) must be in the form of cron, for example */5 * * * *."
    )
  }
  return value
}
