-- SPDX-License-Identifier: Apache-2.0
-- Tells the latest receipts of a subject or an account, the last one first.
-- KEYS: the set. ARGV: how many at the most.

return redis.call('ZREVRANGEBYSCORE', KEYS[1], '+inf', '(' .. digits(now), 'LIMIT', 0, tonumber(ARGV[1]))
