import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { fetchWithRetries, type HttpResult, type RetryPolicy } from "./retries"
import type { Settings } from "./settings"
import { staffToken } from "./staff-token"

/** Asks Dust for the open holds of a customer with this code. */
export function fetchHolds(
  container: MedusaContainer,
  customerId: string,
  code: string,
  { url }: Settings,
  retryPolicy: RetryPolicy
): Promise<HttpResult> {
  const { http } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  const headers = { authorization: `Bearer ${staffToken(http)}` }
  const query = new URLSearchParams({ ...(code ? { code } : {}), status: "held" })
  const holds = `${url}/admin/dust/${encodeURIComponent(customerId)}/holds?${query}`
  return fetchWithRetries((signal) => fetch(holds, { headers, redirect: "error", signal }), retryPolicy)
}
