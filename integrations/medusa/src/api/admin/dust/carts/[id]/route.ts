import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findCart } from "../../../../../dust/carts"

/** The cart that Dust is asked to hold points for. Medusa lets in only its users and secret API keys. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { id } = request.params
  const cart = await findCart(request.scope, id ?? "")
  if (cart) {
    response.json({ cart })
  } else {
    response.status(404).json({ type: "dust_cart_not_found", message: `There is no cart ${id}.` })
  }
}
