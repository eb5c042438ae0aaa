-- The common part of all scripts: it numbers the threads, and prints the figures that Wrk.java reads, one a line.
local threads = {}

function setup(thread)
    table.insert(threads, thread)
    thread:set("thread_number", #threads)
end

function done(summary, latency)
    local refused = 0
    for _, thread in ipairs(threads) do
        refused = refused + (thread:get("refused") or 0)
    end
    local errors = summary.errors
    print("succeeded=" .. summary.requests - errors.status)
    print("refused=" .. refused)
    print("errors=" .. errors.status - refused + errors.connect + errors.read + errors.write + errors.timeout)
    print("seconds=" .. summary.duration / 1e6)
    print("p50_ms=" .. latency:percentile(50) / 1e3)
    print("p99_ms=" .. latency:percentile(99) / 1e3)
end
