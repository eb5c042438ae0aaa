import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys, MedusaService } from "@medusajs/framework/utils"
import { prove } from "../../dust/proof"
import { DustCursor } from "./models/dust-cursor"

/** How far the catch-up job is. */
export type Cursor = {
  since: Date
  until: Date | null
  position: Record<string, unknown> | null
}

const ID = "orders"

/** Stores how far the catch-up job is, and proves the settings when the backend has started. */
export class DustCatchUpService extends MedusaService({ DustCursor }) {
  readonly __hooks = { onApplicationStart: async () => this.prove() }

  async read(): Promise<Cursor | undefined> {
    const [cursor] = await this.listDustCursors({ id: ID })
    return cursor && { since: cursor.since, until: cursor.until, position: cursor.position }
  }

  async write(cursor: Cursor): Promise<void> {
    const isStored = (await this.read()) !== undefined
    await (isStored ? this.updateDustCursors({ id: ID, ...cursor }) : this.createDustCursors({ id: ID, ...cursor }))
  }

  /** The backend starts without Dust, and does not wait for it. */
  private prove(): void {
    prove(container).catch((error: Error) => {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(`The settings of Dust could not be proved: ${error.message}`)
    })
  }
}
