import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

/** A number in any form of Medusa: a number, a string, a BigNumber, or the raw stored form. */
export type Amount = BigNumberInput | null | undefined

/** A number of any size and precision. */
export type Exact = ReturnType<typeof MathBN.convert>

export const ZERO: Exact = MathBN.convert(0)

/** @throws an error if the amount is not a number; a missing amount is 0 */
export function exact(amount: Amount): Exact {
  const number = MathBN.convert(amount ?? 0)
  if (!number.isFinite()) {
    throw new Error(`${JSON.stringify(amount)} is not an amount.`)
  }
  return number
}

export function sum(amounts: Iterable<Amount>): Exact {
  let total = ZERO
  for (const amount of amounts) {
    total = total.plus(exact(amount))
  }
  return total
}

export function least(one: Exact, other: Exact): Exact {
  return one.lt(other) ? one : other
}

export function greatest(one: Exact, other: Exact): Exact {
  return one.gt(other) ? one : other
}

/** Rounds to the decimals of the currency, half away from zero. Medusa computes taxes and discounts with more. */
export function rounded(amount: Amount, currencyCode: string): number {
  return exact(amount).decimalPlaces(decimals(currencyCode)).toNumber()
}

/** Half of the smallest amount of the currency: a difference of less is none. */
export function tolerance(currencyCode: string): Exact {
  return exact(5).shiftedBy(-decimals(currencyCode) - 1)
}

/**
 * A function that rounds the parts of a sum, in their order. It rounds the running sum, not each part, so that the rounded
 * parts add up to the rounded sum.
 */
export function partsRounder(currencyCode: string): (part: Amount) => number {
  let running = ZERO
  return (part) => {
    const before = exact(rounded(running, currencyCode))
    running = running.plus(exact(part))
    return exact(rounded(running, currencyCode)).minus(before).toNumber()
  }
}

function decimals(currencyCode: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: currencyCode })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
