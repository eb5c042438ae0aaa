import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PromotionActions } from "@medusajs/framework/utils"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { isPaidWithPoints } from "../dust/discounts"

/**
 * Dust deletes the promotions of ended holds. Medusa keeps what refers to a deleted promotion: a cart or an order then has
 * a null among its promotions, and such a cart cannot be completed. So the code is removed from open carts, and the link
 * from everything else.
 */
export default async function promotionDeleted({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const promotion_id = event.data.id
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "promotion",
    fields: ["code"],
    filters: { id: promotion_id },
    withDeleted: true,
  })
  const code = data[0]?.code
  if (code && isPaidWithPoints(code)) {
    await removeFromOpenCarts(container, promotion_id, code)
    await removeLinks(container, promotion_id)
  }
}

async function removeFromOpenCarts(container: MedusaContainer, promotion_id: string, code: string): Promise<void> {
  for (const { cart_id, cart } of await links(
    container,
    "cart_promotion",
    ["cart_id", "cart.completed_at"],
    promotion_id
  )) {
    if (cart && !cart.completed_at) {
      await updateCartPromotionsWorkflow(container).run({
        input: {
          cart_id,
          promo_codes: [code],
          action: PromotionActions.REMOVE,
          force_refresh_payment_collection: true,
        },
        throwOnError: false,
      })
    }
  }
}

async function removeLinks(container: MedusaContainer, promotion_id: string): Promise<void> {
  const promotion = { [Modules.PROMOTION]: { promotion_id } }
  const carts = await links(container, "cart_promotion", ["cart_id"], promotion_id)
  const orders = await links(container, "order_promotion", ["order_id"], promotion_id)
  await container
    .resolve(ContainerRegistrationKeys.LINK)
    .dismiss([
      ...carts.map(({ cart_id }) => ({ [Modules.CART]: { cart_id }, ...promotion })),
      ...orders.map(({ order_id }) => ({ [Modules.ORDER]: { order_id }, ...promotion })),
    ])
}

type Link = { cart_id: string; order_id: string; cart?: { completed_at?: string | null } | null }

async function links(
  container: MedusaContainer,
  entity: string,
  fields: string[],
  promotion_id: string
): Promise<Link[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity, fields, filters: { promotion_id } } as never)
  return data as unknown as Link[]
}

export const config: SubscriberConfig = {
  event: "promotion.promotion.deleted",
  context: { subscriberId: "dust-promotion-deleted" },
}
