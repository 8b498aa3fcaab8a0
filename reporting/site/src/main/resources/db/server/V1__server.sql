-- Who may use the server, who is logged in, and what was done through it. Secrets are kept as SHA-256 of 256 random bits:
-- whoever reads this schema can log in with nothing of it.

create table server.token (
  id        bigint generated always as identity primary key,
  name      text not null,
  role      text not null check (role in ('VIEWER', 'USER', 'LAB_ADMIN')),
  hash      text not null unique,
  made_by   text not null,
  made      timestamptz not null default clock_timestamp(),
  expires   timestamptz,
  revoked   timestamptz,
  last_used timestamptz
);

create unique index one_live_token_per_name on server.token (name) where revoked is null;

create table server.session (
  hash    text primary key,
  token   bigint references server.token,
  name    text not null,
  role    text not null check (role in ('VIEWER', 'USER', 'LAB_ADMIN')),
  began   timestamptz not null default clock_timestamp(),
  expires timestamptz not null
);

create index session_by_expiry on server.session (expires);

create table server.audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default clock_timestamp(),
  who     text not null,
  role    text not null,
  what    text not null,
  subject text not null,
  outcome text not null,
  address text not null
);
