import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Amount } from "./amounts"
import type { Discounted } from "./discounts"

/** The members of an order that every event needs. */
export type Order = {
  id: string
  customer_id?: string | null
  customer?: { has_account?: boolean | null } | null
  currency_code: string
  canceled_at?: Date | string | null
}

export type PaymentCollection = {
  status?: string | null
  amount: Amount
  captured_amount?: Amount
}

/** An order with its lines, totals and payments. */
export type WholeOrder = Order &
  Discounted & {
    created_at?: Date | string | null
    total: Amount
    subtotal?: Amount
    tax_total?: Amount
    shipping_total?: Amount
    shipping_tax_total?: Amount
    discount_total?: Amount
    gift_card_total?: Amount
    credit_line_total?: Amount
    promotions?: ({ code?: string | null } | null)[] | null
    payment_collections?: PaymentCollection[] | null
  }

export type Refund = {
  id: string
  amount: Amount
  created_at?: Date | string | null
}

export type Payment = {
  id: string
  captured_at?: Date | string | null
  refunds?: Refund[] | null
  payment_collection?: { order?: { id: string } | null } | null
}

const ORDER_FIELDS = ["id", "customer_id", "customer.has_account", "currency_code", "canceled_at"]

const WHOLE_ORDER_FIELDS = [
  ...ORDER_FIELDS,
  "created_at",
  "total",
  "subtotal",
  "tax_total",
  "shipping_total",
  "shipping_tax_total",
  "discount_total",
  "credit_line_total",
  "items.*",
  "items.adjustments.*",
  "items.tax_lines.*",
  "shipping_methods.*",
  "shipping_methods.adjustments.*",
  "shipping_methods.tax_lines.*",
  "promotions.code",
  "payment_collections.status",
  "payment_collections.amount",
  "payment_collections.captured_amount",
]

const PAYMENT_FIELDS = [
  "id",
  "captured_at",
  "refunds.id",
  "refunds.amount",
  "refunds.created_at",
  "payment_collection.order.id",
]

export function findOrder(container: MedusaContainer, id: string): Promise<Order> {
  return findOne<Order>(container, "order", ORDER_FIELDS, id)
}

export function findWholeOrder(container: MedusaContainer, id: string): Promise<WholeOrder> {
  return findOne<WholeOrder>(container, "order", WHOLE_ORDER_FIELDS, id)
}

export function findPayment(container: MedusaContainer, id: string): Promise<Payment> {
  return findOne<Payment>(container, "payment", PAYMENT_FIELDS, id)
}

export async function findOne<T>(
  container: MedusaContainer,
  entity: string,
  fields: string[],
  id: string
): Promise<T> {
  const [found] = await findAll<T>(container, entity, fields, { id })
  if (!found) {
    throw new Error(`Medusa has no ${entity} ${id}.`)
  }
  return found
}

export async function findAll<T>(
  container: MedusaContainer,
  entity: string,
  fields: string[],
  filters: Record<string, unknown>
): Promise<T[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity, fields, filters })
  return data as T[]
}
