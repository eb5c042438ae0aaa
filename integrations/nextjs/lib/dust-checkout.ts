import "server-only"
import { type Failure, type Hold, hold, isFailure, remove, type Result } from "./dust"

/** The cart, and the token of its customer. */
export type Checkout = { token: string | undefined; cartId: string }

type Adjustment = { code?: string | null; amount: number; is_tax_inclusive?: boolean }
type Line = { adjustments?: Adjustment[] | null; tax_lines?: { rate: number }[] | null }
type MedusaCart = {
  id: string
  currency_code: string
  total: number
  /** Medusa has a null for each promotion that is deleted; its code is still in the adjustments. */
  promotions?: ({ code?: string | null } | null)[] | null
  items?: Line[] | null
  shipping_methods?: Line[] | null
}

const TIMEOUT = 10_000
const LINE_FIELDS = ["adjustments.code", "adjustments.amount", "adjustments.is_tax_inclusive", "tax_lines.rate"]
const FIELDS = [
  "id",
  "currency_code",
  "total",
  "promotions.code",
  ...LINE_FIELDS.map((field) => `items.${field}`),
  ...LINE_FIELDS.map((field) => `shipping_methods.${field}`),
].join(",")
const NO_CART: Failure = { error: "The cart cannot be changed", detail: "Try again soon." }
const NOT_APPLIED: Failure = {
  error: "The points cannot be used for this cart",
  detail: "Your points are available again. Sign in with the account that has the points, and try again.",
}

/**
 * Holds points and adds their discount to the cart. A discount of Dust that the cart already has is replaced.
 *
 * @param points default: as many as possible
 */
export async function applyPoints(checkout: Checkout, points?: number): Promise<Result<{ hold: Hold }>> {
  const cart = await callMedusa(checkout, "GET")
  if (isFailure(cart)) {
    return cart
  }
  const held = await hold(checkout.token, { ...cart, total: totalWithoutPoints(cart) }, points)
  if (isFailure(held)) {
    return held
  }
  const { id, discount } = held.hold
  const changed = await callMedusa(checkout, "POST", [discount.code])
  // Medusa answers 200 even if it did not accept the code.
  if (!isFailure(changed) && codes(changed).includes(discount.code)) {
    return held
  }
  await remove(checkout.token, id)
  return NOT_APPLIED
}

/**
 * Removes the discount from the cart, and only then returns the points.
 *
 * @param holdId the hold, if it is known; otherwise the points return when the hold expires
 */
export async function removePoints(checkout: Checkout, holdId?: string): Promise<Failure | undefined> {
  const cart = await callMedusa(checkout, "GET")
  if (isFailure(cart)) {
    return cart
  }
  const paidWithPoints = codes(cart).filter(isPaidWithPoints)
  const restored = paidWithPoints.length > 0 ? await callMedusa(checkout, "DELETE", paidWithPoints) : cart
  if (isFailure(restored)) {
    return restored
  }
  return holdId ? remove(checkout.token, holdId) : undefined
}

function codes({ promotions, items, shipping_methods }: MedusaCart): string[] {
  const adjustments = [...(items ?? []), ...(shipping_methods ?? [])].flatMap((line) => line.adjustments ?? [])
  return [...new Set([...(promotions ?? []), ...adjustments].flatMap((one) => one?.code ?? []))]
}

function isPaidWithPoints(code: string): boolean {
  return /^DUST-[0-9A-F]{32}$/i.test(code)
}

/** The total without the discount of Dust: new points may pay for the whole cart. */
function totalWithoutPoints({ total, items, shipping_methods }: MedusaCart): number {
  const discounts = [...(items ?? []), ...(shipping_methods ?? [])].flatMap(({ adjustments, tax_lines }) => {
    const rate = (tax_lines ?? []).reduce((sum, line) => sum + line.rate, 0)
    return (adjustments ?? [])
      .filter(({ code }) => code && isPaidWithPoints(code))
      .map(({ amount, is_tax_inclusive }) => (is_tax_inclusive ? amount : amount * (1 + rate / 100)))
  })
  return discounts.reduce((sum, discount) => sum + discount, total)
}

async function callMedusa(checkout: Checkout, method: string, promoCodes?: string[]): Promise<Result<MedusaCart>> {
  const path = `/store/carts/${encodeURIComponent(checkout.cartId)}${promoCodes ? "/promotions" : ""}`
  try {
    const response = await fetch(`${process.env.MEDUSA_BACKEND_URL}${path}?fields=${FIELDS}`, {
      method,
      headers: {
        "content-type": "application/json",
        "x-publishable-api-key": process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY ?? "",
        ...(checkout.token ? { authorization: `Bearer ${checkout.token}` } : {}),
      },
      body: promoCodes && JSON.stringify({ promo_codes: promoCodes }),
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT),
    })
    return response.ok ? ((await response.json()) as { cart: MedusaCart }).cart : NO_CART
  } catch {
    return NO_CART
  }
}
