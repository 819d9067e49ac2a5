-- A form with a CV of 100 KiB; each submission has a key of its own.

local boundary = "----vivier-benchmark"
local thread = 0

function setup(worker)
   worker:set("worker", thread)
   thread = thread + 1
end

local function field(name, value)
   return "--" .. boundary .. "\r\nContent-Disposition: form-data; name=\"" .. name
      .. "\"\r\n\r\n" .. value .. "\r\n"
end

function init(arguments)
   math.randomseed(os.time() * 100 + worker)
   run = string.format("%08x", math.random(0, 0x7fffffff))
   number = 0
   local cv = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%" .. string.rep("x", 100 * 1024 - 50)
   rest = field("name", "Zoé Martin") .. field("email", "zoe@example.org") .. field("consent", "yes")
      .. "--" .. boundary .. "\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"cv.pdf\"\r\n"
      .. "Content-Type: application/pdf\r\n\r\n" .. cv .. "\r\n--" .. boundary .. "--\r\n"
   headers = {
      ["Content-Type"] = "multipart/form-data; boundary=" .. boundary,
      ["Accept"] = "application/json",
   }
end

function request()
   number = number + 1
   local key = field("idempotency_key", run .. "-" .. worker .. "-" .. number)
   return wrk.format("POST", "/submit/apply", headers, key .. rest)
end

function done(summary)
   io.write(string.format("submissions %d errors %d seconds %.3f\n", summary.requests,
      summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
      summary.duration / 1e6))
end
