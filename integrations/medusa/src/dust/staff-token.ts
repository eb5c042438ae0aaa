import { createHmac } from "node:crypto"
import type { ConfigModule } from "@medusajs/framework/types"

type HttpConfig = Pick<ConfigModule["projectConfig"]["http"], "jwtSecret" | "jwtPublicKey" | "jwtOptions">

const LIFETIME_SECONDS = 60

/** A staff token as this backend would sign it for one of its users, for one minute. */
export function staffToken({ jwtSecret, jwtPublicKey, jwtOptions }: HttpConfig): string {
  if (jwtPublicKey || !(typeof jwtSecret === "string" || Buffer.isBuffer(jwtSecret))) {
    throw new Error("Carts can only be checked by a backend whose http.jwtSecret is a string or a Buffer, for HS256.")
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
