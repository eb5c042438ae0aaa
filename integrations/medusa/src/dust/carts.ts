import type { MedusaContainer } from "@medusajs/framework/types"
import { decorateCartTotals } from "@medusajs/framework/utils"
import { type Amount, type Exact, exact, rounded, sum } from "./amounts"
import { type Discounted, isPaidWithPoints } from "./discounts"
import { findAll } from "./orders"

/** What Dust reads of a cart before it holds points for it; amounts in major units. */
export type CartData = {
  id: string
  customer_id: string | null
  currency_code: string
  total: number
  /** The total without the promotions of Dust: points may pay a share of it. */
  total_before_points: number
  /** What a discount of Dust can take off. */
  payable_with_points: number
  completed_at: string | null
}

type Cart = {
  id: string
  customer_id?: string | null
  currency_code: string
  total: Amount
  completed_at?: Date | string | null
  items?: (Discounted & { is_discountable?: boolean | null })[] | null
}

const FIELDS = [
  "id",
  "customer_id",
  "currency_code",
  "completed_at",
  "total",
  "items.*",
  "items.adjustments.*",
  "items.tax_lines.*",
]

export async function findCart(container: MedusaContainer, id: string): Promise<CartData | undefined> {
  const [cart] = await findAll<Cart>(container, "cart", FIELDS, { id })
  if (!cart) {
    return undefined
  }
  const payable = itemsTotal(cart, ({ code }) => !isPaidWithPoints(code))
  const reduction = payable.minus(itemsTotal(cart, () => true))
  return {
    id: cart.id,
    customer_id: cart.customer_id ?? null,
    currency_code: cart.currency_code,
    total: rounded(cart.total, cart.currency_code),
    total_before_points: rounded(exact(cart.total).plus(reduction), cart.currency_code),
    payable_with_points: rounded(payable, cart.currency_code),
    completed_at: cart.completed_at ? new Date(cart.completed_at).toISOString() : null,
  }
}

/** The items with tax, after some of their promotions. Medusa discounts no shipping, and not all items. */
function itemsTotal({ currency_code, items }: Cart, counts: (promotion: { code?: string | null }) => boolean): Exact {
  const payable = (items ?? [])
    .filter(({ is_discountable }) => is_discountable !== false)
    .map((item) => ({
      ...item,
      tax_lines: item.tax_lines?.map((line) => ({ ...line })),
      adjustments: item.adjustments?.filter(counts).map((adjustment) => ({ ...adjustment })),
    }))
  const totals = decorateCartTotals({ currency_code, items: payable } as unknown as Parameters<
    typeof decorateCartTotals
  >[0])
  return sum((totals as unknown as { items: { total: Amount }[] }).items.map(({ total }) => total))
}
