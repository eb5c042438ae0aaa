import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { rounded } from "./amounts"
import { type Discounted, discountsByCode, isPaidWithPoints } from "./discounts"
import { fetchHolds } from "./holds"
import type { RetryPolicy } from "./retries"
import { ping } from "./send"
import { settings } from "./settings"
import { knownOfSignature } from "./signature"

/** The members of a cart that the check reads. */
export type Cart = {
  id: string
  currency_code: string
  completed_at?: Date | string | null
  customer?: { id: string } | null
  items?: Discounted[] | null
  shipping_methods?: Discounted[] | null
}

type Hold = {
  cart_id: string
  status: string
  discount: { code: string; amount: number; currency_code: string }
}

/** Short, because the customer waits and the cart is locked. */
const RETRY_POLICY: RetryPolicy = { attempts: 2, timeout: 2_000, firstDelay: 200, maxDelay: 200 }

/** How long it is known that Dust refuses or accepts the signature, in milliseconds. */
const REFUSED_FOR = 5_000
const ACCEPTED_FOR = 60_000

/**
 * Rejects a cart with a discount of Dust for which no points are held. Medusa does not check discounts again when it
 * completes a cart. A cart that is already completed passes: Medusa returns its order again, and the points are spent.
 *
 * @throws a MedusaError whose message can be shown to the customer
 */
export async function checkCart(
  { cart }: { cart: Cart },
  { container }: { container: MedusaContainer }
): Promise<void> {
  if (cart.completed_at) {
    return
  }
  for (const [code, exact] of discountsByCode([...(cart.items ?? []), ...(cart.shipping_methods ?? [])])) {
    const amount = rounded(exact, cart.currency_code)
    if (isPaidWithPoints(code) && amount > 0) {
      await requireSignature(container)
      await requireHold(cart, code, amount, container)
    }
  }
}

/** Dust must accept the order that follows. Otherwise, nobody would pay for its discount. */
async function requireSignature(container: MedusaContainer): Promise<void> {
  const known = knownOfSignature()
  if (!known || Date.now() - known.at > (known.isAccepted ? ACCEPTED_FOR : REFUSED_FOR)) {
    await ping(settings(), { ...RETRY_POLICY, attempts: 1 })
  }
  if (knownOfSignature()?.isAccepted === false) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error("A cart with a discount of Dust was rejected, because Dust refuses the signature of events.")
    throw rejected("Points cannot be used now. Remove the discount that the points pay for, or try again later.")
  }
}

async function requireHold(cart: Cart, code: string, amount: number, container: MedusaContainer): Promise<void> {
  const holds = cart.customer ? await heldBy(cart.customer.id, code, container) : []
  const isHeld = holds.some(
    ({ cart_id, status, discount }) =>
      cart_id === cart.id &&
      status === "held" &&
      discount.code === code.trim().toUpperCase() &&
      discount.currency_code.toLowerCase() === cart.currency_code.toLowerCase() &&
      discount.amount >= amount
  )
  if (!isHeld) {
    throw rejected(
      `The points for discount ${code} are no longer held for this cart. Remove the discount, or apply points again.`
    )
  }
}

async function heldBy(customerId: string, code: string, container: MedusaContainer): Promise<Hold[]> {
  const { status, body } = await fetchHolds(container, customerId, code.trim().toUpperCase(), settings(), RETRY_POLICY)
  if (status !== 200) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`The points of a cart could not be checked in Dust (${status || body}).${hint(status)}`)
    throw rejected("Your points cannot be checked now. Try again soon, or remove the discount that the points pay for.")
  }
  return (JSON.parse(body) as { holds: Hold[] }).holds
}

function hint(status: number): string {
  return status === 401 || status === 403
    ? " Set DUST_MEDUSA_JWT_SECRET of Dust to http.jwtSecret of this backend."
    : ""
}

function rejected(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
}
