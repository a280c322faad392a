-- SPDX-License-Identifier: Apache-2.0
-- Writes a record if it is still the one that was read, and tells the feed if the session is over by that.
--
-- The feed is a set of sessions by the moment that this script told of them, so nobody who reads it later is too late,
-- however long Java thought about it. A second set has the same sessions by the moment that they may be forgotten.
-- KEYS: the record, the feed, the feed's second set, all of one slot.
-- ARGV: the revision that was read, or nothing if there was no record; the revision to write; the session id; the record.

local TRIMMED_AT_ONCE = 100

local expected, revision, session = ARGV[1], ARGV[2], ARGV[3]
local old = fetch(KEYS[1])

-- The network may carry a call twice: what has our revision, we wrote.
if old and old.rev == revision then
  return answer('written', old)
elseif (old and (old.rev or '?') or '') ~= expected then
  return answer('read', old)
end

local row = arguments(4)
row.rev = revision

local function tell_feed()
  redis.call('ZSCORE', KEYS[2], session)
  local gone = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', digits(now), 'LIMIT', 0, TRIMMED_AT_ONCE)
  redis.call('ZADD', KEYS[2], digits(now), session)
  redis.call('ZADD', KEYS[3], row['until'], session)
  for _, other in ipairs(gone) do
    if other ~= session then
      redis.call('ZREM', KEYS[2], other)
      redis.call('ZREM', KEYS[3], other)
    end
  end
  local last = redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2]
  local expiry = digits(math.ceil(last / 1000))
  redis.call('PEXPIREAT', KEYS[2], expiry)
  redis.call('PEXPIREAT', KEYS[3], expiry)
end

if row.ended then
  tell_feed()
end
store(KEYS[1], row)
return answer('written', row)
