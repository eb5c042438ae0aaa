"use server"

import { revalidateTag } from "next/cache"
import { cookies } from "next/headers"
import { type Failure, type Hold, isFailure, type Result } from "./dust"
import { applyPoints, type Checkout, removePoints } from "./dust-checkout"

const HOLD_COOKIE = "_dust_hold_id"
const HOLD_COOKIE_SECONDS = 60 * 60 * 24 * 7
const NO_CART: Failure = { error: "There is no cart" }

/** Pays with points for the visitor's cart. @param points default: as many as possible */
export async function applyDust(points?: number): Promise<Result<{ hold: Hold }>> {
  const checkout = await visitorCheckout()
  if (!checkout) {
    return NO_CART
  }
  const applied = await applyPoints(checkout, points)
  if (!isFailure(applied)) {
    await storeHoldId(applied.hold.id)
  }
  await revalidateCart()
  return applied
}

/** Removes the discount from the visitor's cart, and returns the points. */
export async function removeDust(): Promise<Failure | undefined> {
  const checkout = await visitorCheckout()
  if (!checkout) {
    return NO_CART
  }
  const store = await cookies()
  const failure = await removePoints(checkout, store.get(HOLD_COOKIE)?.value)
  if (!failure) {
    store.delete(HOLD_COOKIE)
  }
  await revalidateCart()
  return failure
}

async function visitorCheckout(): Promise<Checkout | undefined> {
  const store = await cookies()
  const cartId = store.get("_medusa_cart_id")?.value
  return cartId ? { token: store.get("_medusa_jwt")?.value, cartId } : undefined
}

async function storeHoldId(holdId: string): Promise<void> {
  const store = await cookies()
  store.set(HOLD_COOKIE, holdId, {
    httpOnly: true,
    sameSite: "strict",
    secure: process.env.NODE_ENV === "production",
    maxAge: HOLD_COOKIE_SECONDS,
  })
}

/** Uses the cache tags of the starter. */
async function revalidateCart(): Promise<void> {
  const cacheId = (await cookies()).get("_medusa_cache_id")?.value
  if (cacheId) {
    revalidateTag(`carts-${cacheId}`)
    revalidateTag(`fulfillment-${cacheId}`)
  }
}
