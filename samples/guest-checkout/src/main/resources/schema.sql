-- "owner" is a visitor's subject before sign-up and an account's name after it; see Owner.

create table if not exists cart_lines (
    owner    varchar(300) not null,
    product  varchar(50)  not null,
    quantity int          not null,
    primary key (owner, product)
);

-- Carts that an account put aside, each named by the conversion that did it.
create table if not exists saved_lines (
    owner    varchar(300) not null,
    cart     varchar(100) not null,
    product  varchar(50)  not null,
    quantity int          not null,
    saved_at timestamp with time zone default current_timestamp not null,
    primary key (owner, cart, product)
);

create table if not exists orders (
    id         bigint generated always as identity primary key,
    owner      varchar(300) not null,
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

-- What Spring Security reads: "password" says itself by which algorithm it was hashed. A name with an @ is an address that
-- its owner proved, and has no password; a name that somebody chose has no @, so nobody can be waiting in another's address.
create table if not exists customers (
    name     varchar(254) primary key,
    password varchar(200) not null,
    -- The visitor who signed up, to tell them from one who signs in to an account that was there before.
    made_of  varchar(200) not null
);

-- A request that a visitor began before they signed in may write after their things were moved. So every write, and the
-- move, first lock the owner's row; who finds an account in it, locks and writes for that. A row outlives the conversion,
-- because nobody knows how late the last request comes.
create table if not exists owners (
    owner   varchar(300) primary key,
    -- An owner too: the account that the visitor became.
    account varchar(300)
);

-- The primary key is what makes a conversion happen once, whatever is lost or repeated elsewhere.
create table if not exists conversions (
    id           varchar(100) primary key,
    subject      varchar(200) not null,
    account      varchar(254) not null,
    converted_at timestamp with time zone default current_timestamp not null
);

-- What a visitor waits for who was sent a code, and the order that waits with them. Whoever never comes back is forgotten
-- after a day.
create table if not exists asked_codes (
    owner        varchar(300) primary key,
    email        varchar(254) not null,
    verification varchar(200) not null,
    sign         varchar(10)  not null,
    expires_at   timestamp(9) with time zone not null,
    asked_at     timestamp with time zone default current_timestamp not null
);
create table if not exists waiting_orders (
    owner      varchar(300) primary key,
    deliver_to varchar(80)  not null,
    address    varchar(200) not null,
    asked_at   timestamp with time zone default current_timestamp not null
);

-- For a database that was made before addresses were names.
alter table cart_lines alter column owner set data type varchar(300);
alter table orders alter column owner set data type varchar(300);
alter table owners alter column owner set data type varchar(300);
alter table owners alter column account set data type varchar(300);
alter table customers alter column name set data type varchar(254);
alter table conversions alter column account set data type varchar(254);
