import { type Exact, exact, partsRounder, ZERO } from "./amounts"
import type { Booked } from "./booked"
import type { Books } from "./books"
import { withTax } from "./discounts"
import type { Item, Order, Product, ShippingMethod } from "./orders"

/** The amounts of a line, in the decimals of the currency. */
export type LineData = {
  id: string
  total: number
  tax_total: number
  discount_total: number
  discount_tax_total: number
  adjustments: Discount[]
}

export type Discount = { code: string; amount: number }

/** The lines of an order and the discounts of each code, rounded so that the lines add up to the totals. */
export type Lines = {
  items: LineData[]
  shippingMethods: LineData[]
  promotions: Discount[]
}

/** A function that rounds the parts of the discount of a code. */
type CodeRounder = (code: string, part: Exact) => Discount

export function linesOf(order: Order, booked: Books): Lines {
  const promotions = new Map<string, Exact>()
  const line = lineRounder(order.currency_code, codeRounder(order.currency_code, promotions))
  const items = booked.items.map((item) => ({ ...itemData(item), ...line(item) }))
  const shippingMethods = booked.shippingMethods.map(line)
  for (const promotion of order.promotions ?? []) {
    // The points of a promotion without effect are released.
    if (promotion?.code && !promotions.has(promotion.code)) {
      promotions.set(promotion.code, ZERO)
    }
  }
  return {
    items,
    shippingMethods,
    promotions: [...promotions].map(([code, amount]) => ({ code, amount: amount.toNumber() })),
  }
}

function lineRounder(currencyCode: string, discount: CodeRounder): (booked: Booked<Item | ShippingMethod>) => LineData {
  const total = partsRounder(currencyCode)
  const tax = partsRounder(currencyCode)
  const discountTotal = partsRounder(currencyCode)
  const discountTax = partsRounder(currencyCode)
  return (booked) => ({
    id: booked.line.id,
    total: total(booked.total.times(booked.share)),
    tax_total: tax(booked.tax.times(booked.share)),
    discount_total: discountTotal(booked.discount.times(booked.share)),
    discount_tax_total: discountTax(booked.discountTax.times(booked.share)),
    adjustments: discountsOf(booked).map(([code, amount]) => discount(code, amount)),
  })
}

function codeRounder(currencyCode: string, sums: Map<string, Exact>): CodeRounder {
  const rounders = new Map<string, ReturnType<typeof partsRounder>>()
  return (code, part) => {
    const rounder = rounders.get(code) ?? partsRounder(currencyCode)
    rounders.set(code, rounder)
    const amount = rounder(part)
    sums.set(code, (sums.get(code) ?? ZERO).plus(amount))
    return { code, amount }
  }
}

/** The discounts of a line, with tax. They come from the line, because the promotion may be deleted. */
function discountsOf({ line, share }: Booked<Item | ShippingMethod>): [string, Exact][] {
  const amounts = new Map<string, Exact>()
  for (const adjustment of line.adjustments ?? []) {
    if (adjustment.code) {
      const before = amounts.get(adjustment.code) ?? ZERO
      amounts.set(adjustment.code, before.plus(withTax(adjustment, line).times(share)))
    }
  }
  return [...amounts].sort(([one], [other]) => (one < other ? -1 : 1))
}

function itemData({ line, returned }: Booked<Item>): Record<string, unknown> {
  return {
    quantity: exact(line.quantity).toNumber(),
    returned_quantity: returned.toNumber(),
    is_giftcard: !!line.is_giftcard,
    product_id: line.product_id ?? null,
    variant_id: line.variant_id ?? null,
    product_type_id: line.product_type_id ?? null,
    product_type: line.product_type ?? null,
    product_collection: line.product_collection ?? null,
    ...(line.product ? { product: productData(line.product) } : {}),
  }
}

function productData({ id, type_id, collection_id, collection, categories, tags }: Product): Record<string, unknown> {
  return {
    id,
    type_id: type_id ?? null,
    collection_id: collection_id ?? null,
    collection: collection ? { handle: collection.handle, title: collection.title } : null,
    categories: inOrder(categories).map((category) => ({
      id: category.id,
      handle: category.handle,
      name: category.name,
    })),
    tags: inOrder(tags).map((tag) => ({ id: tag.id, value: tag.value })),
  }
}

function inOrder<T extends { id: string }>(all: (T | null)[] | null | undefined): T[] {
  return (all ?? []).filter((one): one is T => one !== null).sort((one, other) => (one.id < other.id ? -1 : 1))
}
