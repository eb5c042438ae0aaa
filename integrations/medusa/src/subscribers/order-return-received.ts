import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { refunded } from "../dust/events"
import { findAll, findOne, findWholeOrder } from "../dust/orders"
import { type OrderChange, receipts } from "../dust/returns"
import { send } from "../dust/send"

type Received = { order_id: string; return_id: string }

const CHANGE_FIELDS = ["id", "return_id", "version", "confirmed_at", "actions.action", "actions.details"]

/**
 * Goods that came back give back the points that had paid for them. Medusa says so of each parcel of a return, and also of
 * a return that is only asked for; what has arrived, and when, is in the confirmed changes of the order.
 */
export default async function orderReturnReceived({ event, container }: SubscriberArgs<Received>): Promise<void> {
  const { order_id, return_id } = event.data
  if (await isReplaced(container, return_id)) {
    return
  }
  const order = await findWholeOrder(container, order_id)
  const filters = { order_id, status: "confirmed" }
  const changes = await findAll<OrderChange>(container, "order_change", CHANGE_FIELDS, filters)
  for (const { change, refund } of receipts(order, changes)) {
    if (change.return_id === return_id) {
      await send(container, refunded(order, refund, change.confirmed_at))
    }
  }
}

/** Goods that are replaced for nothing remain paid. */
async function isReplaced(container: MedusaContainer, returnId: string): Promise<boolean> {
  const { claim_id } = await findOne<{ claim_id?: string | null }>(container, "return", ["id", "claim_id"], returnId)
  return !!claim_id && (await findOne<{ type: string }>(container, "order_claim", ["id", "type"], claim_id)).type === "replace"
}

export const config: SubscriberConfig = {
  event: "order.return_received",
  context: { subscriberId: "dust-order-return-received" },
}
