import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Amount } from "./amounts"
import type { Discounted } from "./discounts"

export type Moment = Date | string | null | undefined

/** A stored row. Medusa changes its time with each change of it. */
export type Row = { created_at?: Moment; updated_at?: Moment }

export type Item = Discounted &
  Row & {
    id: string
    quantity: Amount
    is_giftcard?: boolean | null
    product_id?: string | null
    variant_id?: string | null
    product_type_id?: string | null
    product_type?: string | null
    product_collection?: string | null
    product?: Product | null
    detail?: (Row & ReturnQuantities) | null
  }

type ReturnQuantities = {
  return_requested_quantity?: Amount
  return_received_quantity?: Amount
  /** Units that came back damaged. */
  return_dismissed_quantity?: Amount
}

export type Product = {
  id: string
  type_id?: string | null
  type?: { value: string } | null
  collection_id?: string | null
  collection?: { handle: string; title: string } | null
  categories?: ({ id: string; handle: string; name: string } | null)[] | null
  tags?: ({ id: string; value: string } | null)[] | null
}

export type ShippingMethod = Discounted & Row & { id: string; detail?: Row | null }

export type CreditLine = Row & {
  id: string
  amount: Amount
  reference?: string | null
  reference_id?: string | null
}

export type Refund = Row & { id: string; amount: Amount; refund_reason?: { label?: string; code?: string } | null }

export type Payment = Row & { id: string; captures?: (Row & { amount: Amount })[] | null; refunds?: Refund[] | null }

export type PaymentCollection = Row & { id: string; status?: string | null; payments?: Payment[] | null }

export type Return = Row & {
  id: string
  status?: string | null
  exchange_id?: string | null
  claim_id?: string | null
  items?: { item_id: string; quantity: Amount; received_quantity?: Amount }[] | null
}

/** A claim of an order. Its additional items replace the claimed ones. */
export type Claim = Row & {
  id: string
  order_id: string
  type: string
  canceled_at?: Moment
  additional_items?: { item_id: string; is_additional_item?: boolean | null }[] | null
}

/** An order with all that decides about points. */
export type Order = Row & {
  id: string
  version?: number | null
  status?: string | null
  is_draft_order?: boolean | null
  customer_id?: string | null
  customer?: { has_account?: boolean | null } | null
  currency_code: string
  canceled_at?: Moment
  total: Amount
  items?: Item[] | null
  shipping_methods?: ShippingMethod[] | null
  credit_lines?: CreditLine[] | null
  transactions?: (Row & { amount: Amount })[] | null
  promotions?: ({ code?: string | null } | null)[] | null
  payment_collections?: (PaymentCollection | null)[] | null
  returns?: Return[] | null
  claims: Claim[]
}

const ORDER_FIELDS = [
  "id",
  "version",
  "status",
  "is_draft_order",
  "customer_id",
  "customer.has_account",
  "currency_code",
  "created_at",
  "updated_at",
  "canceled_at",
  "total",
  "items.*",
  "items.detail.*",
  "items.adjustments.*",
  "items.tax_lines.*",
  "items.product.id",
  "items.product.type_id",
  "items.product.type.value",
  "items.product.collection_id",
  "items.product.collection.handle",
  "items.product.collection.title",
  "items.product.categories.id",
  "items.product.categories.handle",
  "items.product.categories.name",
  "items.product.tags.id",
  "items.product.tags.value",
  "shipping_methods.*",
  "shipping_methods.adjustments.*",
  "shipping_methods.tax_lines.*",
  "credit_lines.*",
  "transactions.*",
  "promotions.code",
  "payment_collections.id",
  "payment_collections.status",
  "payment_collections.updated_at",
  "payment_collections.payments.id",
  "payment_collections.payments.updated_at",
  "payment_collections.payments.captures.*",
  "payment_collections.payments.refunds.*",
  "payment_collections.payments.refunds.refund_reason.label",
  "payment_collections.payments.refunds.refund_reason.code",
  "returns.*",
  "returns.items.*",
]

const CLAIM_FIELDS = [
  "id",
  "order_id",
  "type",
  "canceled_at",
  "updated_at",
  "additional_items.item_id",
  "additional_items.is_additional_item",
]

/** The orders with these ids, without drafts, as they are now. */
export async function findOrders(container: MedusaContainer, ids: string[]): Promise<Order[]> {
  if (ids.length === 0) {
    return []
  }
  const orders = await findAll<Omit<Order, "claims">>(container, "order", ORDER_FIELDS, { id: ids })
  const claims = await findAll<Claim>(container, "order_claim", CLAIM_FIELDS, { order_id: ids })
  return orders
    .filter(({ is_draft_order }) => !is_draft_order)
    .map((order) => ({ ...order, claims: claims.filter(({ order_id }) => order_id === order.id) }))
}

/** The order that a payment is for, if there is one already. */
export async function findOrderIdOfPayment(container: MedusaContainer, id: string): Promise<string | undefined> {
  type PaymentOfOrder = { payment_collection?: { order?: { id: string } | null } | null }
  const [payment] = await findAll<PaymentOfOrder>(container, "payment", ["id", "payment_collection.order.id"], { id })
  return payment?.payment_collection?.order?.id
}

/** A page of the rows that match, in the order of their ids. */
export async function findAll<T>(
  container: MedusaContainer,
  entity: string,
  fields: string[],
  filters: Record<string, unknown>,
  limit?: number
): Promise<T[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const pagination = limit === undefined ? {} : { pagination: { take: limit, order: { id: "ASC" } } }
  const { data } = await query.graph({ entity, fields, filters, ...pagination })
  return data as T[]
}
