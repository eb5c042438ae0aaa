import type { BigNumberInput } from "@medusajs/framework/types"

/** However Medusa has a number: plain, as text, as its BigNumber, or raw as it is stored. */
export type Amount = BigNumberInput | null | undefined

/** As a plain number; what is not there is 0. */
export function toNumber(amount: Amount): number {
  if (amount === null || amount === undefined) {
    return 0
  }
  const plain = typeof amount === "object" && "value" in amount ? amount.value : amount
  const number = Number(plain)
  if (!Number.isFinite(number)) {
    throw new Error(`${JSON.stringify(amount)} is no amount.`)
  }
  return number
}

/** With the decimals that the currency has: Medusa computes taxes with more, and Dust takes no more. */
export function rounded(amount: Amount, currencyCode: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: currencyCode,
  }).resolvedOptions()
  return Number(toNumber(amount).toFixed(maximumFractionDigits))
}
