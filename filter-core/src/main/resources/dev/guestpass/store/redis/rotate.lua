-- SPDX-License-Identifier: Apache-2.0
-- Begins the next generation where that needs no thought: the token is the current one and knows what the record knows,
-- or it is of generation 0 and there is no record. Everything else is told as it is, for Java to decide.
--
-- This leads to the very record that SessionSteps.rotate gives, with its three constants.
-- KEYS: the record. ARGV: the revision to write, and the presented session.

local MARGIN = 3600 * 1000000
local LONGEST_REUSE = 60 * 1000000
local MOST_FIRST_USES = 256

local revision = ARGV[1]
local presented = arguments(2)
local row = fetch(KEYS[1])

local function expiry(began, life, ends)
  return math.min(began + life, ends) * 1000000 + MARGIN
end

local function is_usual()
  if not row then
    return presented.gen == '0' and presented.cv == '0'
  end
  local own_end, end_presented = whole(row['end']), whole(presented['end'])
  return row.v == '1' and row.rev and not row.ended and row.gen == presented.gen and row.cv == presented.cv
    and own_end and end_presented and end_presented <= own_end
end

local function first_uses(old, generation)
  local uses = {digits(generation) .. ':' .. digits(now)}
  for number, moment in string.gmatch(old or '', '(%d+):(%d+)') do
    local age = generation - tonumber(number)
    if tonumber(moment) + LONGEST_REUSE >= now and age > 0 and age < MOST_FIRST_USES then
      uses[#uses + 1] = number .. ':' .. moment
    end
  end
  return table.concat(uses, ',')
end

-- The network may carry a call twice: what has our revision, we wrote.
if row and row.rev == revision then
  return answer('written', row)
elseif not is_usual() then
  return answer('read', row)
end

local base = row or presented
local generation, began, life, ends = whole(base.gen), whole(base.rot), whole(base.life), whole(base['end'])
local presented_end = whole(presented['end'])
if not (generation and began and life and ends and presented_end and now < presented_end * 1000000) then
  return answer('read', row)
end
local kept = expiry(began, life, ends)
if row then
  kept = whole(row['until'])
end
if not kept then
  return answer('read', row)
end

local second = math.floor(now / 1000000)
base.v = '1'
base.rev = revision
base.uses = first_uses(base.uses, generation)
base.gen = digits(generation + 1)
base.rot = digits(second)
base['until'] = digits(math.max(kept, expiry(second, life, ends)))
store(KEYS[1], base)
return answer('written', base)
