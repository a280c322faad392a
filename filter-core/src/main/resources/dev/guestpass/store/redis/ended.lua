-- SPDX-License-Identifier: Apache-2.0
-- Reads one page of the feed of ended sessions.
--
-- Sessions of the page's last microsecond are told to the last one, so the next page can begin right after it.
-- KEYS: the feed, the feed's second set. ARGV: the lowest score, as ZRANGEBYSCORE has it; the size of a page.
-- Returns where the next page begins, or nothing after the last one; then session, moment, session, moment.

local size = tonumber(ARGV[2])
local page = redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, size)
local list = {''}

local function tell(entries)
  for i = 1, #entries, 2 do
    local kept = redis.call('ZSCORE', KEYS[2], entries[i])
    if not kept or tonumber(kept) > now then
      list[#list + 1] = entries[i]
      list[#list + 1] = digits(entries[i + 1])
    end
  end
end

tell(page)
if #page == 2 * size then
  local last = digits(page[#page])
  tell(redis.call('ZRANGEBYSCORE', KEYS[1], last, last, 'WITHSCORES'))
  list[1] = '(' .. last
end
return list
