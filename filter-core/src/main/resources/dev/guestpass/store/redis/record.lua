-- SPDX-License-Identifier: Apache-2.0
-- What every script begins with: the server's time, and how a record is read and written.
--
-- A record is a hash. Numbers are decimal digits; Lua knows whole numbers up to 2^53 alone, so what is larger, or no
-- number, is left to Java. "until", "ended" and first uses are microseconds since 1970; "rot", "life" and "end" seconds.
-- A script is not rolled back when it fails, so everything that may fail is read before the first write.

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

local function digits(number)
  return string.format('%.0f', number)
end

local function whole(text)
  local number = text and #text <= 16 and string.find(text, '^%d+$') and tonumber(text)
  return number and number < 9007199254740992 and number or nil
end

-- Arguments come as name, value, name, value.
local function arguments(from)
  local row = {}
  for i = from, #ARGV, 2 do
    row[ARGV[i]] = ARGV[i + 1]
  end
  return row
end

-- The record; nil if there is none, or if it has had its time. A key of another type becomes a record that nobody reads.
local function fetch(key)
  local flat = redis.pcall('HGETALL', key)
  if flat.err then
    return {v = 'none'}
  end
  local row = {}
  for i = 1, #flat, 2 do
    row[flat[i]] = flat[i + 1]
  end
  local kept = whole(row['until'])
  if #flat == 0 or (kept and kept <= now) then
    return nil
  end
  return row
end

-- What was there and is not in the new record goes; it may be left over from one that has had its time.
local function store(key, row)
  local fields, stale = {}, {}
  for name, value in pairs(row) do
    fields[#fields + 1] = name
    fields[#fields + 1] = value
  end
  redis.call('HSET', key, unpack(fields))
  for _, name in ipairs(redis.call('HKEYS', key)) do
    if not row[name] then
      stale[#stale + 1] = name
    end
  end
  if #stale > 0 then
    redis.call('HDEL', key, unpack(stale))
  end
  redis.call('PEXPIREAT', key, digits(math.ceil(row['until'] / 1000)))
end

-- Whether it was written by this call, the time, and the record as it is now: name, value, name, value.
local function answer(status, row)
  local list = {status, digits(now)}
  for name, value in pairs(row or {}) do
    list[#list + 1] = name
    list[#list + 1] = value
  end
  return list
end
