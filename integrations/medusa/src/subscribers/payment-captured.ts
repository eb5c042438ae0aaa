import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { isPaid, paid } from "../dust/events"
import { findPayment, findWholeOrder } from "../dust/orders"
import { send } from "../dust/send"

/** A payment without an order is not sent: the `order.placed` that follows says whether it is captured. */
export default async function paymentCaptured({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const payment = await findPayment(container, event.data.id)
  const orderId = payment.payment_collection?.order?.id
  if (!orderId) {
    return
  }
  const order = await findWholeOrder(container, orderId)
  if (isPaid(order)) {
    await send(container, paid(order, payment.captured_at))
  }
}

export const config: SubscriberConfig = {
  event: "payment.captured",
  context: { subscriberId: "dust-payment-captured" },
}
