import type { SubscriberArgs } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"

type Row = { [member: string]: unknown }

/** The data of Medusa's modules, by the name of the entity. */
export type Data = { [entity: string]: Row[] }

/** The messages that were logged as errors. */
export type Logged = string[]

/** The part of Medusa's container that the plugin uses. As in Medusa, a query returns only the fields that it names. */
export function fakeContainer(data: Data, logged: Logged = [], jwtSecret: string | Buffer = ""): MedusaContainer {
  const registrations: { [key: string]: unknown } = {
    query: { graph: (query: Query) => Promise.resolve({ data: find(data, query) }) },
    logger: { error: (message: string) => logged.push(message) },
    configModule: { projectConfig: { http: { jwtSecret } } },
  }
  return { resolve: (key: string) => registrations[key] } as unknown as MedusaContainer
}

/** The arguments with which Medusa calls a subscriber. */
export function event<T>(container: MedusaContainer, data: T): SubscriberArgs<T> {
  return { event: { name: "", data }, container, pluginOptions: {} } as SubscriberArgs<T>
}

type Query = { entity: string; fields: string[]; filters: Row }

function find(data: Data, { entity, fields, filters }: Query): Row[] {
  return (data[entity] ?? [])
    .filter((row) => Object.entries(filters).every(([name, value]) => row[name] === value))
    .map((row) => select(row, fields) as Row)
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
