import { decorateCartTotals } from "@medusajs/framework/utils"
import { type Amount, type Exact, exact, sum, ZERO } from "./amounts"
import type { Item, Order, ShippingMethod } from "./orders"
import { quantityOf } from "./returns"

/** What the units of a line cost, also those that came back; with tax, after discounts. */
export type Booked<T> = {
  line: T
  returned: Exact
  /** The part of the line that the customer is charged for: less than 1 for a replacement. */
  share: Exact
  total: Exact
  tax: Exact
  discount: Exact
  discountTax: Exact
}

type Totals = { total: Amount; tax_total: Amount; discount_total: Amount; discount_tax_total: Amount }

/** The total of all lines, or of a part of them. */
export function totalOf(lines: Booked<unknown>[]): Exact {
  return sum(lines.map(({ total, share }) => total.times(share)))
}

/** What some units of an item cost. */
export function priceOf({ line, total }: Booked<Item>, quantity: Exact): Exact {
  return total.times(quantity).div(quantityOf(line))
}

/** The lines of an order, as if nothing came back. */
export function asOrdered(order: Order): {
  items: Booked<Item>[]
  shippingMethods: Booked<ShippingMethod>[]
} {
  const items = sorted(order.items).filter((item) => quantityOf(item).gt(0))
  const shippingMethods = sorted(order.shipping_methods)
  const ordered = decorateCartTotals({
    currency_code: order.currency_code,
    items: items.map((item) => ({ ...copied(item), detail: undefined })),
    shipping_methods: shippingMethods.map(copied),
  } as unknown as Parameters<typeof decorateCartTotals>[0]) as unknown as {
    items: Totals[]
    shipping_methods: Totals[]
  }
  return {
    items: items.map((item, index) => booked(item, ordered.items[index])),
    shippingMethods: shippingMethods.map((method, index) => booked(method, ordered.shipping_methods[index])),
  }
}

function booked<T>(line: T, totals: Totals | undefined): Booked<T> {
  return {
    line,
    returned: ZERO,
    share: exact(1),
    total: exact(totals?.total),
    tax: exact(totals?.tax_total),
    discount: exact(totals?.discount_total),
    discountTax: exact(totals?.discount_tax_total),
  }
}

/** Medusa calculates in place, also in the lines of taxes and discounts. */
function copied<T extends Item | ShippingMethod>(line: T): T {
  return {
    ...line,
    tax_lines: line.tax_lines?.map((one) => ({ ...one })),
    adjustments: line.adjustments?.map((one) => ({ ...one })),
  }
}

function sorted<T extends { id: string }>(lines: T[] | null | undefined): T[] {
  return [...(lines ?? [])].sort((one, other) => (one.id < other.id ? -1 : 1))
}
