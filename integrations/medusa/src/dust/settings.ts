/** The settings of the plugin. */
export type Settings = {
  url: string
  secret: Buffer
  source: string
  checksCarts: boolean
}

const SECRET_PREFIX = "whsec_"
const MIN_SECRET_BYTES = 24

let cached: Settings | undefined

/** The settings of the environment, which is read once. */
export function settings(): Settings {
  cached ??= readSettings(process.env)
  return cached
}

/** @throws an error that names the wrong variable and a right value */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return {
    url: url(environment.DUST_URL),
    secret: secret(environment.DUST_EVENT_SECRET),
    source: source(environment.DUST_EVENT_SOURCE || "medusa"),
    checksCarts: checksCarts(environment.DUST_CHECK_CARTS || "true"),
  }
}

function url(value: string | undefined): string {
  if (!value || !URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new Error("DUST_URL must be the URL of Dust, for example https://dust.example.com.")
  }
  return value.replace(/\/+$/, "")
}

function secret(value: string | undefined): Buffer {
  const bytes = Buffer.from((value ?? "").slice(SECRET_PREFIX.length), "base64")
  if (!value?.startsWith(SECRET_PREFIX) || bytes.length < MIN_SECRET_BYTES) {
    throw new Error(
      `DUST_EVENT_SECRET must be one of Dust's DUST_EVENT_SECRETS: ${SECRET_PREFIX} and at least ${MIN_SECRET_BYTES} bytes in Base64.`
    )
  }
  return bytes
}

function source(value: string): string {
  if (!/^[A-Za-z0-9._~:/-]{1,100}$/.test(value)) {
    throw new Error(
      "DUST_EVENT_SOURCE must be 1 to 100 letters, digits or . _ ~ : / - and must never change; for example my-shop."
    )
  }
  return value
}

function checksCarts(value: string): boolean {
  if (value !== "true" && value !== "false") {
    throw new Error("DUST_CHECK_CARTS must be true or false.")
  }
  return value === "true"
}
