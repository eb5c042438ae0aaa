-- POST /admin/dust/{customer}/holds for a new cart of one of CUSTOMERS, and then its capture, with the token STAFF. RUN differs for
-- each run, so that each cart and key is new. RUN also selects the customers, so that a single customer has no holds of the
-- previous run. Any free connection captures the next hold.
dofile("bench/throughput/figures.lua")

local customers = tonumber(os.getenv("CUSTOMERS"))
local run = os.getenv("RUN")
local headers = { ["Authorization"] = "Bearer " .. os.getenv("STAFF"), ["Content-Type"] = "application/json" }
local last = 0
local held = {}

function init()
    math.randomseed(tonumber(run) + thread_number)
end

function request()
    last = last + 1
    local name = run .. "-" .. thread_number .. "-" .. last
    headers["Idempotency-Key"] = "bench-" .. name
    local hold = table.remove(held, 1)
    if hold then
        return wrk.format("POST", "/admin/dust/" .. hold.customer .. "/holds/" .. hold.id .. "/capture", headers, "{}")
    end
    -- The response contains the cart, and the id of the cart contains the customer.
    local customer = string.format("cus_%026d", (tonumber(run) + math.random(customers)) % 100000 + 1)
    return wrk.format("POST", "/admin/dust/" .. customer .. "/holds", headers, '{"cart_id": "' .. customer .. "/" .. name
        .. '", "currency_code": "eur", "cart_total": 10.5, "points": 1}')
end

function response(status, _, body)
    if status == 201 then
        local id, customer = body:match('"id":"([^"]+)","cart_id":"([^/"]+)/')
        table.insert(held, { id = id, customer = customer })
    end
end
