-- GET /store/dust, each time as the next customer. TOKENS is a file with one customer token a line.
dofile("bench/throughput/figures.lua")

local requests = {}
local last = 0

function init()
    for token in io.lines(os.getenv("TOKENS")) do
        table.insert(requests, wrk.format("GET", "/store/dust", { Authorization = "Bearer " .. token }))
    end
end

function request()
    last = last % #requests + 1
    return requests[last]
end
