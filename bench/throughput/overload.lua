-- The writes, where Dust may answer 503 with Retry-After.
dofile("bench/throughput/write.lua")

refused = 0

function response(status, headers)
    if status == 503 and (headers["Retry-After"] or headers["retry-after"]) then
        refused = refused + 1
    end
end
