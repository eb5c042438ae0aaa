import { setTimeout as sleep } from "node:timers/promises"

/** How long to go on asking; times are in milliseconds. */
export type Patience = {
  attempts: number
  timeout: number
  firstWait: number
  longestWait: number
}

/** What came back; status 0 when nobody answered, and then the body says why. */
export type Answer = {
  status: number
  body: string
}

/** Asks until there is an answer that asking again would not change, or patience is at its end. */
export async function persistently(
  ask: (signal: AbortSignal) => Promise<Response>,
  patience: Patience
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await once(ask, patience.timeout)
    if (!isTemporary(answer) || attempt >= patience.attempts) {
      return answer
    }
    await sleep(waitAfter(attempt, patience))
  }
}

/** Whether the same request may be answered differently later. */
export function isTemporary({ status }: Answer): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500
}

async function once(ask: (signal: AbortSignal) => Promise<Response>, timeout: number): Promise<Answer> {
  try {
    const response = await ask(AbortSignal.timeout(timeout))
    return { status: response.status, body: await response.text() }
  } catch (error) {
    return { status: 0, body: reason(error) }
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error)
  }
  // What fetch itself says is only "fetch failed".
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message
}

/** Twice as long each time, and never the same for two senders, so that they do not all come back at once. */
function waitAfter(attempt: number, { firstWait, longestWait }: Patience): number {
  const longest = Math.min(longestWait, firstWait * 2 ** (attempt - 1))
  return longest * (0.5 + Math.random() / 2)
}
