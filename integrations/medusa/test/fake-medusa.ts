import type { SubscriberArgs } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"

type Row = { [member: string]: unknown }

/** The data of Medusa's modules, by the name of the entity. */
export type Data = { [entity: string]: Row[] }

/** The messages that were logged, with their level. */
export type Logged = string[]

/** What else is registered in the container. */
export type Registrations = { [key: string]: unknown }

/** The part of Medusa's container that the plugin uses. As in Medusa, a query returns only the fields that it names. */
export function fakeContainer(
  data: Data,
  logged: Logged = [],
  jwtSecret: string | Buffer = "",
  more: Registrations = {}
): MedusaContainer {
  const log = (level: string) => (message: string) => logged.push(`${level}: ${message}`)
  const registrations: Registrations = {
    query: { graph: (query: Query) => Promise.resolve({ data: find(data, query) }) },
    logger: { error: log("error"), warn: log("warn"), info: log("info") },
    configModule: { projectConfig: { http: { jwtSecret } } },
    ...more,
  }
  return { resolve: (key: string) => registrations[key] } as unknown as MedusaContainer
}

/** The arguments with which Medusa calls a subscriber. */
export function event<T>(container: MedusaContainer, name: string, data: T): SubscriberArgs<T> {
  return { event: { name, data }, container, pluginOptions: {} } as SubscriberArgs<T>
}

type Query = { entity: string; fields: string[]; filters: Row; pagination?: { take: number } }

function find(data: Data, { entity, fields, filters, pagination }: Query): Row[] {
  const rows = (data[entity] ?? []).filter((row) =>
    Object.entries(filters).every(([name, filter]) => matches(row[name], filter))
  )
  const page = pagination ? [...rows].sort((one, other) => compare(one.id, other.id)).slice(0, pagination.take) : rows
  return page.map((row) => select(row, fields) as Row)
}

function matches(value: unknown, filter: unknown): boolean {
  if (Array.isArray(filter)) {
    return filter.includes(value)
  }
  if (filter === null || typeof filter !== "object") {
    return value === filter
  }
  return Object.entries(filter).every(([operator, than]) => {
    const order = compare(value, than)
    return operator === "$gt" ? order > 0 : operator === "$gte" ? order >= 0 : order < 0
  })
}

function compare(one: unknown, other: unknown): number {
  return (one as string) < (other as string) ? -1 : (one as string) > (other as string) ? 1 : 0
}

function select(value: unknown, fields: string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => select(one, fields))
  }
  if (value === null || value === undefined || fields.length === 0) {
    return value
  }
  const row = value as Row
  const names = new Set(fields.map((field) => field.split(".", 1)[0] ?? ""))
  const plain = names.has("*") ? Object.entries(row).filter(([, member]) => !isRelation(member)) : []
  const named = [...names].filter((name) => name in row).map((name) => [name, select(row[name], below(name, fields))])
  return Object.fromEntries([...plain, ...named])
}

function below(name: string, fields: string[]): string[] {
  return fields.filter((field) => field.startsWith(`${name}.`)).map((field) => field.slice(name.length + 1))
}

function isRelation(member: unknown): boolean {
  return Array.isArray(member)
}
