import { cookies } from "next/headers"
import { NextResponse } from "next/server"
import { balance, isFailure } from "../../../lib/dust"

/** The balance for a page in the browser, which cannot read the cookie with the token. */
export async function GET(): Promise<NextResponse> {
  const token = (await cookies()).get("_medusa_jwt")?.value
  const points = await balance(token)
  return isFailure(points)
    ? NextResponse.json(points, { status: 503 })
    : NextResponse.json({ balance: points }, { headers: { "cache-control": "private, no-store" } })
}
