-- What people ask of the controller of a run, which looks here every second; who has none looks here when it begins.
create table results.run_order (
  id     bigint generated always as identity primary key,
  run    bigint not null references results.run on delete cascade,
  kind   text not null check (kind in ('CANCEL', 'GO_ON')),
  who    text not null,
  why    text not null,
  asked  timestamptz not null default clock_timestamp(),
  taken  timestamptz
);

create index run_order_by_run on results.run_order (run, id);

-- A bench that is kept after a failure: what failed, how to log in, and until when.
create table results.run_pause (
  run          bigint primary key references results.run on delete cascade,
  test_case    text not null,
  instructions text not null,
  since        timestamptz not null default clock_timestamp(),
  until        timestamptz not null
);

-- A closed run whose reports are written; one that has no row is not finished: its controller was killed in between.
create table results.run_report (
  run     bigint primary key references results.run on delete cascade,
  written timestamptz not null default clock_timestamp()
);

insert into results.run_report (run, written) select number, ended from results.run where ended is not null;
