import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { canceled } from "../dust/events"
import { findOrder } from "../dust/orders"
import { send } from "../dust/send"

export default async function orderCanceled({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await send(container, canceled(await findOrder(container, event.data.id)))
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "dust-order-canceled" },
}
