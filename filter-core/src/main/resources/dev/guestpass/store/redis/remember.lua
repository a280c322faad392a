-- SPDX-License-Identifier: Apache-2.0
-- Puts a receipt among those of a subject or an account: a set by the moment until which each is kept. A receipt that is
-- there already stays as it is, so the call may come twice.
-- KEYS: the set. ARGV: the receipt; how long to keep it, in microseconds; how many to keep at the most.

local until_then = now + tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', digits(now))
redis.call('ZADD', KEYS[1], 'NX', digits(until_then), ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
redis.call('PEXPIREAT', KEYS[1], digits(math.ceil(until_then / 1000)))
return {}
