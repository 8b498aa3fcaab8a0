-- Bisections and their tries. A try is written down before it is run, so that a killed bisection goes on where it was.

create table judgement.bisection (
  number     bigint generated always as identity primary key,
  kpi        text not null,       -- empty when a case's verdict is asked
  test_case  text not null,
  builds     text[] not null,     -- good first, bad last
  seed       bigint not null,
  max_runs   integer not null,
  confidence double precision not null,
  made       timestamptz not null default clock_timestamp(),
  made_by    text not null,
  state      text not null default 'open' check (state in ('open', 'found', 'unsure')),
  answer     text not null default ''
);

create table judgement.bisection_try (
  bisection  bigint not null references judgement.bisection,
  ordinal    integer not null,
  build      integer not null,    -- its place among the builds, from 0
  seed       bigint not null,
  planned    timestamptz not null default clock_timestamp(),
  run        text,
  host_class text,
  value      double precision,    -- the reading, or 1 for failed and 0 for passed; null while open, or when it said nothing
  ended      timestamptz,
  primary key (bisection, ordinal)
);
