/** The options of the plugin in medusa-config.ts. An option wins over its environment variable. */
export type DustOptions = {
  /** URL of Dust; else `DUST_URL`. */
  url?: string
  /** One of Dust's `DUST_EVENT_SECRETS`, `whsec_…`; else `DUST_EVENT_SECRET`. */
  eventSecret?: string
  /** The `source` of the events; else `DUST_EVENT_SOURCE`, else `medusa`. */
  eventSource?: string
  /** Whether the plugin checks the points of a cart when it is completed; else `DUST_CHECK_CARTS`, else `true`. */
  checkCarts?: boolean
  /** How many days the first run of the catch-up job goes back; else `DUST_CATCH_UP_DAYS`, else 3. */
  catchUpDays?: number
  /** When the catch-up job runs, in the form of cron; else `DUST_CATCH_UP_SCHEDULE`, else every 5 minutes. */
  catchUpSchedule?: string
}
