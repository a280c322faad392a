-- Guestpass: sessions of anonymous visitors, for H2 2.2 and newer.
--
-- Replace ${prefix} by the store's table prefix ("guestpass_" unless configured); Flyway and Liquibase have
-- placeholders of this form. Running the file again does no harm.
--
-- All moments are microseconds since 1970-01-01T00:00Z. A visitor who never comes back has no row.

create table if not exists ${prefix}session (
    sid              varchar(64) not null primary key,
    -- Counts writes, so that a step notices one that came in between.
    revision         bigint not null,
    subject          varchar not null,
    tenant           varchar,
    -- How often the refresh token was rotated, and how often the claims were changed.
    generation       bigint not null,
    claims_version   bigint not null,
    -- A JSON object; once the session is over, what travelled to an account.
    claims           varchar not null,
    rotated_at       bigint not null,
    -- How long a refresh token is good for, in microseconds, and when the session ends for good.
    lifetime         bigint not null,
    ends_at          bigint not null,
    -- When each of the last few generations was first presented: "generation:moment ...", and the range of moments.
    first_uses       varchar not null,
    oldest_use       bigint not null,
    newest_use       bigint not null,
    -- A conversion that was begun and neither completed nor abandoned.
    lease_conversion varchar,
    lease_attempt    varchar,
    lease_login      varchar,
    lease_length     varchar,
    lease_until      bigint,
    -- The receipt of a conversion: subject became, or was merged into, account_id. The login ID is hashed.
    converted_login  varchar,
    conversion_id    varchar,
    account_id       varchar,
    conversion_kind  varchar,
    converted_at     varchar,
    -- Empty while the session is alive.
    ended_at         bigint,
    -- When the last token of the session has expired, and the row may be deleted.
    keep_until       bigint not null
);

-- How nodes learn of sessions that ended.
create index if not exists ${prefix}session_ended_at on ${prefix}session (ended_at);

-- How expired rows are found.
create index if not exists ${prefix}session_keep_until on ${prefix}session (keep_until);

-- Which account an anonymous subject became, for long after its session: one row for each conversion.
create table if not exists ${prefix}lineage (
    sid              varchar(64) not null primary key,
    -- What the session told of itself, and where that went.
    subject          varchar not null,
    account_id       varchar not null,
    conversion_id    varchar not null,
    conversion_kind  varchar not null,
    converted_at     varchar not null,
    -- A JSON object: the claims that travelled.
    claims           varchar not null,
    kept_at          bigint not null,
    -- When the row may be deleted.
    keep_until       bigint not null
);

-- How receipts are found.
create index if not exists ${prefix}lineage_subject on ${prefix}lineage (subject);
create index if not exists ${prefix}lineage_account on ${prefix}lineage (account_id);

-- How expired rows are found.
create index if not exists ${prefix}lineage_keep_until on ${prefix}lineage (keep_until);

create table if not exists ${prefix}verification (
    -- Whose record it is: the keyed hash of a login ID, a session or an address, or a key that was used up.
    id               varchar(255) not null primary key,
    -- Counts writes, so that a step notices one that came in between.
    revision         bigint not null,
    -- A JSON object: codes and links as keyed hashes, login IDs encrypted.
    body             varchar not null,
    -- When the row may be deleted.
    keep_until       bigint not null
);

-- How expired rows are found.
create index if not exists ${prefix}verification_keep_until on ${prefix}verification (keep_until);
