import { model } from "@medusajs/framework/utils"

/** How far the catch-up job is. There is one row. */
export const DustCursor = model.define("dust_cursor", {
  id: model.text().primaryKey(),
  /** Everything before was told. */
  since: model.dateTime(),
  /** The end of a period that is told in part. */
  until: model.dateTime().nullable(),
  /** The last row of that period that was told. */
  position: model.json().nullable(),
})
