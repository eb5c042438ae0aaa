import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { placed } from "../dust/events"
import { findWholeOrder } from "../dust/orders"
import { send } from "../dust/send"

export default async function orderPlaced({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await send(container, placed(await findWholeOrder(container, event.data.id)))
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "dust-order-placed" },
}
