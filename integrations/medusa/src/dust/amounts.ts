import type { BigNumberInput } from "@medusajs/framework/types"

/** A number in any form of Medusa: a number, a string, a BigNumber, or the raw stored form. */
export type Amount = BigNumberInput | null | undefined

/** The amount as a plain number; a missing amount is 0. */
export function toNumber(amount: Amount): number {
  if (amount === null || amount === undefined) {
    return 0
  }
  const plain = typeof amount === "object" && "value" in amount ? amount.value : amount
  const number = Number(plain)
  if (!Number.isFinite(number)) {
    throw new Error(`${JSON.stringify(amount)} is not an amount.`)
  }
  return number
}

/** Rounds to the decimals of the currency. Medusa computes taxes with more, and Dust rejects more. */
export function rounded(amount: Amount, currencyCode: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: currencyCode,
  }).resolvedOptions()
  return Number(toNumber(amount).toFixed(maximumFractionDigits))
}
