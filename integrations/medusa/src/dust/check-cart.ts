import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { rounded } from "./amounts"
import { type Discounted, discountsByCode, isPaidWithPoints } from "./discounts"
import { fetchWithRetries, type RetryPolicy } from "./retries"
import { settings } from "./settings"
import { staffToken } from "./staff-token"

/** The members of a cart that the check reads. */
export type Cart = Discounted & {
  id: string
  currency_code: string
  completed_at?: Date | string | null
  customer?: { id: string } | null
}

type Hold = {
  cart_id: string
  status: string
  discount: { code: string; amount: number; currency_code: string }
}

/** Short, because the customer waits and the cart is locked. */
const RETRY_POLICY: RetryPolicy = { attempts: 2, timeout: 2_000, firstDelay: 200, maxDelay: 200 }

/**
 * Rejects a cart with a discount of Dust for which no points are held. Medusa does not check discounts again when it
 * completes a cart. A cart that is already completed passes: Medusa returns its order again, and the points are spent.
 *
 * @throws a MedusaError whose message can be shown to the customer
 */
export async function checkCart({ cart }: { cart: Cart }, { container }: { container: MedusaContainer }): Promise<void> {
  if (cart.completed_at) {
    return
  }
  for (const [code, exact] of discountsByCode(cart)) {
    const amount = rounded(exact, cart.currency_code)
    if (isPaidWithPoints(code) && amount > 0 && !(await isHeld(cart, code, amount, container))) {
      throw rejected(
        `The points for discount ${code} are no longer held for this cart. Remove the discount, or apply points again.`
      )
    }
  }
}

async function isHeld(cart: Cart, code: string, amount: number, container: MedusaContainer): Promise<boolean> {
  const holds = cart.customer ? await heldBy(cart.customer.id, code, container) : []
  return holds.some(
    ({ cart_id, status, discount }) =>
      cart_id === cart.id &&
      status === "held" &&
      discount.code === code &&
      discount.currency_code.toLowerCase() === cart.currency_code.toLowerCase() &&
      discount.amount >= amount
  )
}

async function heldBy(customerId: string, code: string, container: MedusaContainer): Promise<Hold[]> {
  const { http } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  const headers = { authorization: `Bearer ${staffToken(http)}` }
  const query = new URLSearchParams({ code, status: "held" })
  const url = `${settings().url}/admin/dust/${encodeURIComponent(customerId)}/holds?${query}`
  const { status, body } = await fetchWithRetries(
    (signal) => fetch(url, { headers, redirect: "error", signal }),
    RETRY_POLICY
  )
  if (status !== 200) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`The points of a cart could not be checked in Dust (${status || body}).${hint(status)}`)
    throw rejected("Your points cannot be checked now. Try again soon, or remove the discount that the points pay for.")
  }
  return (JSON.parse(body) as { holds: Hold[] }).holds
}

function hint(status: number): string {
  return status === 401 || status === 403 ? " Set DUST_MEDUSA_JWT_SECRET of Dust to http.jwtSecret of this backend." : ""
}

function rejected(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
}
