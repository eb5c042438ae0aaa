import { readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { DUST_URL, MEDUSA_URL, staffToken, until } from "./processes.mjs"

let ids

/** The ids and keys of the seeded shop. */
export function seeded() {
  ids ??= JSON.parse(readFileSync(join(process.env.WORK, "seed.json"), "utf8"))
  return ids
}

/** The JSON of a response. */
export async function call(base, method, path, body, headers = {}) {
  const response = await fetch(base + path, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) {
    throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { status: response.status, text })
  }
  return JSON.parse(text)
}

export function store(method, path, body, customer) {
  return call(MEDUSA_URL, method, path, body, { "x-publishable-api-key": seeded().publishable, ...customer?.headers })
}

export function admin(method, path, body) {
  const authorization = `Basic ${Buffer.from(`${seeded().secret}:`).toString("base64")}`
  return call(MEDUSA_URL, method, path, body, { authorization })
}

export function ofDust(method, path, body, headers = { authorization: `Bearer ${staffToken()}` }) {
  return call(DUST_URL, method, path, body, headers)
}

export async function register() {
  const email = `${Date.now()}${Math.random().toString(36).slice(2)}@example.com`
  const login = { email, password: "a password" }
  const { token: registration } = await store("POST", "/auth/customer/emailpass/register", login)
  const { customer } = await store("POST", "/store/customers", { email }, bearer(registration))
  const { token } = await store("POST", "/auth/customer/emailpass", login)
  return { id: customer.id, email, ...bearer(token) }
}

function bearer(token) {
  return { headers: { authorization: `Bearer ${token}` } }
}

/** A cart with quantities of mugs and pens. */
export async function fill({ mug = 0, pen = 0 }, customer) {
  const items = Object.entries({ mug, pen }).filter(([, quantity]) => quantity > 0)
  const { cart } = await store(
    "POST",
    "/store/carts",
    {
      region_id: seeded().region,
      email: customer?.email ?? "guest@example.com",
      shipping_address: {
        first_name: "Ada",
        last_name: "L",
        address_1: "1",
        city: "B",
        country_code: "de",
        postal_code: "1",
      },
      items: items.map(([name, quantity]) => ({ variant_id: seeded()[name], quantity })),
    },
    customer
  )
  await store("POST", `/store/carts/${cart.id}/shipping-methods`, { option_id: seeded().shipping }, customer)
  return cart.id
}

/** Completes a cart; the payment is authorized, not captured. */
export async function complete(cartId, customer) {
  const { payment_collection } = await store("POST", "/store/payment-collections", { cart_id: cartId }, customer)
  const session = { provider_id: "pp_system_default" }
  await store("POST", `/store/payment-collections/${payment_collection.id}/payment-sessions`, session, customer)
  const { order, error } = await completion(cartId, customer)
  if (!order) {
    throw new Error(error.message ?? JSON.stringify(error))
  }
  return order.id
}

/** Medusa answers 409 when two requests at once need the same row, and says that a client may retry. */
async function completion(cartId, customer, attempts = 3) {
  try {
    return await store("POST", `/store/carts/${cartId}/complete`, {}, customer)
  } catch (error) {
    if (error.status !== 409 || attempts <= 1) {
      throw error
    }
    await sleep(3_000)
    return completion(cartId, customer, attempts - 1)
  }
}

export async function place(quantities, customer) {
  return complete(await fill(quantities, customer), customer)
}

export async function orderOf(id) {
  const fields = "+items.detail.*,*payment_collections.payments,*fulfillments,*returns,+summary"
  return (await admin("GET", `/admin/orders/${id}?fields=${fields}`)).order
}

export async function itemOf(id, title) {
  return (await orderOf(id)).items.find((item) => item.title === title)
}

/** Captures what is authorized, and marks as paid what an edit has added. */
export async function pay(id) {
  for (const { id: collection, status, payments } of (await orderOf(id)).payment_collections) {
    for (const payment of payments ?? []) {
      if (!payment.captured_at && !payment.canceled_at) {
        await admin("POST", `/admin/payments/${payment.id}/capture`, {})
      }
    }
    if (status === "not_paid") {
      await admin("POST", `/admin/payment-collections/${collection}/mark-as-paid`, { order_id: id })
    }
  }
}

export async function refund(id, amount) {
  const payments = (await orderOf(id)).payment_collections.flatMap((collection) => collection.payments ?? [])
  const { id: payment } = payments.find(({ captured_at }) => captured_at)
  await admin("POST", `/admin/payments/${payment}/refund`, { amount })
}

/** Edits an order: new quantities by the title of the item, or more of a variant. */
export async function edit(id, { quantities = {}, more = {} }) {
  await admin("POST", "/admin/order-edits", { order_id: id })
  for (const [title, quantity] of Object.entries(quantities)) {
    await admin("POST", `/admin/order-edits/${id}/items/item/${(await itemOf(id, title)).id}`, { quantity })
  }
  for (const [name, quantity] of Object.entries(more)) {
    await admin("POST", `/admin/order-edits/${id}/items`, { items: [{ variant_id: seeded()[name], quantity }] })
  }
  await admin("POST", `/admin/order-edits/${id}/confirm`, {})
}

/** Everything is delivered, so that it can be returned. */
export async function deliver(id) {
  for (const item of (await orderOf(id)).items) {
    const items = [{ id: item.id, quantity: item.quantity }]
    await admin("POST", `/admin/orders/${id}/fulfillments`, { location_id: seeded().location, items })
    const { fulfillments } = await orderOf(id)
    const { id: fulfillment } = fulfillments.find(({ shipped_at }) => !shipped_at)
    await admin("POST", `/admin/orders/${id}/fulfillments/${fulfillment}/shipments`, { items })
    await admin("POST", `/admin/orders/${id}/fulfillments/${fulfillment}/mark-as-delivered`, {})
  }
}

export async function requestReturn(id, title, quantity) {
  const { return: one } = await admin("POST", "/admin/returns", { order_id: id })
  const items = [{ id: (await itemOf(id, title)).id, quantity }]
  await admin("POST", `/admin/returns/${one.id}/request-items`, { items })
  await admin("POST", `/admin/returns/${one.id}/request`, {})
  return one.id
}

export async function receive(returnId, id, title, quantity) {
  const items = [{ id: (await itemOf(id, title)).id, quantity }]
  await admin("POST", `/admin/returns/${returnId}/receive`, {})
  await admin("POST", `/admin/returns/${returnId}/receive-items`, { items })
  await admin("POST", `/admin/returns/${returnId}/receive/confirm`, {})
}

/** Sends a pen for a unit of an item: an exchange, or a claim that replaces. */
export async function replace(kind, id, title) {
  const item = (await itemOf(id, title)).id
  const created = await admin("POST", `/admin/${kind}s`, {
    order_id: id,
    ...(kind === "claim" ? { type: "replace" } : {}),
  })
  const path = `/admin/${kind}s/${created[kind].id}`
  if (kind === "claim") {
    await admin("POST", `${path}/claim-items`, { items: [{ id: item, quantity: 1 }] })
  }
  await admin("POST", `${path}/inbound/items`, { items: [{ id: item, quantity: 1 }] })
  await admin("POST", `${path}/outbound/items`, { items: [{ variant_id: seeded().pen, quantity: 1 }] })
  await admin("POST", `${path}/request`, {})
  return { path, returnId: (await orderOf(id)).returns.at(-1).id }
}

/** Gives the order of a guest to a customer. */
export async function transfer(id, customer) {
  await store("POST", `/store/orders/${id}/transfer/request`, {}, customer)
  const { order_changes } = await changesOf(id)
  const token = order_changes.flatMap(({ actions }) => actions).find(({ details }) => details?.token).details.token
  await store("POST", `/store/orders/${id}/transfer/accept`, { token })
}

function changesOf(id) {
  return admin("GET", `/admin/orders/${id}/changes?fields=*actions`)
}

/** What Dust knows of a customer: points, held, pending, debt. */
export async function balanceOf({ id }) {
  const { dust_point } = await ofDust("GET", `/admin/dust/${id}`)
  return [dust_point.points, dust_point.held, dust_point.pending, dust_point.debt]
}

/** Waits until the customer has this balance in Dust. */
export async function expectBalance(customer, expected, milliseconds = 20_000) {
  let balance
  await until(`${customer.id} has ${expected}`, milliseconds, async () => {
    balance = await balanceOf(customer)
    return String(balance) === String(expected)
  }).catch((error) => {
    throw new Error(`${customer.id} has ${balance}, but ${expected} is right`, { cause: error })
  })
}
