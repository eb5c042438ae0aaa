import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Cursor, DustCatchUpService } from "../modules/dust-catch-up/service"
import { changedOrders, type Period, type Position } from "./changes"
import { type DustEvent, orderUpdated } from "./events"
import { findOrders, type Order } from "./orders"
import { type Outcomes, sendAll } from "./send"
import { settings } from "./settings"

const DAY = 24 * 60 * 60 * 1000

/** Orders of the last minutes are told again, because a transaction can end later than its time says. In milliseconds. */
const OVERLAP = 2 * 60 * 1000

let isRunning = false

/**
 * Tells Dust the orders that changed since the last run, page by page. After a page, the position is stored; so a run that
 * fails is continued by the next one. Dust knows nearly all of these orders already, and answers `duplicate`.
 *
 * @throws an error if Dust is unavailable or refuses the signature
 */
export async function catchUp(container: MedusaContainer, now: Date = new Date()): Promise<void> {
  if (isRunning) {
    return
  }
  isRunning = true
  try {
    const outcomes = await run(container, now)
    if (outcomes.applied > 0 || outcomes.refused > 0) {
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.info(`The catch-up of Dust has told ${described(outcomes)}`)
    }
  } finally {
    isRunning = false
  }
}

async function run(container: MedusaContainer, now: Date): Promise<Outcomes> {
  const cursors = container.resolve<DustCatchUpService>("dustCatchUp")
  const first = { since: new Date(now.getTime() - settings().catchUpDays * DAY), until: null, position: null }
  let cursor: Cursor = (await cursors.read()) ?? first
  const total = noOutcomes()
  while (cursor.until !== null || cursor.since.getTime() + OVERLAP < now.getTime()) {
    const period = { since: cursor.since, until: cursor.until ?? now }
    const told = await tellPeriod(container, period, cursor.position as Position | null, (position) =>
      cursors.write({ ...period, position })
    )
    addTo(total, told)
    cursor = { since: new Date(period.until.getTime() - OVERLAP), until: null, position: null }
    await cursors.write(cursor)
  }
  return total
}

/** Tells Dust all orders that changed in a period. */
export async function tellPeriod(
  container: MedusaContainer,
  period: Period,
  from?: Position | null,
  afterPage?: (position: Position) => Promise<void>
): Promise<Outcomes> {
  const total = noOutcomes()
  for await (const { orderIds, position } of changedOrders(container, period, from)) {
    const orders = await findOrders(container, orderIds)
    addTo(total, await sendAll(container, eventsOf(container, orders)))
    await afterPage?.(position)
  }
  return total
}

/** `3 orders: 1 applied, …` */
export function described({ applied, duplicate, ignored, refused }: Outcomes): string {
  const orders = applied + duplicate + ignored + refused
  return `${orders} orders: ${applied} applied, ${duplicate} known, ${ignored} without effect, ${refused} refused.`
}

/** An order that cannot be told does not keep the others from being told. */
function eventsOf(container: MedusaContainer, orders: Order[]): DustEvent[] {
  const events: DustEvent[] = []
  for (const order of orders) {
    try {
      events.push(orderUpdated(order))
    } catch (error) {
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.error(`Order ${order.id} cannot be told to Dust: ${(error as Error).message}`)
    }
  }
  return events
}

function noOutcomes(): Outcomes {
  return { applied: 0, duplicate: 0, ignored: 0, refused: 0 }
}

function addTo(total: Outcomes, more: Outcomes): void {
  for (const outcome of Object.keys(total) as (keyof Outcomes)[]) {
    total[outcome] += more[outcome]
  }
}
