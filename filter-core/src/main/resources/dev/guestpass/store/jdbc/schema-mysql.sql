-- Guestpass: sessions of anonymous visitors, for MySQL 8.0 and newer and MariaDB 10.6 and newer.
--
-- Replace ${prefix} by the store's table prefix ("guestpass_" unless configured); Flyway and Liquibase have
-- placeholders of this form. Running the file again does no harm.
--
-- All moments are microseconds since 1970-01-01T00:00Z. A visitor who never comes back has no row.

create table if not exists ${prefix}session (
    -- Compared byte by byte: upper and lower case differ.
    sid              varchar(64) character set ascii collate ascii_bin not null primary key,
    -- Counts writes, so that a step notices one that came in between.
    revision         bigint not null,
    subject          text not null,
    tenant           text,
    -- How often the refresh token was rotated, and how often the claims were changed.
    generation       bigint not null,
    claims_version   bigint not null,
    -- A JSON object; once the session is over, what travelled to an account.
    claims           text not null,
    rotated_at       bigint not null,
    -- How long a refresh token is good for, in microseconds, and when the session ends for good.
    lifetime         bigint not null,
    ends_at          bigint not null,
    -- When each of the last few generations was first presented: "generation:moment ...", and the range of moments.
    first_uses       text not null,
    oldest_use       bigint not null,
    newest_use       bigint not null,
    -- A conversion that was begun and neither completed nor abandoned.
    lease_conversion text,
    lease_attempt    text,
    lease_login      text,
    lease_length     text,
    lease_until      bigint,
    -- The receipt of a conversion: subject became, or was merged into, account_id. The login ID is hashed.
    converted_login  text,
    conversion_id    text,
    account_id       text,
    conversion_kind  text,
    converted_at     text,
    -- Empty while the session is alive.
    ended_at         bigint,
    -- When the last token of the session has expired, and the row may be deleted.
    keep_until       bigint not null,
    -- How nodes learn of sessions that ended.
    index ${prefix}session_ended_at (ended_at),
    -- How expired rows are found.
    index ${prefix}session_keep_until (keep_until)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Which account an anonymous subject became, for long after its session: one row for each conversion.
create table if not exists ${prefix}lineage (
    sid              varchar(64) character set ascii collate ascii_bin not null primary key,
    -- What the session told of itself, and where that went.
    subject          text not null,
    account_id       text not null,
    conversion_id    text not null,
    conversion_kind  text not null,
    converted_at     text not null,
    -- A JSON object: the claims that travelled.
    claims           text not null,
    kept_at          bigint not null,
    -- When the row may be deleted.
    keep_until       bigint not null,
    -- How receipts are found: by the beginning of what is looked for, which says enough.
    index ${prefix}lineage_subject (subject(191)),
    index ${prefix}lineage_account (account_id(191)),
    -- How expired rows are found.
    index ${prefix}lineage_keep_until (keep_until)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table if not exists ${prefix}verification (
    -- Whose record it is: the keyed hash of a login ID, a session or an address, or a key that was used up.
    id               varchar(255) character set ascii collate ascii_bin not null primary key,
    -- Counts writes, so that a step notices one that came in between.
    revision         bigint not null,
    -- A JSON object: codes and links as keyed hashes, login IDs encrypted.
    body             mediumtext not null,
    -- When the row may be deleted.
    keep_until       bigint not null,
    -- How expired rows are found.
    index ${prefix}verification_keep_until (keep_until)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;
