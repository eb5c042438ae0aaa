import { setTimeout as sleep } from "node:timers/promises"

/** How often and how long to try a request; times are in milliseconds. */
export type RetryPolicy = {
  attempts: number
  timeout: number
  firstDelay: number
  maxDelay: number
}

/** The result of a request. Without a response, the status is 0 and the body is the reason. */
export type HttpResult = {
  status: number
  body: string
  /** The clock of the server. */
  date?: string | null
}

/** Repeats a request until its result is final or all attempts are used. */
export async function fetchWithRetries(
  request: (signal: AbortSignal) => Promise<Response>,
  policy: RetryPolicy
): Promise<HttpResult> {
  for (let attempt = 1; ; attempt++) {
    const result = await fetchOnce(request, policy.timeout)
    if (!isTemporary(result) || attempt >= policy.attempts) {
      return result
    }
    await sleep(delayAfter(attempt, policy))
  }
}

/** Whether the same request can have another result later. */
export function isTemporary({ status }: HttpResult): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500
}

async function fetchOnce(request: (signal: AbortSignal) => Promise<Response>, timeout: number): Promise<HttpResult> {
  try {
    const response = await request(AbortSignal.timeout(timeout))
    return { status: response.status, body: await response.text(), date: response.headers.get("date") }
  } catch (error) {
    return { status: 0, body: reason(error) }
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error)
  }
  // The message of fetch itself is only "fetch failed". The types of ES2021 do not know the cause of an error.
  const { cause } = error as { cause?: unknown }
  return cause instanceof Error && cause.message ? cause.message : error.message
}

/** Doubles with each attempt, and is random so that not all senders return at the same time. */
function delayAfter(attempt: number, { firstDelay, maxDelay }: RetryPolicy): number {
  const delay = Math.min(maxDelay, firstDelay * 2 ** (attempt - 1))
  return delay * (0.5 + Math.random() / 2)
}
