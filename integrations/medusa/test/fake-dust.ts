import { createHmac, timingSafeEqual } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

export const SECRET = `whsec_${Buffer.from("a secret of at least 24 bytes").toString("base64")}`
export const JWT_SECRET = "a-jwt-secret-of-at-least-32-bytes!"

export type ReceivedEvent = {
  specversion: string
  id: string
  source: string
  type: string
  time?: string
  datacontenttype: string
  data: Record<string, unknown>
}

export type FakeHold = {
  customer_id: string
  cart_id: string
  status: string
  discount: { code: string; amount: number; currency_code: string }
}

/**
 * How the next request fails. "slow" answers as Dust does, but after the client's timeout; "html" is not Dust; "late"
 * refuses a signature and has a clock that is ten minutes behind.
 */
export type Fault = number | "drop" | "slow" | "html" | "late"

/** The part of Dust that the plugin calls. It checks signatures and tokens itself. */
export class FakeDust {
  received: ReceivedEvent[] = []
  /** The number of events in each request with events. */
  batches: number[] = []
  /** The ids of events that Dust refuses. */
  refused: string[] = []
  holds: FakeHold[] = []
  faults: Fault[] = []
  calls = 0
  private readonly server = createServer((request, response) => {
    this.handle(request, response).catch((error: Error) => answer(response, 500, { detail: error.message }))
  })

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  reset(): void {
    Object.assign(this, { received: [], batches: [], refused: [], holds: [], faults: [], calls: 0 })
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.calls++
    const body = await text(request)
    const fault = this.faults.shift()
    if (fault === "drop") {
      request.socket.destroy()
    } else if (fault === "html") {
      response.writeHead(200, { "content-type": "text/html" }).end("<html></html>")
    } else if (fault === "late") {
      response.setHeader("date", new Date(Date.now() - 600_000).toUTCString())
      answer(response, 401, { detail: "The timestamp is too far off." })
    } else if (typeof fault === "number") {
      answer(response, fault, { title: "Fault", detail: "The test asked for this." })
    } else {
      const [status, content] = this.answerOf(request, body)
      await sleep(fault === "slow" ? 600 : 0)
      answer(response, status, content)
    }
  }

  private answerOf(request: IncomingMessage, body: string): [number, object] {
    const url = new URL(request.url ?? "", "http://dust")
    const customer = /^\/admin\/dust\/([^/]+)\/holds$/.exec(url.pathname)?.[1]
    if (request.method === "POST" && url.pathname === "/events") {
      return this.receive(request, body)
    }
    return request.method === "GET" && customer
      ? this.list(request, decodeURIComponent(customer), url.searchParams)
      : [404, { detail: "No resource at this path." }]
  }

  private receive(request: IncomingMessage, body: string): [number, object] {
    if (!isSigned(request, body)) {
      return [401, { detail: "The signature matches no known secret." }]
    }
    if (request.headers["content-type"] === "application/cloudevents-batch+json") {
      const events = JSON.parse(body) as ReceivedEvent[]
      this.batches.push(events.length)
      return events.length > 100
        ? [400, { detail: "The batch is too large." }]
        : [200, { outcomes: events.map((event) => this.outcomeOf(event)) }]
    }
    const event = JSON.parse(body) as ReceivedEvent
    this.batches.push(1)
    return this.refused.includes(event.id) ? [422, { detail: "total is missing." }] : [200, this.outcomeOf(event)]
  }

  private outcomeOf(event: ReceivedEvent): object {
    if (this.refused.includes(event.id)) {
      return { outcome: "refused", reason: "total is missing.", transactions: [] }
    }
    if (event.type === "dust.ping") {
      return { outcome: "ignored", reason: "The type is unknown.", transactions: [] }
    }
    const known = this.received.some(({ id, source }) => id === event.id && source === event.source)
    if (!known) {
      this.received.push(event)
    }
    return { outcome: known ? "duplicate" : "applied", reason: "", transactions: [] }
  }

  private list(request: IncomingMessage, customer: string, query: URLSearchParams): [number, object] {
    if (!isStaff(request.headers.authorization ?? "")) {
      return [401, { detail: "The token is not valid." }]
    }
    const holds = this.holds.filter(
      (hold) =>
        hold.customer_id === customer &&
        hold.discount.code === (query.get("code") ?? hold.discount.code) &&
        hold.status === query.get("status")
    )
    return [200, { holds, next_cursor: null }]
  }
}

function isSigned(request: IncomingMessage, body: string): boolean {
  const id = request.headers["webhook-id"]
  const timestamp = Number(request.headers["webhook-timestamp"])
  const key = Buffer.from(SECRET.replace("whsec_", ""), "base64")
  const expected = `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`
  return equal(expected, String(request.headers["webhook-signature"])) && Math.abs(Date.now() / 1000 - timestamp) < 300
}

function isStaff(authorization: string): boolean {
  const [header, claims, signature] = authorization.replace("Bearer ", "").split(".")
  const expected = createHmac("sha256", JWT_SECRET).update(`${header}.${claims}`).digest("base64url")
  if (!equal(expected, signature ?? "") || decoded(header).alg !== "HS256") {
    return false
  }
  const { actor_id, actor_type, iat, exp } = decoded(claims)
  return !!actor_id && actor_type === "user" && Number(exp) - Number(iat) === 60 && Number(exp) > Date.now() / 1000
}

function decoded(part: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(part ?? "", "base64url").toString()) as Record<string, unknown>
}

function equal(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) {
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString()
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
}
