-- SPDX-License-Identifier: Apache-2.0
-- Tells the record of a session. KEYS: the record.

return answer('read', fetch(KEYS[1]))
