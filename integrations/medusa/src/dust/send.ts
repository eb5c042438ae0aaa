import { createHmac } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Answer, isTemporary, type Patience, persistently } from "./attempts"
import type { OrderEvent } from "./events"
import { type Settings, settings } from "./settings"

/**
 * About half a minute. With Redis, Medusa's other events wait behind this one, so waiting for longer is left to the
 * attempts that the event bus itself can be told to make.
 */
const PATIENCE: Patience = { attempts: 6, timeout: 3_000, firstWait: 500, longestWait: 8_000 }

/**
 * Tells Dust. What Dust refuses is logged, since it would refuse it again.
 *
 * @throws an error when Dust has not answered in time, so that an event bus with attempts left tries again
 */
export async function send(
  container: MedusaContainer,
  event: OrderEvent,
  to: Settings = settings(),
  patience: Patience = PATIENCE
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
  const answer = await persistently((signal) => post(event.id, body, to, signal), patience)
  const said = `${answer.status || "no answer"}: ${detail(answer)}`
  if (isTemporary(answer)) {
    throw new Error(`Dust could not be told of ${event.id} (${said}); tell it again, that does no harm.`)
  }
  if (answer.status !== 200) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`Dust has refused ${event.id} (${said})${hint(answer)}`)
  }
}

/** Signed anew each time, since a signature is valid for a few minutes only. */
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

function detail({ body }: Answer): string {
  try {
    const problem = JSON.parse(body) as { detail?: string; title?: string }
    return problem.detail ?? problem.title ?? ""
  } catch {
    return body.slice(0, 200)
  }
}

function hint({ status }: Answer): string {
  return status === 401 || status === 403
    ? " Set DUST_EVENT_SECRET to one of Dust's DUST_EVENT_SECRETS, keep the clocks right, and tell it again."
    : ""
}
