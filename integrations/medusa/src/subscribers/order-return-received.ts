import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { refunded } from "../dust/events"
import { findAll, findOne, findWholeOrder } from "../dust/orders"
import { type OrderChange, returnRefunds } from "../dust/returns"
import { send } from "../dust/send"

type Received = { order_id: string; return_id: string }

const CHANGE_FIELDS = ["id", "return_id", "version", "confirmed_at", "actions.action", "actions.details"]

/**
 * Returned items give back the points that paid for them. Medusa emits this event for each parcel, and also for a return
 * that is only requested. The confirmed changes of the order say which items arrived, and when.
 */
export default async function orderReturnReceived({ event, container }: SubscriberArgs<Received>): Promise<void> {
  const { order_id, return_id } = event.data
  if (await isReplaced(container, return_id)) {
    return
  }
  const order = await findWholeOrder(container, order_id)
  const filters = { order_id, status: "confirmed" }
  const changes = await findAll<OrderChange>(container, "order_change", CHANGE_FIELDS, filters)
  for (const { change, refund } of returnRefunds(order, changes)) {
    if (change.return_id === return_id) {
      await send(container, refunded(order, refund, change.confirmed_at))
    }
  }
}

/** Items that a claim replaces free of charge remain paid. */
async function isReplaced(container: MedusaContainer, returnId: string): Promise<boolean> {
  const { claim_id } = await findOne<{ claim_id?: string | null }>(container, "return", ["id", "claim_id"], returnId)
  if (!claim_id) {
    return false
  }
  const claim = await findOne<{ type: string }>(container, "order_claim", ["id", "type"], claim_id)
  return claim.type === "replace"
}

export const config: SubscriberConfig = {
  event: "order.return_received",
  context: { subscriberId: "dust-order-return-received" },
}
