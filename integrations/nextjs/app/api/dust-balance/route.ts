import { cookies } from "next/headers"
import { NextResponse } from "next/server"
import { balance, isFailure } from "../../../lib/dust"

/** What a page in the browser may ask, since the token is in a cookie that only the server can read. */
export async function GET(): Promise<NextResponse> {
  const token = (await cookies()).get("_medusa_jwt")?.value
  const points = await balance(token)
  return isFailure(points)
    ? NextResponse.json(points, { status: 503 })
    : NextResponse.json({ balance: points }, { headers: { "cache-control": "private, no-store" } })
}
