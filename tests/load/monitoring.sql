-- Monitoring as large as a country: 1,000 contracts report 5 measures for 20 months, 100,000 figures, and for two more to come.
BEGIN;
CREATE TEMPORARY TABLE monitored AS
SELECT id AS contract_id, row_number() OVER (ORDER BY id DESC) AS n FROM commissioning_contract ORDER BY id DESC LIMIT 1000;
INSERT INTO compacts_measure(
    version, title, sort_name, code, counts, unit, source, price_basis, price_year, is_share, better)
SELECT 1, 'Monitored ' || g, 'monitored ' || g, 'monitored-' || g, '', 'people', 'The provider''s own records', 'none', '',
    false, 'higher'
FROM generate_series(1, 5) g;
INSERT INTO commissioning_monitoringplan(version, risk, tier, reason, decided_on, contract_id)
SELECT 1, 'medium', 'standard', '', date '2025-04-01', contract_id FROM monitored;
INSERT INTO commissioning_monitoringrequirement(version, detail, to_whom, target, dropped_reason, contract_id, measure_id)
SELECT 1, '', 'The programme board', 40, '', contract_id, measure.id
FROM monitored, compacts_measure measure WHERE measure.sort_name LIKE 'monitored %' ORDER BY contract_id, measure.id;
INSERT INTO commissioning_reportingperiod(version, starts, ends, due_on, contract_id)
SELECT 1, month, month + interval '1 month' - interval '1 day', month + interval '2 months', contract_id
FROM monitored, generate_series(timestamp '2025-04-01', timestamp '2027-01-01', interval '1 month') month;
INSERT INTO commissioning_reportingline(requirement_id, period_id)
SELECT r.id, p.id FROM commissioning_reportingperiod p JOIN commissioning_monitoringrequirement r USING (contract_id);
INSERT INTO commissioning_monitoringreturn(version, begun_on, sent_on, accepted_on, period_id)
SELECT 1, ends + 3, ends + 10 + (n % 40)::int, ends + 55, p.id
FROM commissioning_reportingperiod p JOIN monitored USING (contract_id) WHERE p.starts < date '2026-12-01';
INSERT INTO commissioning_returnversion(version, number, summary, answer, sent_on, query, accepted_on, monitoring_return_id)
SELECT 1, 1, 'It went well.', '', sent_on, '', accepted_on, id FROM commissioning_monitoringreturn;
INSERT INTO commissioning_returnvalue(value, note, confirmed, current, no_reading, line_id, return_version_id)
SELECT 30 + (line.id * 7) % 25, '', false, true, '', line.id, v.id
FROM commissioning_returnversion v JOIN commissioning_monitoringreturn m ON m.id = v.monitoring_return_id
JOIN commissioning_reportingline line ON line.period_id = m.period_id;
COMMIT;
ANALYZE;
