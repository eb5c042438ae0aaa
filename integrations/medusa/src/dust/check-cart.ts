import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { rounded } from "./amounts"
import { type Patience, persistently } from "./attempts"
import { type Discounted, discountsByCode, isPaidWithPoints } from "./discounts"
import { settings } from "./settings"
import { staffToken } from "./staff-token"

/** What the hook has of a cart, as far as it is looked at. */
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

/** A customer waits, and their cart is locked. */
const PATIENCE: Patience = { attempts: 2, timeout: 2_000, firstWait: 200, longestWait: 200 }

/**
 * Refuses a cart with a discount that no held points pay for, since completing a cart copies its discounts to the order
 * without asking whether they are still valid. A completed cart is only answered once more, and its points are spent.
 *
 * @throws a MedusaError whose message the customer can be shown
 */
export async function checkCart({ cart }: { cart: Cart }, { container }: { container: MedusaContainer }): Promise<void> {
  if (cart.completed_at) {
    return
  }
  for (const [code, exact] of discountsByCode(cart)) {
    const amount = rounded(exact, cart.currency_code)
    if (isPaidWithPoints(code) && amount > 0 && !(await isHeld(cart, code, amount, container))) {
      throw refused(`The points for discount ${code} are not held for this cart any more; remove it, or apply points again.`)
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
  const answer = await persistently((signal) => fetch(url, { headers, redirect: "error", signal }), PATIENCE)
  if (answer.status !== 200) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`Dust was asked for the points of a cart, and answered ${answer.status || answer.body}.${hint(answer.status)}`)
    throw refused("Your points cannot be checked at the moment; try again soon, or remove the discount that they pay for.")
  }
  return (JSON.parse(answer.body) as { holds: Hold[] }).holds
}

function hint(status: number): string {
  return status === 401 || status === 403 ? " Give Dust this backend's http.jwtSecret as DUST_MEDUSA_JWT_SECRET." : ""
}

function refused(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
}
