import type { MedusaContainer } from "@medusajs/framework/types"
import { findAll } from "./orders"

/** From a time until before another. */
export type Period = { since: Date; until: Date }

/** The last row of a page. */
export type Position = { entity: (typeof ENTITIES)[number]; after: string }

export type Page = { orderIds: string[]; position: Position }

const PAGE = 50

/** A payment is changed without its order: Medusa leaves the time of the order as it is. */
const ENTITIES = ["order", "payment_collection"] as const

type Row = { id: string; order?: ChangedOrder | null }

type ChangedOrder = { id: string; updated_at: Date | string }

/**
 * The ids of the orders that changed in a period, page by page. The rows are read in the order of their ids, so that a
 * change during the reading moves no other row.
 */
export async function* changedOrders(
  container: MedusaContainer,
  period: Period,
  from?: Position | null
): AsyncGenerator<Page> {
  for (const entity of ENTITIES.slice(from ? ENTITIES.indexOf(from.entity) : 0)) {
    let after = from?.entity === entity ? from.after : ""
    for (;;) {
      const rows = await changedRows(container, entity, period, after)
      if (rows.length === 0) {
        break
      }
      after = rows[rows.length - 1]!.id
      yield {
        orderIds: entity === "order" ? rows.map(({ id }) => id) : ordersOf(rows, period),
        position: { entity, after },
      }
    }
  }
}

function changedRows(
  container: MedusaContainer,
  entity: Position["entity"],
  { since, until }: Period,
  after: string
): Promise<Row[]> {
  const fields = entity === "order" ? ["id"] : ["id", "order.id", "order.updated_at"]
  const filters = { updated_at: { $gte: since, $lt: until }, ...(after ? { id: { $gt: after } } : {}) }
  return findAll<Row>(container, entity, fields, filters, PAGE)
}

/** The orders of payments. One that changed itself was on a page of orders, and a cart has no order. */
function ordersOf(rows: Row[], { since, until }: Period): string[] {
  const ids = new Set<string>()
  for (const { order } of rows) {
    const changed = order && new Date(order.updated_at)
    if (order && changed && (changed < since || changed >= until)) {
      ids.add(order.id)
    }
  }
  return [...ids]
}
