import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { fetchHolds } from "./holds"
import { findAll } from "./orders"
import type { RetryPolicy } from "./retries"
import { ping } from "./send"
import { type Settings, settings } from "./settings"
import { isSignatureRefused, problemOf } from "./signature"

const RETRY_POLICY: RetryPolicy = { attempts: 3, timeout: 3_000, firstDelay: 500, maxDelay: 2_000 }

/** Proves the settings at the start of the backend. One line of the log says what is wrong and what would be right. */
export async function prove(container: MedusaContainer, to: Settings = settings()): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const problem = await problemWithDust(container, to)
  if (problem) {
    logger.error(`${problem} Until then, orders are not told to Dust; the catch-up job tells them later.`)
  } else if (!(await hasSecretKey(container))) {
    logger.warn(
      "Medusa has no secret API key. Create one in the admin, and set DUST_MEDUSA_API_KEY of Dust to it; " +
        "else Dust cannot create discounts."
    )
  } else {
    logger.info(`Dust at ${to.url} accepts the events of this backend, with source ${to.source}.`)
  }
}

async function problemWithDust(container: MedusaContainer, to: Settings): Promise<string | undefined> {
  return (
    problemOf(await ping(to, RETRY_POLICY), to) ?? (to.checksCarts ? await problemWithToken(container, to) : undefined)
  )
}

async function problemWithToken(container: MedusaContainer, to: Settings): Promise<string | undefined> {
  const result = await fetchHolds(container, "cus_0", "", to, RETRY_POLICY)
  return isSignatureRefused(result)
    ? `Dust refuses the tokens of this backend (${result.status}), so carts with points cannot be completed. ` +
        "Set DUST_MEDUSA_JWT_SECRET of Dust to http.jwtSecret of this backend."
    : undefined
}

async function hasSecretKey(container: MedusaContainer): Promise<boolean> {
  const filters = { type: "secret" }
  const keys = await findAll<{ revoked_at?: Date | null }>(container, "api_key", ["id", "revoked_at"], filters)
  return keys.some(({ revoked_at }) => !revoked_at || new Date(revoked_at) > new Date())
}
