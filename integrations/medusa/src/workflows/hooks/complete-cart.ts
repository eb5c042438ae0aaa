import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { checkCart } from "../../dust/check-cart"
import { settings } from "../../dust/settings"

// Medusa loads this file when it starts, so wrong settings end the start, and not the first order.
if (settings().checksCarts) {
  completeCartWorkflow.hooks.validate(checkCart)
}
