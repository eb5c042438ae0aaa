import "server-only"

/** A title that a page can show, usually with a sentence that says why. The type is that of Dust's problem. */
export type Failure = { error: string; detail?: string; type?: string }

export type Result<T> = T | Failure

export type Cart = { id: string; currency_code: string; total: number }

export type Summary = {
  points: number
  held: number
  pending: number
  debt: number
  lifetime_earned: number
  lifetime_spent: number
}

export type Transaction = {
  id: string
  version: number
  kind: string
  points: number
  points_after: number
  reason: string | null
  reference: { type: string; id: string } | null
  occurred_at: string
}

export type History = { transactions: Transaction[]; next_cursor: string | null }

export type Quote = {
  cart_id: string
  earns: number
  spendable: {
    points: number
    amount: number
    currency_code: string
    limits: { limit: string; detail: string }[]
  }
}

export type Hold = {
  id: string
  cart_id: string
  points: number
  captured: number
  status: "held" | "captured" | "voided" | "expired"
  expires_at: string
  discount: { code: string; amount: number; currency_code: string }
}

const TIMEOUT = 5_000
const UNAUTHORIZED: Failure = { error: "Unauthorized" }
const UNAVAILABLE: Failure = { error: "Points are unavailable", detail: "Try again soon." }
const ENDED = ["urn:problem-type:dust:hold-ended", "urn:problem-type:dust:hold-not-found"]

export function isFailure(result: object | number): result is Failure {
  return typeof result === "object" && "error" in result
}

/** The points that a customer can spend; 0 for a visitor or an expired token. */
export async function balance(token: string | undefined): Promise<Result<number>> {
  const answer = await call<{ points: number }>(token, "GET", "")
  if (isFailure(answer)) {
    return answer.error === UNAUTHORIZED.error ? 0 : answer
  }
  return answer.points
}

export function summary(token: string | undefined): Promise<Result<Summary>> {
  return call(token, "GET", "/summary")
}

/** A page of a customer's history, newest first; `next_cursor` is the cursor of the next page. */
export function history(
  token: string | undefined,
  { limit = 20, cursor }: { limit?: number; cursor?: string } = {}
): Promise<Result<History>> {
  const query = new URLSearchParams({ limit: String(limit), ...(cursor ? { cursor } : {}) })
  return call(token, "GET", `/transactions?${query}`)
}

/** The points that a cart would earn, and the part of the cart that points can pay. */
export function quote(token: string | undefined, cart: Cart): Promise<Result<Quote>> {
  return call(token, "POST", "/quote", { cart_id: cart.id, currency_code: cart.currency_code, total: rounded(cart) })
}

/**
 * Holds points for a cart.
 *
 * @param cart its total is that without the discount of Dust
 * @param points default: as many as possible
 */
export function hold(token: string | undefined, cart: Cart, points?: number): Promise<Result<{ hold: Hold }>> {
  const { id: cart_id, currency_code } = cart
  return call(token, "POST", "/holds", { cart_id, currency_code, cart_total: rounded(cart), points })
}

/** Voids a hold, which returns its points. A hold that has already ended is not an error. */
export async function remove(token: string | undefined, holdId: string): Promise<Failure | undefined> {
  const answer = await call<{ hold: Hold }>(token, "DELETE", `/holds/${encodeURIComponent(holdId)}`)
  return isFailure(answer) && !ENDED.includes(answer.type ?? "") ? answer : undefined
}

/** Rounds to the decimals of the currency, as Dust does. Medusa computes taxes with more. */
function rounded({ total, currency_code }: Cart): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: currency_code })
  return Number(total.toFixed(format.resolvedOptions().maximumFractionDigits))
}

async function call<T extends object>(
  token: string | undefined,
  method: string,
  path: string,
  body?: object
): Promise<Result<T>> {
  if (!token) {
    return UNAUTHORIZED
  }
  try {
    const response = await fetch(`${process.env.DUST_URL}/store/dust${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { "content-type": "application/json" } : {}),
      },
      body: body && JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT),
    })
    const answer: unknown = await response.json()
    return response.ok ? (answer as T) : failure(response.status, answer as Failure)
  } catch {
    // The error itself is not returned: it can contain the request, and a page may show it.
    return UNAVAILABLE
  }
}

function failure(status: number, { error, detail, type }: Failure): Failure {
  if (status === 401) {
    return UNAUTHORIZED
  }
  return status >= 500 || !error ? UNAVAILABLE : { error, detail, type }
}
