import { randomUUID } from "node:crypto"
import type { Hold } from "../lib/dust"

/** The running Dust, and the tokens for it. */
export const CUSTOMER_TOKEN = required("DUST_CUSTOMER_TOKEN")
export const CUSTOMER_ID = required("DUST_CUSTOMER_ID")
const STAFF_TOKEN = required("DUST_STAFF_TOKEN")
const URL = required("DUST_URL")

function required(name: string): string {
  const value = process.env[name]
  if (!value) {
    throw new Error(`${name} is missing; the tests need a running Dust, the token and id of a customer, and a staff token.`)
  }
  return value
}

/** Sets the rate to one cent for a point, and adds points to the customer. */
export async function prepare(points: number): Promise<void> {
  const rate = "/admin/dust/redemption-rates/EUR"
  const etag = (await asStaff("GET", rate)).headers.get("etag")
  const precondition: Record<string, string> = etag ? { "if-match": etag } : { "if-none-match": "*" }
  await accepted(asStaff("PUT", rate, { rate: { numerator: 1, denominator: 1 } }, precondition))
  const added = { points, reason: "Tests of the storefront" }
  await accepted(asStaff("POST", `/admin/dust/${CUSTOMER_ID}/add`, added, { "idempotency-key": randomUUID() }))
}

/** The customer's points, as staff see them. */
export async function pointsNow(): Promise<number> {
  const response = await accepted(asStaff("GET", `/admin/dust/${CUSTOMER_ID}`))
  return ((await response.json()) as { dust_point: { points: number } }).dust_point.points
}

export async function heldNow(code?: string): Promise<Hold[]> {
  const query = new URLSearchParams({ status: "held", limit: "100", ...(code ? { code } : {}) })
  const response = await accepted(asStaff("GET", `/admin/dust/${CUSTOMER_ID}/holds?${query}`))
  return ((await response.json()) as { holds: Hold[] }).holds
}

/** Voids all holds, so that no test finds those of another test. */
export async function releaseAll(): Promise<void> {
  for (const { id } of await heldNow()) {
    const key = { "idempotency-key": randomUUID() }
    await accepted(asStaff("POST", `/admin/dust/${CUSTOMER_ID}/holds/${id}/void`, undefined, key))
  }
}

function asStaff(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${URL}${path}`, {
    method,
    headers: { authorization: `Bearer ${STAFF_TOKEN}`, "content-type": "application/json", ...headers },
    body: body && JSON.stringify(body),
  })
}

async function accepted(request: Promise<Response>): Promise<Response> {
  const response = await request
  if (!response.ok) {
    throw new Error(`Dust answered ${response.status}: ${await response.text()}`)
  }
  return response
}
