import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { orderUpdated } from "./events"
import { findOrders } from "./orders"
import { send } from "./send"

/** One change of an order emits several events at once; they are one message for Dust. In milliseconds. */
const TOGETHER = 50

const waiting = new Map<string, Promise<void>>()

/**
 * Tells Dust an order as it is now; a draft is not told.
 *
 * @throws an error if Dust is unavailable, so that the event bus can try again
 */
export function tell(container: MedusaContainer, orderId: string): Promise<void> {
  const told = waiting.get(orderId) ?? tellSoon(container, orderId)
  waiting.set(orderId, told)
  return told
}

async function tellSoon(container: MedusaContainer, orderId: string): Promise<void> {
  await sleep(TOGETHER)
  // What changes from now on is another message.
  waiting.delete(orderId)
  for (const order of await findOrders(container, [orderId])) {
    await send(container, orderUpdated(order))
  }
}
