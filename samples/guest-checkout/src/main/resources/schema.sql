-- "owner" is a visitor's subject before sign-up and an account's name after it; see Owner.

create table if not exists cart_lines (
    owner    varchar(200) not null,
    product  varchar(50)  not null,
    quantity int          not null,
    primary key (owner, product)
);

create table if not exists orders (
    id         bigint generated always as identity primary key,
    owner      varchar(200) not null,
    deliver_to varchar(80)  not null,
    address    varchar(200) not null,
    placed_at  timestamp with time zone default current_timestamp not null
);
create index if not exists orders_by_owner on orders (owner);

create table if not exists order_lines (
    order_id bigint       not null references orders (id),
    product  varchar(100) not null,
    quantity int          not null,
    cents    int          not null
);
create index if not exists order_lines_by_order on order_lines (order_id);

-- What Spring Security reads: "password" says itself by which algorithm it was hashed.
create table if not exists customers (
    name     varchar(40)  primary key,
    password varchar(200) not null,
    -- The visitor who signed up, to tell them from one who signs in to an account that was there before.
    made_of  varchar(200) not null
);

-- A request that a visitor began before they signed in may write after their things were moved. So every write, and the
-- move, first lock the owner's row; who finds an account in it, locks and writes for that. A row outlives the conversion,
-- because nobody knows how late the last request comes.
create table if not exists owners (
    owner   varchar(200) primary key,
    -- An owner too: the account that the visitor became.
    account varchar(200)
);

-- The primary key is what makes a conversion happen once, whatever is lost or repeated elsewhere.
create table if not exists conversions (
    id           varchar(100) primary key,
    subject      varchar(200) not null,
    account      varchar(40)  not null,
    converted_at timestamp with time zone default current_timestamp not null
);
