-- wrk's requests: the addresses of the file named by PATHS in turn, each with a number of its own, so that none was
-- asked for before and the site must make every page. START tells one run from another.
local paths, count = {}, 0
for line in io.lines(os.getenv("PATHS")) do
  paths[#paths + 1] = line
end
local start = os.getenv("START")

function request()
  count = count + 1
  local path = paths[(count - 1) % #paths + 1]
  local mark = path:find("?", 1, true) and "&" or "?"
  return wrk.format("GET", path .. mark .. "nr=" .. start .. "-" .. count)
end
