import { spawn } from "node:child_process"
import { createHmac, randomBytes } from "node:crypto"
import { once } from "node:events"
import { appendFileSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const { WORK, DUST, PORT_OF_POSTGRES, PORT_OF_MEDUSA, PORT_OF_DUST, PORT_OF_MANAGEMENT } = process.env
export const MEDUSA_URL = `http://127.0.0.1:${PORT_OF_MEDUSA}`
export const DUST_URL = `http://127.0.0.1:${PORT_OF_DUST}`
export const JWT_SECRET = "a secret of a shop that is only a test"
export const EVENT_SECRET = `whsec_${randomBytes(32).toString("base64")}`

const SERVER = join(WORK, "shop", ".medusa", "server")

/** A process that the test starts and stops. Its output is in a file of the folder of the test. */
class Process {
  constructor(name, command, cwd, env, readyUrl) {
    Object.assign(this, { name, command, cwd, env, readyUrl, log: join(WORK, `${name}.log`) })
  }

  /** Starts it, and waits until it answers. */
  async start(env = {}) {
    writeFileSync(this.log, "", { flag: "a" })
    this.startedAt = readFileSync(this.log).length
    this.child = this.spawn(this.command, env)
    await until(`${this.name} is ready`, 90_000, async () => {
      if (this.child.exitCode !== null) {
        throw new Error(`${this.name} ended:\n${this.output().slice(-4000)}`)
      }
      return (await fetch(this.readyUrl)).ok
    })
  }

  /** Runs another command of the program until it ends. */
  async run(command) {
    const child = this.spawn(command, {})
    const [code] = await once(child, "exit")
    if (code !== 0) {
      throw new Error(`${command.join(" ")} failed:\n${readFileSync(this.log, "utf8").slice(-4000)}`)
    }
  }

  /** Stops it; one that does not stop in time is killed. */
  async stop(signal = "SIGTERM") {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill(signal)
      const killing = setTimeout(() => this.child.kill("SIGKILL"), 15_000)
      await once(this.child, "exit")
      clearTimeout(killing)
    }
  }

  /** What it has written since its last start. */
  output() {
    return readFileSync(this.log).subarray(this.startedAt).toString()
  }

  spawn([program, ...args], env) {
    const child = spawn(program, args, { cwd: this.cwd, env: { ...process.env, ...this.env, ...env } })
    // If the test itself is killed, the script ends what it has started.
    appendFileSync(join(WORK, "pids"), `${child.pid}\n`)
    child.stdout.on("data", (data) => appendFileSync(this.log, data))
    child.stderr.on("data", (data) => appendFileSync(this.log, data))
    return child
  }
}

export const medusa = new Process(
  "medusa",
  [process.execPath, join(WORK, "shop", "node_modules", "@medusajs", "cli", "cli.js"), "start"],
  SERVER,
  {
    PORT: PORT_OF_MEDUSA,
    DATABASE_URL: `postgres://postgres@127.0.0.1:${PORT_OF_POSTGRES}/medusa`,
    JWT_SECRET,
    TEST_DUST_URL: DUST_URL,
    DUST_EVENT_SECRET: EVENT_SECRET,
    DUST_EVENT_SOURCE: "an option wins over this",
    NODE_ENV: "production",
  },
  `${MEDUSA_URL}/health`
)

export const dust = new Process(
  "dust",
  [...DUST.split(" "), "serve"],
  WORK,
  {
    PORT: PORT_OF_DUST,
    DUST_MANAGEMENT_PORT: PORT_OF_MANAGEMENT,
    DUST_DATABASE_URL: `postgresql://127.0.0.1:${PORT_OF_POSTGRES}/dust`,
    DUST_DATABASE_USER: "postgres",
    DUST_DATABASE_PASSWORD: "postgres",
    DUST_DATABASE_ALLOW_OWNER: "true",
    DUST_EVENT_SECRETS: EVENT_SECRET,
    DUST_MEDUSA_JWT_SECRET: JWT_SECRET,
    DUST_MEDUSA_URL: MEDUSA_URL,
  },
  `http://127.0.0.1:${PORT_OF_MANAGEMENT}/q/health/ready`
)

/** Runs a command of Medusa. */
export function medusaCommand(...args) {
  return medusa.run([...medusa.command.slice(0, 2), ...args])
}

/** Runs a command of Dust. */
export function dustCommand(...args) {
  return dust.run([...dust.command.slice(0, -1), ...args])
}

/** A token of staff, as Medusa signs it. */
export function staffToken() {
  const now = Math.floor(Date.now() / 1000)
  const encoded = (part) => Buffer.from(JSON.stringify(part)).toString("base64url")
  const claims = {
    actor_id: "user_test",
    actor_type: "user",
    auth_identity_id: "",
    app_metadata: {},
    iat: now,
    exp: now + 3600,
  }
  const signed = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`
  return `${signed}.${createHmac("sha256", JWT_SECRET).update(signed).digest("base64url")}`
}

/** Waits until something is so. */
export async function until(what, milliseconds, check) {
  const end = Date.now() + milliseconds
  let last
  while (Date.now() < end) {
    try {
      last = undefined
      if (await check()) {
        return
      }
    } catch (error) {
      last = error
    }
    await sleep(200)
  }
  throw new Error(`It takes too long until ${what}`, { cause: last })
}
