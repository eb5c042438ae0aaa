import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { described, tellPeriod } from "../dust/catch-up"
import { settings } from "../dust/settings"

const DAY = 24 * 60 * 60 * 1000

/**
 * Tells Dust all orders that changed from a time until another: `medusa exec …/scripts/catch-up.js [from] [to]`. The
 * default is the period of the first run of the catch-up job, until now.
 */
export default async function tellPeriodAgain({ container, args }: ExecArgs): Promise<void> {
  const until = time(args[1], new Date())
  const since = time(args[0], new Date(until.getTime() - settings().catchUpDays * DAY))
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.info(`Dust is told the orders that changed from ${since.toISOString()} until ${until.toISOString()}.`)
  logger.info(`Dust was told ${described(await tellPeriod(container, { since, until }))}`)
}

function time(value: string | undefined, otherwise: Date): Date {
  const parsed = value ? new Date(value) : otherwise
  if (Number.isNaN(parsed.getTime())) {
    throw new Error(`${value} is not a time, for example 2026-01-31 or 2026-01-31T12:00:00Z.`)
  }
  return parsed
}
