import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { catchUp } from "../dust/catch-up"
import { settings } from "../dust/settings"

/** Tells Dust what it missed: while it was down, while its secret was another one, or when this backend was stopped. */
export default async function tellWhatWasMissed(container: MedusaContainer): Promise<void> {
  try {
    await catchUp(container)
  } catch (error) {
    // Medusa would log the error twice, and its stack, at every run until Dust is back.
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`The catch-up of Dust stopped, and goes on at its next run. ${(error as Error).message}`)
  }
}

export const config = {
  name: "dust-catch-up",
  schedule: settings().catchUpSchedule,
}
