import { type Amount, type Exact, exact, ZERO } from "./amounts"
import type { Claim, Item, Order, Return } from "./orders"

/** Quantities by the id of the item. */
export type Quantities = Map<string, Exact>

/**
 * How many units of each item came back, also damaged. A unit that a customer exchanges or has replaced counts at once:
 * from then on, Medusa counts on its return.
 */
export function returned(order: Order): Quantities {
  const quantities: Quantities = new Map()
  for (const { id, detail } of order.items ?? []) {
    add(quantities, id, detail?.return_received_quantity)
    add(quantities, id, detail?.return_dismissed_quantity)
  }
  for (const one of order.returns ?? []) {
    if (one.exchange_id || isReplacing(order.claims.find(({ id }) => id === one.claim_id))) {
      for (const { item_id, quantity, received_quantity } of open(one)) {
        add(quantities, item_id, exact(quantity).minus(exact(received_quantity)))
      }
    }
  }
  return quantities
}

/** How many units of each item a claim replaces and takes back. */
export function takenBack(order: Order, claim: Claim): Quantities {
  const quantities: Quantities = new Map()
  for (const one of (order.returns ?? []).filter(({ claim_id }) => claim_id === claim.id)) {
    const isOpen = open(one).length > 0
    for (const { item_id, quantity, received_quantity } of one.status === "canceled" ? [] : (one.items ?? [])) {
      add(quantities, item_id, isOpen ? quantity : received_quantity)
    }
  }
  return quantities
}

/** Whether a claim sends new items for the claimed ones, and was not canceled. */
export function isReplacing(claim: Claim | undefined): boolean {
  return claim?.type === "replace" && !claim.canceled_at
}

export function quantityOf({ quantity }: Item): Exact {
  return exact(quantity)
}

export function add(quantities: Quantities, id: string, quantity: Amount | Exact): void {
  quantities.set(id, (quantities.get(id) ?? ZERO).plus(exact(quantity)))
}

/** The items that may still arrive. */
function open({ status, items }: Return): NonNullable<Return["items"]> {
  return status === "requested" || status === "partially_received" ? (items ?? []) : []
}
