-- Signing keys that all nodes share, encrypted. For PostgreSQL, MySQL, MariaDB and H2.
-- Another prefix than guestpass_ may be used; tell JdbcKeySourceBuilder.tablePrefix.
-- Times are seconds since 1970. Deleting a row revokes at once what its key signed.
CREATE TABLE IF NOT EXISTS guestpass_signing_key (
  kid VARCHAR(64) NOT NULL,
  algorithm VARCHAR(8) NOT NULL,
  key_number BIGINT NOT NULL,
  signs_from BIGINT,
  retires_at BIGINT,
  content VARCHAR(8000) NOT NULL,
  PRIMARY KEY (kid),
  -- Of several nodes that make the next key at once, the first one to insert it wins.
  CONSTRAINT guestpass_signing_key_number UNIQUE (algorithm, key_number)
)
