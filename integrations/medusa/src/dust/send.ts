import { createHmac } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { OrderEvent } from "./events"
import { fetchWithRetries, type HttpResult, isTemporary, type RetryPolicy } from "./retries"
import { type Settings, settings } from "./settings"

/**
 * About half a minute. With Redis, the other events of Medusa wait meanwhile; the event bus has a setting for more
 * attempts later.
 */
const RETRY_POLICY: RetryPolicy = { attempts: 6, timeout: 3_000, firstDelay: 500, maxDelay: 8_000 }

/**
 * Sends an event to Dust. An event that Dust rejects is logged and not sent again, because Dust would reject it again.
 *
 * @throws an error if Dust is unavailable, so that the event bus can try again
 */
export async function send(
  container: MedusaContainer,
  event: OrderEvent,
  to: Settings = settings(),
  retryPolicy: RetryPolicy = RETRY_POLICY
): Promise<void> {
  const body = JSON.stringify({
    specversion: "1.0",
    id: event.id,
    source: to.source,
    type: event.type,
    ...(event.time ? { time: event.time } : {}),
    datacontenttype: "application/json",
    data: event.data,
  })
  const result = await fetchWithRetries((signal) => post(event.id, body, to, signal), retryPolicy)
  const cause = `${result.status || "no answer"}: ${detail(result)}`
  if (isTemporary(result)) {
    throw new Error(`Dust did not accept event ${event.id} (${cause}). Send it again; a repeated event counts once.`)
  }
  if (result.status !== 200) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`Dust rejected event ${event.id} (${cause}).${hint(result)}`)
  }
}

/** Each attempt has a new signature, because a signature is valid for only a few minutes. */
function post(id: string, body: string, { url, secret }: Settings, signal: AbortSignal): Promise<Response> {
  const timestamp = Math.floor(Date.now() / 1000)
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64")
  return fetch(`${url}/events`, {
    method: "POST",
    headers: {
      "content-type": "application/cloudevents+json",
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": `v1,${signature}`,
    },
    body,
    redirect: "error",
    signal,
  })
}

function detail({ body }: HttpResult): string {
  try {
    const problem = JSON.parse(body) as { detail?: string; title?: string }
    return problem.detail ?? problem.title ?? ""
  } catch {
    return body.slice(0, 200)
  }
}

function hint({ status }: HttpResult): string {
  return status === 401 || status === 403
    ? " Set DUST_EVENT_SECRET to one of Dust's DUST_EVENT_SECRETS, check the clocks, and send the event again."
    : ""
}
