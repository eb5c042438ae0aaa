import "server-only"
import { type Failure, type Hold, hold, isFailure, remove, type Result } from "./dust"

/** Whose cart it is, and how to reach it. */
export type Checkout = { token: string | undefined; cartId: string }

type Adjustment = { code?: string | null; amount: number; is_tax_inclusive?: boolean }
type Line = { adjustments?: Adjustment[] | null; tax_lines?: { rate: number }[] | null }
type MedusaCart = {
  id: string
  currency_code: string
  total: number
  promotions?: { code?: string | null }[] | null
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
  detail: "Your points are free again. Sign in with the account that they belong to, and try again.",
}

/**
 * Holds points, and has the cart reduced by what they pay. A cart that has such a discount gets another one instead.
 *
 * @param points as many as possible if not said
 */
export async function applyPoints(checkout: Checkout, points?: number): Promise<Result<{ hold: Hold }>> {
  const cart = await cartAfter(checkout, "GET")
  if (isFailure(cart)) {
    return cart
  }
  const held = await hold(checkout.token, { ...cart, total: totalWithoutPoints(cart) }, points)
  if (isFailure(held)) {
    return held
  }
  const { id, discount } = held.hold
  const reduced = await cartAfter(checkout, "POST", [discount.code])
  // Medusa answers 200 also when it has not used the code.
  if (!isFailure(reduced) && codes(reduced).includes(discount.code)) {
    return held
  }
  await remove(checkout.token, id)
  return NOT_APPLIED
}

/**
 * Takes the discount off the cart, and only then gives the points back.
 *
 * @param holdId of the hold, if it is known; without it, the points come back when their time is over
 */
export async function removePoints(checkout: Checkout, holdId?: string): Promise<Failure | undefined> {
  const cart = await cartAfter(checkout, "GET")
  if (isFailure(cart)) {
    return cart
  }
  const paidWithPoints = codes(cart).filter(isPaidWithPoints)
  const restored = paidWithPoints.length > 0 ? await cartAfter(checkout, "DELETE", paidWithPoints) : cart
  if (isFailure(restored)) {
    return restored
  }
  return holdId ? remove(checkout.token, holdId) : undefined
}

function codes({ promotions }: MedusaCart): string[] {
  return (promotions ?? []).flatMap(({ code }) => (code ? [code] : []))
}

function isPaidWithPoints(code: string): boolean {
  return /^DUST-[0-9A-F]{32}$/i.test(code)
}

/** Points may pay for all of the cart, so what they have taken off already is added again. */
function totalWithoutPoints({ total, items, shipping_methods }: MedusaCart): number {
  const discounts = [...(items ?? []), ...(shipping_methods ?? [])].flatMap(({ adjustments, tax_lines }) => {
    const rate = (tax_lines ?? []).reduce((sum, line) => sum + line.rate, 0)
    return (adjustments ?? [])
      .filter(({ code }) => code && isPaidWithPoints(code))
      .map(({ amount, is_tax_inclusive }) => (is_tax_inclusive ? amount : amount * (1 + rate / 100)))
  })
  return discounts.reduce((sum, discount) => sum + discount, total)
}

async function cartAfter(checkout: Checkout, method: string, promoCodes?: string[]): Promise<Result<MedusaCart>> {
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
