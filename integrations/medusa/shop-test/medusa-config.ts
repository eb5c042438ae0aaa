import { defineConfig } from "@medusajs/framework/utils"
import type { DustOptions } from "medusa-plugin-dust/dust/options"

module.exports = defineConfig({
  admin: { disable: true },
  plugins: [
    {
      resolve: "medusa-plugin-dust",
      options: {
        url: process.env.TEST_DUST_URL,
        eventSource: "test-shop",
        catchUpDays: 2,
        catchUpSchedule: "*/10 * * * * *",
      } satisfies DustOptions,
    },
  ],
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "*",
      adminCors: "*",
      authCors: "*",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.JWT_SECRET,
    },
  },
})
