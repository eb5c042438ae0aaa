import { createHmac } from "node:crypto"
import type { ConfigModule } from "@medusajs/framework/types"

type HttpConfig = Pick<ConfigModule["projectConfig"]["http"], "jwtSecret" | "jwtPublicKey" | "jwtOptions">

const LIFETIME_SECONDS = 60

/** A staff token in the form in which this backend signs tokens for its users; it is valid for one minute. */
export function staffToken({ jwtSecret, jwtPublicKey, jwtOptions }: HttpConfig): string {
  if (jwtPublicKey || !(typeof jwtSecret === "string" || Buffer.isBuffer(jwtSecret))) {
    throw new Error(
      "The check of carts needs HS256: http.jwtSecret must be a string or a Buffer, and http.jwtPublicKey not set."
    )
  }
  const now = Math.floor(Date.now() / 1000)
  const header = encoded({ alg: "HS256", typ: "JWT" })
  const claims = encoded({
    actor_id: "medusa-plugin-dust",
    actor_type: "user",
    auth_identity_id: "",
    app_metadata: {},
    iat: now,
    exp: now + LIFETIME_SECONDS,
    iss: jwtOptions?.issuer,
    aud: jwtOptions?.audience,
  })
  const signature = createHmac("sha256", jwtSecret).update(`${header}.${claims}`).digest("base64url")
  return `${header}.${claims}.${signature}`
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url")
}
