-- POST /admin/dust/{customer}/add to one of the first CUSTOMERS, with the token STAFF. RUN differs for each run, so
-- that each key is new.
dofile("bench/throughput/figures.lua")

local customers = tonumber(os.getenv("CUSTOMERS"))
local run = os.getenv("RUN")
local headers = { ["Authorization"] = "Bearer " .. os.getenv("STAFF"), ["Content-Type"] = "application/json" }
local body = '{"points": 1, "reason": "Load"}'
local last = 0

function init()
    math.randomseed(tonumber(run) + thread_number)
end

function request()
    last = last + 1
    headers["Idempotency-Key"] = "bench-" .. run .. "-" .. thread_number .. "-" .. last
    return wrk.format("POST", string.format("/admin/dust/cus_%026d/add", math.random(customers)), headers, body)
end
