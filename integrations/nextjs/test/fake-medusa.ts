import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export const PUBLISHABLE_KEY = "pk_test"

const TAX_RATE = 20

/** The promotion codes of a Medusa with one cart of 10.00 EUR. */
export class FakeMedusa {
  codes = new Map<string, number>()
  calls: string[] = []
  /** The status with which all calls of an HTTP method fail. */
  failing: { [method: string]: number } = {}
  /** Whether codes are ignored without an error, as Medusa does with the code of another customer. */
  ignoring = false
  /** Whether the promotions of the cart are deleted, which leaves the adjustments. */
  deleted = false

  /** @param amountOf the discount of a code; undefined if no promotion has the code */
  constructor(private readonly amountOf: (code: string) => Promise<number | undefined>) {}

  private readonly server = createServer((request, response) => {
    this.handle(request, response).catch((error: Error) => answer(response, 500, { message: error.message }))
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
    this.codes.clear()
    Object.assign(this, { calls: [], failing: {}, ignoring: false, deleted: false })
  }

  get total(): number {
    return [...this.codes.values()].reduce((total, amount) => total - amount, 10)
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? ""
    const { pathname, searchParams } = new URL(request.url ?? "", "http://medusa")
    this.calls.push(`${method} ${pathname}`)
    const failure = this.failing[method] ?? (request.headers["x-publishable-api-key"] === PUBLISHABLE_KEY ? undefined : 400)
    const { promo_codes } = JSON.parse((await text(request)) || "{}") as { promo_codes?: string[] }
    if (failure || !searchParams.get("fields")?.includes("promotions.code")) {
      answer(response, failure ?? 400, { type: "invalid_data", message: "The test asked for this." })
    } else if (method === "GET" ? pathname !== "/store/carts/cart_1" : pathname !== "/store/carts/cart_1/promotions") {
      answer(response, 404, { type: "not_found" })
    } else {
      answer(response, (await this.change(method, promo_codes ?? [])) ? 200 : 400, { cart: this.cart() })
    }
  }

  /** Whether all codes have a promotion. */
  private async change(method: string, codes: string[]): Promise<boolean> {
    for (const code of codes) {
      const amount = await this.amountOf(code)
      if (method === "DELETE") {
        this.codes.delete(code)
      } else if (amount === undefined) {
        return false
      } else if (!this.ignoring) {
        this.codes.set(code, amount)
      }
    }
    return true
  }

  private cart(): object {
    const codes = [...this.codes]
    const tax_lines = [{ rate: TAX_RATE }]
    const adjustments = codes.map(([code, amount]) => ({ code, amount: amount / 2, is_tax_inclusive: true }))
    const untaxed = codes.map(([code, amount]) => ({ code, amount: amount / 2 / (1 + TAX_RATE / 100) }))
    return {
      id: "cart_1",
      currency_code: "eur",
      total: this.total,
      promotions: codes.map(([code]) => (this.deleted ? null : { code })),
      items: [{ adjustments, tax_lines }],
      shipping_methods: [{ adjustments: untaxed, tax_lines }],
    }
  }
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
