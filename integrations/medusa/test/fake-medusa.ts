import type { SubscriberArgs } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"

type Row = { [member: string]: unknown }

/** What Medusa's modules have, by the entity's name. */
export type Data = { [entity: string]: Row[] }

/** What has been logged as an error. */
export type Logged = string[]

/** As much of Medusa's container as the plugin uses. As in Medusa, a query answers only the fields that it names. */
export function fakeContainer(data: Data, logged: Logged = [], jwtSecret: string | Buffer = ""): MedusaContainer {
  const things: { [key: string]: unknown } = {
    query: { graph: (asked: Asked) => Promise.resolve({ data: found(data, asked) }) },
    logger: { error: (message: string) => logged.push(message) },
    configModule: { projectConfig: { http: { jwtSecret } } },
  }
  return { resolve: (key: string) => things[key] } as unknown as MedusaContainer
}

/** As Medusa calls a subscriber. */
export function event<T>(container: MedusaContainer, data: T): SubscriberArgs<T> {
  return { event: { name: "", data }, container, pluginOptions: {} } as SubscriberArgs<T>
}

type Asked = { entity: string; fields: string[]; filters: Row }

function found(data: Data, { entity, fields, filters }: Asked): Row[] {
  return (data[entity] ?? [])
    .filter((row) => Object.entries(filters).every(([name, value]) => row[name] === value))
    .map((row) => selected(row, fields) as Row)
}

function selected(value: unknown, fields: string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => selected(one, fields))
  }
  if (value === null || value === undefined || fields.length === 0) {
    return value
  }
  const row = value as Row
  const names = new Set(fields.map((field) => field.split(".", 1)[0] ?? ""))
  const plain = names.has("*") ? Object.entries(row).filter(([, member]) => !isRelation(member)) : []
  const named = [...names].filter((name) => name in row).map((name) => [name, selected(row[name], below(name, fields))])
  return Object.fromEntries([...plain, ...named])
}

function below(name: string, fields: string[]): string[] {
  return fields.filter((field) => field.startsWith(`${name}.`)).map((field) => field.slice(name.length + 1))
}

function isRelation(member: unknown): boolean {
  return Array.isArray(member)
}
