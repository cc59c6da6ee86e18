-- 3,000 synthetic patients, 12,000 visits, 24,000 notes. 500 visits ended more than seven years ago; nobody here is real.
CREATE TABLE patients (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  born date NOT NULL
);
CREATE TABLE visits (
  id bigint PRIMARY KEY,
  patient_id bigint NOT NULL REFERENCES patients (id),
  ended_at timestamptz
);
CREATE TABLE notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  visit_id bigint NOT NULL REFERENCES visits (id),
  body text NOT NULL
);
CREATE INDEX ON visits (patient_id);
CREATE INDEX ON visits (ended_at);
CREATE INDEX ON notes (visit_id);

INSERT INTO patients SELECT i, 'Patient ' || i, date '1940-01-01' + i % 25000 FROM generate_series(1, 3000) i;
INSERT INTO visits
  SELECT i, 1 + i % 3000, CASE WHEN i <= 500
      THEN now() - interval '7 years 1 day' - i * interval '12 hours'
      ELSE now() - i % 2000 * interval '1 day' END
  FROM generate_series(1, 12000) i;
INSERT INTO notes (visit_id, body) SELECT i, 'seen' FROM generate_series(1, 12000) i, generate_series(1, 2);
