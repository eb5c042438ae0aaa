import type { HttpResult } from "./retries"
import type { Settings } from "./settings"

/** Dust allows five minutes. */
const MAX_CLOCK_DIFFERENCE_SECONDS = 240

type Known = { isAccepted: boolean; at: number }

let known: Known | undefined

/** Remembers whether Dust has accepted the signature of a request. */
export function note(result: HttpResult): void {
  if (result.status === 200 || isSignatureRefused(result)) {
    known = { isAccepted: result.status === 200, at: Date.now() }
  }
}

/** What the last requests have shown; nothing before the first one. */
export function knownOfSignature(): Readonly<Known> | undefined {
  return known
}

export function isSignatureRefused({ status }: HttpResult): boolean {
  return status === 401 || status === 403
}

/** What a response of Dust says about its reason. */
export function reasonOf({ body }: HttpResult): string {
  try {
    const problem = JSON.parse(body) as { detail?: string; title?: string }
    return problem.detail ?? problem.title ?? ""
  } catch {
    return body.slice(0, 200)
  }
}

/** What to set, if Dust refuses a signature. */
export function problemOfSignature({ date }: HttpResult): string {
  const ahead = date ? Math.round((Date.now() - Date.parse(date)) / 1000) : 0
  return Math.abs(ahead) > MAX_CLOCK_DIFFERENCE_SECONDS
    ? `The clock of this backend is ${Math.abs(ahead)} seconds ${ahead > 0 ? "ahead of" : "behind"} the clock of Dust; correct it.`
    : "Set DUST_EVENT_SECRET (option eventSecret) to one of Dust's DUST_EVENT_SECRETS."
}

/** What is wrong if a ping has this result, and what would be right; nothing if all is well. */
export function problemOf(result: HttpResult, { url }: Settings): string | undefined {
  if (isSignatureRefused(result)) {
    return `Dust refuses the signature of events (${result.status}: ${reasonOf(result)}). ${problemOfSignature(result)}`
  }
  if (result.status === 0) {
    return `Dust does not answer at ${url} (${reasonOf(result)}). Start it, or correct DUST_URL (option url).`
  }
  if (result.status >= 500 || result.status === 429) {
    return `Dust at ${url} cannot process events now (${result.status}: ${reasonOf(result)}).`
  }
  return result.status === 200 && isOutcome(result.body)
    ? undefined
    : `There is no Dust at ${url} (${result.status} for POST /events). Correct DUST_URL (option url).`
}

function isOutcome(body: string): boolean {
  try {
    return typeof (JSON.parse(body) as { outcome?: unknown }).outcome === "string"
  } catch {
    return false
  }
}
