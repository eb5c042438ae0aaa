import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { checkCart } from "../../dust/check-cart"
import { settings } from "../../dust/settings"

// Medusa loads this file at startup, so wrong settings stop the start and not the first order.
if (settings().checksCarts) {
  completeCartWorkflow.hooks.validate(checkCart)
}
