import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { rounded } from "../dust/amounts"
import { refunded } from "../dust/events"
import { findOrder, findPayment } from "../dust/orders"
import { send } from "../dust/send"

/** Medusa does not name the refund, so all refunds of the payment are sent; Dust counts each once. */
export default async function paymentRefunded({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const payment = await findPayment(container, event.data.id)
  const orderId = payment.payment_collection?.order?.id
  if (!orderId) {
    return
  }
  const order = await findOrder(container, orderId)
  for (const { id, amount, created_at } of payment.refunds ?? []) {
    await send(container, refunded(order, { id, amount: rounded(amount, order.currency_code) }, created_at))
  }
}

export const config: SubscriberConfig = {
  event: "payment.refunded",
  context: { subscriberId: "dust-payment-refunded" },
}
