import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { findOrderIdOfPayment } from "../dust/orders"
import { tell } from "../dust/tell"

/** The id of an order or of a payment; or of something of an order. */
type Changed = { id: string; order_id?: string }

/** Whatever happens to an order, Dust is told the order as it is now. */
export default async function orderChanged({ event, container }: SubscriberArgs<Changed>): Promise<void> {
  const { id, order_id } = event.data
  const orderId = event.name.startsWith("payment.") ? await findOrderIdOfPayment(container, id) : (order_id ?? id)
  // A payment without an order is not told. The order that follows says what was paid.
  if (orderId) {
    await tell(container, orderId)
  }
}

export const config: SubscriberConfig = {
  event: [
    "order.placed",
    "order.updated",
    "order.completed",
    "order.canceled",
    "order.archived",
    "order.return_requested",
    "order.return_received",
    "order.exchange_created",
    "order.claim_created",
    "order-edit.confirmed",
    "payment.captured",
    "payment.refunded",
    // Medusa has no other event for an accepted transfer, a canceled return, a canceled exchange or a canceled claim.
    "order.order.updated",
  ],
  context: { subscriberId: "dust-order-changed" },
}
