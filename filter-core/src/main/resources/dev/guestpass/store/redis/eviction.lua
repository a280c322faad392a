-- SPDX-License-Identifier: Apache-2.0
-- Tells by which policy the server that has this key throws keys away when it runs out of memory: INFO may be used where
-- CONFIG GET is forbidden. Without a limit it throws nothing away, whatever the policy. KEYS: any of a shard.

local info = redis.call('INFO', 'memory')
if string.match(info, 'maxmemory:(%d+)') == '0' then
  return {'noeviction'}
end
return {string.match(info, 'maxmemory_policy:([%w-]+)') or ''}
