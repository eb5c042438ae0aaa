import { createHash, createHmac } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { DustEvent } from "./events"
import { fetchWithRetries, type HttpResult, isTemporary, type RetryPolicy } from "./retries"
import { type Settings, settings } from "./settings"
import { isSignatureRefused, note, problemOfSignature, reasonOf } from "./signature"

/**
 * About ten seconds if nothing answers, half a minute at most. With Redis, the other events of Medusa wait meanwhile; the
 * event bus has a setting for more attempts later.
 */
const RETRY_POLICY: RetryPolicy = { attempts: 6, timeout: 3_000, firstDelay: 500, maxDelay: 8_000 }

/** The catch-up job runs again soon. */
const BATCH_RETRY_POLICY: RetryPolicy = { attempts: 2, timeout: 30_000, firstDelay: 500, maxDelay: 500 }

/** Dust accepts 100 events and 256 KiB. */
const MAX_BATCH = 100
const MAX_BATCH_BYTES = 200_000

/** How many events had which outcome. */
export type Outcomes = { applied: number; duplicate: number; ignored: number; refused: number }

type Outcome = keyof Outcomes

/**
 * Sends an event to Dust. An event that Dust rejects is logged and not sent again, because Dust would reject it again.
 *
 * @throws an error if Dust is unavailable, so that the event bus can try again
 */
export async function send(
  container: MedusaContainer,
  event: DustEvent,
  to: Settings = settings(),
  retryPolicy: RetryPolicy = RETRY_POLICY
): Promise<void> {
  const result = await post(event.id, cloudEvent(event, to), "application/cloudevents+json", to, retryPolicy)
  if (isTemporary(result)) {
    throw new Error(`Dust did not accept event ${event.id} (${cause(result)}). The catch-up job sends the order again.`)
  }
  if (result.status !== 200) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`Dust rejected event ${event.id} (${cause(result)}).${hint(result)}`)
  }
}

/**
 * Sends events in batches. Events that Dust refuses are logged.
 *
 * @throws an error if Dust is unavailable or refuses the signature; then the events have to be sent again
 */
export async function sendAll(
  container: MedusaContainer,
  events: DustEvent[],
  to: Settings = settings(),
  retryPolicy: RetryPolicy = BATCH_RETRY_POLICY
): Promise<Outcomes> {
  const outcomes: Outcomes = { applied: 0, duplicate: 0, ignored: 0, refused: 0 }
  for (const batch of batches(events, to)) {
    for (const outcome of await sendBatch(container, batch, to, retryPolicy)) {
      outcomes[outcome]++
    }
  }
  return outcomes
}

/** An event in the form of CloudEvents. */
type Cloud = { id: string; json: string }

async function sendBatch(
  container: MedusaContainer,
  batch: Cloud[],
  to: Settings,
  retryPolicy: RetryPolicy
): Promise<Outcome[]> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const body = `[${batch.map(({ json }) => json).join(",")}]`
  const id = `batch:${createHash("sha256").update(body).digest("base64url")}`
  const result = await post(id, body, "application/cloudevents-batch+json", to, retryPolicy)
  if (isTemporary(result) || isSignatureRefused(result)) {
    throw new Error(`Dust did not accept ${batch.length} events (${cause(result)}).${hint(result)}`)
  }
  if (result.status !== 200 && batch.length > 1) {
    // One of them can be too large; the others count.
    const alone: Outcome[] = []
    for (const event of batch) {
      alone.push(...(await sendBatch(container, [event], to, retryPolicy)))
    }
    return alone
  }
  return batch.map(({ id: event }, index) => {
    const { outcome, reason } = answersOf(result)[index] ?? { outcome: "refused", reason: cause(result) }
    if (outcome === "refused") {
      logger.error(`Dust rejected event ${event} (${reason}).`)
    }
    return outcome
  })
}

type Answer = { outcome: Outcome; reason: string }

function answersOf({ status, body }: HttpResult): Answer[] {
  return status === 200 ? (JSON.parse(body) as { outcomes: Answer[] }).outcomes : []
}

function* batches(events: DustEvent[], to: Settings): Generator<Cloud[]> {
  let batch: Cloud[] = []
  let bytes = 0
  for (const event of events) {
    const json = cloudEvent(event, to)
    const size = Buffer.byteLength(json) + 1
    if (batch.length >= MAX_BATCH || (batch.length > 0 && bytes + size > MAX_BATCH_BYTES)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push({ id: event.id, json })
    bytes += size
  }
  if (batch.length > 0) {
    yield batch
  }
}

function cloudEvent({ id, type, time, data }: DustEvent, { source }: Settings): string {
  return JSON.stringify({
    specversion: "1.0",
    id,
    source,
    type,
    ...(time ? { time } : {}),
    datacontenttype: "application/json",
    data,
  })
}

/** Each attempt has a new signature, because a signature is valid for only a few minutes. */
async function post(
  id: string,
  body: string,
  contentType: string,
  { url, secret }: Settings,
  retryPolicy: RetryPolicy
): Promise<HttpResult> {
  const result = await fetchWithRetries((signal) => {
    const timestamp = Math.floor(Date.now() / 1000)
    const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64")
    const headers = {
      "content-type": contentType,
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": `v1,${signature}`,
    }
    return fetch(`${url}/events`, { method: "POST", headers, body, redirect: "error", signal })
  }, retryPolicy)
  note(result)
  return result
}

/** Sends an event without effect. The result says whether Dust accepts the signature. */
export function ping(to: Settings, retryPolicy: RetryPolicy): Promise<HttpResult> {
  const event = { id: `dust.ping:${Date.now()}`, type: "dust.ping", data: {} }
  return post(event.id, cloudEvent(event, to), "application/cloudevents+json", to, retryPolicy)
}

function cause(result: HttpResult): string {
  return `${result.status || "no answer"}: ${reasonOf(result)}`
}

function hint(result: HttpResult): string {
  return isSignatureRefused(result) ? ` ${problemOfSignature(result)}` : ""
}
