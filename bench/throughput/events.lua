-- POST /events: order.placed and then order.paid of each order, signed with SECRET by Standard Webhooks, for one of the first
-- CUSTOMERS. RUN differs for each run, so that each order is new.
dofile("bench/throughput/figures.lua")

local ffi = require("ffi")
ffi.cdef [[
    const void *EVP_sha256(void);
    unsigned char *HMAC(const void *md, const void *key, int key_len, const char *data, size_t n, unsigned char *out,
        unsigned int *out_len);
    int EVP_EncodeBlock(unsigned char *to, const unsigned char *from, int n);
    int EVP_DecodeBlock(unsigned char *to, const char *from, int n);
]]

local customers = tonumber(os.getenv("CUSTOMERS"))
local run = os.getenv("RUN")
local encoded = os.getenv("SECRET"):gsub("^whsec_", "")
local padding = #encoded:match("=*$")
local key = ffi.new("unsigned char[?]", #encoded)
local key_length = ffi.C.EVP_DecodeBlock(key, encoded, #encoded) - padding
local hash = ffi.new("unsigned char[32]")
local base64 = ffi.new("unsigned char[48]")
local headers = { ["Content-Type"] = "application/cloudevents+json" }
local last = 0
local order, customer

local function sign(content)
    ffi.C.HMAC(ffi.C.EVP_sha256(), key, key_length, content, #content, hash, nil)
    return "v1," .. ffi.string(base64, ffi.C.EVP_EncodeBlock(base64, hash, 32))
end

function init()
    math.randomseed(tonumber(run) + thread_number)
end

function request()
    local placed = last % 2 == 0
    last = last + 1
    if placed then
        order = "order_" .. run .. "-" .. thread_number .. "-" .. last
        customer = string.format("cus_%026d", math.random(customers))
    end
    local id = "evt_" .. order .. (placed and "_placed" or "_paid")
    local body = '{"specversion":"1.0","id":"' .. id .. '","source":"https://shop.example","type":"'
        .. (placed and "order.placed" or "order.paid") .. '","data":{"id":"' .. order .. '","customer_id":"' .. customer
        .. '","currency_code":"eur","total":10.5,"tax_total":1.5,"shipping_total":2,"payment_status":"'
        .. (placed and "authorized" or "captured") .. '"}}'
    local time = tostring(os.time())
    headers["webhook-id"] = id
    headers["webhook-timestamp"] = time
    headers["webhook-signature"] = sign(id .. "." .. time .. "." .. body)
    return wrk.format("POST", "/events", headers, body)
end
