import { Module } from "@medusajs/framework/utils"
import { DustCatchUpService } from "./service"

/** The name of the module in Medusa's container. */
export const DUST_CATCH_UP = "dustCatchUp"

export default Module(DUST_CATCH_UP, { service: DustCatchUpService })
