-- When a claim that had to wait was first expected to begin; what came of it says how wide the next forecasts must be.

create table forecast (
  reservation bigint primary key references reservation,
  lab text not null,
  made_at timestamptz not null,
  expected_at timestamptz not null,
  spread_millis bigint not null check (spread_millis >= 0)
);

create index forecasts_of_lab on forecast (lab, reservation);
