-- Targets as many as a country has: 300 localities with 8 each, and 1,000,000 readings of them, month by month.
BEGIN;
INSERT INTO compacts_measure(
    version, title, sort_name, code, counts, unit, source, price_basis, price_year, is_share, better)
SELECT 1, 'Activity of kind ' || n, 'activity of kind ' || n, 'bench-' || n, '', 'people', 'Monthly returns', 'none', '',
    false, 'higher'
FROM generate_series(1, 8) n;

CREATE TEMPORARY TABLE made AS
SELECT a.id AS area_id, m.id AS measure_id, 'Growth of ' || m.title || ' in ' || a.name AS title
FROM (SELECT id, name FROM partnerships_area ORDER BY id LIMIT 300) a, compacts_measure m WHERE m.code LIKE 'bench-%';

INSERT INTO compacts_target(
    version, title, sort_name, kind, aim, scope, due, trajectory, source, about, end_reason, area_id)
SELECT 1, title, lower(title) || area_id, 'growth', 5, 'area', current_date + 365, 'linear', 'Bench', '', '', area_id
FROM made;

INSERT INTO compacts_contribution(
    version, baseline_value, baseline_starts, baseline_ends, baseline_source, line_problem, measure_id, target_id)
SELECT 1, 1000, date '2003-01-01', date '2003-01-31', 'Monthly returns', '', m.measure_id, t.id
FROM made m JOIN compacts_target t ON t.sort_name = lower(m.title) || m.area_id;

INSERT INTO compacts_reading(
    version, starts, ends, value, source, covers_from, covers_to, nothing_reason, replaced_reason, area_id, measure_id)
SELECT 1, month, month + interval '1 month - 1 day', 900 + (n * 7919 + area_id * 31) % 400, 'Monthly returns', month,
    month + interval '1 month - 1 day', '', '', area_id, measure_id
FROM made, LATERAL (
    SELECT n, (date '1992-01-01' + n * interval '1 month')::date AS month FROM generate_series(0, 416) n
) months;
COMMIT;
VACUUM ANALYZE compacts_reading;
