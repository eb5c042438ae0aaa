import { writeFileSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

/**
 * A shop in Germany with 19 % tax, which is not in the prices: mugs at 40.00, pens at 7.99, shipping at 5.00. The file
 * that the first argument names gets the ids and keys.
 */
export default async function seed({ container, args }: ExecArgs) {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const fulfillment = container.resolve(Modules.FULFILLMENT)

  const channels = await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name: "Web" }] } })
  const channel = channels.result[0].id
  const regions = await createRegionsWorkflow(container).run({
    input: {
      regions: [{ name: "Germany", currency_code: "eur", countries: ["de"], payment_providers: ["pp_system_default"] }],
    },
  })
  await createTaxRegionsWorkflow(container).run({
    input: [{ country_code: "de", provider_id: "tp_system", default_tax_rate: { name: "VAT", code: "VAT", rate: 19 } }],
  })

  const locations = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: "Warehouse", address: { address_1: "", country_code: "DE" } }] },
  })
  const location = locations.result[0].id
  const atLocation = { [Modules.STOCK_LOCATION]: { stock_location_id: location } }
  await link.create({ ...atLocation, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } })
  const profiles = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Parcels", type: "default" }] },
  })
  const shipping_profile_id = profiles.result[0].id
  const deliveries = await fulfillment.createFulfillmentSets({
    name: "Delivery",
    type: "shipping",
    service_zones: [{ name: "Germany", geo_zones: [{ country_code: "de", type: "country" }] }],
  })
  await link.create({ ...atLocation, [Modules.FULFILLMENT]: { fulfillment_set_id: deliveries.id } })
  const shipping = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Standard",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: deliveries.service_zones[0].id,
        shipping_profile_id,
        type: { label: "Standard", description: "Standard", code: "standard" },
        prices: [{ currency_code: "eur", amount: 5 }],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: location, add: [channel] } })

  const keys = await createApiKeysWorkflow(container).run({
    input: {
      api_keys: [
        { title: "Web", type: "publishable", created_by: "" },
        { title: "Dust", type: "secret", created_by: "" },
      ],
    },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: keys.result[0].id, add: [channel] } })

  const product = (title: string, amount: number) => ({
    title,
    status: ProductStatus.PUBLISHED,
    shipping_profile_id,
    sales_channels: [{ id: channel }],
    options: [{ title: "Size", values: ["One"] }],
    variants: [
      {
        title: "One",
        manage_inventory: false,
        options: { Size: "One" },
        prices: [{ currency_code: "eur", amount }],
      },
    ],
  })
  const products = await createProductsWorkflow(container).run({
    input: { products: [product("Mug", 40), product("Pen", 7.99)] },
  })

  const seeded = {
    region: regions.result[0].id,
    location,
    shipping: shipping.result[0].id,
    publishable: keys.result[0].token,
    secret: keys.result[1].token,
    mug: products.result[0].variants[0].id,
    pen: products.result[1].variants[0].id,
  }
  writeFileSync(args[0], JSON.stringify(seeded))
}
