-- Commissioning as large as a country: 500 cycles with a plan each, 5,000 needs, 2,500 priorities, 10,000 contracts.
BEGIN;
CREATE TEMPORARY TABLE made AS
SELECT g AS n, area.ids[1 + g % 300] AS area_id, groups.ids[1 + g % array_length(groups.ids, 1)] AS group_id,
    body.ids[1 + g % 600] AS first_id, body.ids[1 + (g * 7 + 3) % 600] AS second_id
FROM generate_series(1, 500) g
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM partnerships_area WHERE name LIKE 'Locality %') area
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM partnerships_term WHERE vocabulary = 'client_group') groups
CROSS JOIN (
    SELECT array_agg(o.id ORDER BY o.id) AS ids FROM partnerships_organisation o
    JOIN partnerships_organisationkind k ON k.id = o.kind_id WHERE k.code LIKE 'bench-%'
) body;
INSERT INTO commissioning_commissioningcycle(
    void_reason, version, title, sort_name, search_text, starts, ends, review_due, area_id, client_group_id)
SELECT '', 1, 'Cycle ' || n, 'cycle ' || n, 'cycle ' || n, date '2025-04-01', date '2028-03-31', date '2028-01-31', area_id, group_id
FROM made;
ALTER TABLE made ADD cycle_id bigint;
UPDATE made SET cycle_id = c.id FROM commissioning_commissioningcycle c WHERE c.sort_name = 'cycle ' || made.n;
INSERT INTO commissioning_cyclepartner(cycle_id, organisation_id, lead, starts)
SELECT cycle_id, unnest(array[first_id, second_id]), 'Joint commissioning manager', date '2025-01-06' FROM made;
INSERT INTO commissioning_stage(version, cycle_id, kind, opened_on, signed_off_on)
SELECT 1, cycle_id, kind, CASE WHEN place <= n % 4 THEN date '2025-01-06' + place * 90 END,
    CASE WHEN place < n % 4 THEN date '2025-03-06' + place * 90 END
FROM made, (VALUES ('1_analyse', 0), ('2_plan', 1), ('3_do', 2), ('4_review', 3)) stage(kind, place);
INSERT INTO commissioning_need(
    version, title, sort_name, search_text, what, people, unmet, recorded_on, settled_on, withdraw_reason, area_id,
    client_group_id, cycle_id)
SELECT 1, 'Need ' || g || ' of cycle ' || n, 'need ' || g || ' of cycle ' || n, 'need ' || g || ' of cycle ' || n,
    'A front door of one''s own.', 100 + g, 'Half of it.', date '2025-01-20', date '2025-03-01', '', area_id, group_id, cycle_id
FROM made, generate_series(1, 10) g;
INSERT INTO commissioning_needevidence(
    statement, source, publisher, unit, value, comparator_value, area_id, comparator_area_id, need_id, starts, ends)
SELECT 'Live in their own tenancy', 'Register', 'The council', '%', 9, 15, need.area_id, area.parent_id, need.id,
    date '2024-04-01', date '2025-03-31'
FROM commissioning_need need JOIN partnerships_area area ON area.id = need.area_id;
INSERT INTO commissioning_commissioningplan(
    version, title, sort_name, starts, ends, published_on, withdraw_reason, cycle_id)
SELECT 1, 'Plan ' || n, 'plan ' || n, date '2025-04-01', date '2028-03-31', date '2025-02-01', '', cycle_id FROM made;
INSERT INTO commissioning_planversion(
    version, number, text, note, begun_on, submitted_on, endorsed_on, published_on, return_notes, priorities_then, plan_id)
SELECT 1, 1, 'Homes first.', '', date '2025-02-01', date '2025-02-20', date '2025-03-10', date '2025-02-01', '', '[]', id
FROM commissioning_commissioningplan;
INSERT INTO commissioning_priority(version, number, title, demand, published_on, drop_reason, plan_id)
SELECT 1, g, 'Priority ' || g || ' of ' || title, 'It grows.', date '2025-02-01', '', id
FROM commissioning_commissioningplan, generate_series(1, 5) g;
INSERT INTO commissioning_priority_needs(priority_id, need_id)
SELECT p.id, need.id FROM commissioning_priority p JOIN commissioning_commissioningplan plan ON plan.id = p.plan_id
JOIN LATERAL (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM commissioning_need WHERE cycle_id = plan.cycle_id
) need ON need.place IN (p.number, p.number + 4);
INSERT INTO commissioning_priorityoutcome(what, measured_by, aim, priority_id)
SELECT 'People choose where they live.', 'Tenancies', '45', id FROM commissioning_priority;
INSERT INTO commissioning_prioritybudget(year, amount, partner_id, priority_id)
SELECT year, 40000, partner.organisation_id, p.id FROM commissioning_priority p
JOIN commissioning_commissioningplan plan ON plan.id = p.plan_id
JOIN commissioning_cyclepartner partner ON partner.cycle_id = plan.cycle_id, generate_series(2025, 2027) year;
INSERT INTO commissioning_contract(
    void_reason, version, reference, title, sort_name, search_text, description, kind, basis, payment_model, tier,
    provider_model, category, route, value, starts, initial_end, current_end, maximum_end, notice_months, review_on,
    review_procedure, feedback_method, exception_reason, terms, agreed_on, activated_on, activated_because, end_reason,
    area_id, client_group_id, commissioner_id, provider_id, priority_id)
SELECT '', 1, 'B-' || g, 'Contract ' || g, 'contract ' || lpad(g::text, 5, '0'), 'contract ' || g, 'Support at home.',
    CASE WHEN g % 3 = 0 THEN 'grant' ELSE 'contract' END, 'outcome', 'block', 'direct', 'single', 'Support', 'Open tender', 93000,
    date '2025-04-01' + g % 200, date '2028-03-31', date '2028-03-31', date '2029-03-31', 3, date '2027-01-31', 'Jointly.',
    'Visits.', '', 1, date '2025-03-20', date '2025-03-25', '', '', made.area_id, made.group_id, made.first_id, provider.id,
    CASE WHEN g % 20 <> 0 THEN p.id END
FROM generate_series(1, 10000) g JOIN made ON made.n = 1 + g % 500
JOIN commissioning_commissioningplan plan ON plan.cycle_id = made.cycle_id
JOIN commissioning_priority p ON p.plan_id = plan.id AND p.number = 1 + (g / 500) % 4
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM partnerships_organisation ORDER BY id LIMIT 20000) provider
    ON provider.place = 1 + (g * 13) % 19000;
INSERT INTO commissioning_contractparty(role, contract_id, organisation_id, starts)
SELECT 'lead_commissioner', id, commissioner_id, starts FROM commissioning_contract
UNION ALL SELECT 'lead_provider', id, provider_id, starts FROM commissioning_contract;
INSERT INTO commissioning_contractyear(year, amount, contract_id)
SELECT year, 31000, id FROM commissioning_contract, generate_series(2025, 2027) year;
INSERT INTO commissioning_contractoutcome(title, measure, contract_id)
SELECT 'Nobody is reviewed without somebody they trust.', 'Reviews', id FROM commissioning_contract;
INSERT INTO core_event(at, capacity, channel, verb, model, object_id, detail)
SELECT now(), 'Forum secretariat', 'web', verb, 'commissioning.contract', id, '{}'
FROM commissioning_contract, (VALUES ('begun'), ('signed'), ('made active')) act(verb);
COMMIT;
ANALYZE;
