-- A target of sign-up with 600 bodies: 300 trusts that count and 300 councils beside them, in 300 localities of 9 regions.
BEGIN;
INSERT INTO partnerships_area(name, kind) SELECT 'Region ' || n, 'region' FROM generate_series(1, 9) n;
UPDATE partnerships_area a SET parent_id = r.id
FROM partnerships_area r WHERE r.kind = 'region' AND a.kind = 'county' AND r.name = 'Region ' || 1 + a.id % 9;

INSERT INTO partnerships_organisationkind(code, title, plural, sector, is_public_body, role_text)
VALUES ('bench-trust', 'Bench trust', 'Bench trusts', 'nhs', true, ''),
    ('bench-council', 'Bench council', 'Bench councils', 'council', true, '');
CREATE TEMPORARY TABLE made AS
SELECT row_number() OVER (ORDER BY a.id, k.id) AS n, k.id AS kind_id, k.title || ' of ' || a.name AS name, a.id AS area_id
FROM (SELECT id, name FROM partnerships_area WHERE kind = 'county' ORDER BY id LIMIT 300) a,
    partnerships_organisationkind k WHERE k.code LIKE 'bench-%';
INSERT INTO partnerships_organisation(
    name, sort_name, search_text, kind_id, code, opened, area_id, about, address, postcode, telephone, email, website,
    is_partner, version)
SELECT name, lower(name), lower(name), kind_id, 'B' || n, date '2002-04-01', area_id, '', '', '', '', '', '', true, 1 FROM made;
INSERT INTO partnerships_kindspell(organisation_id, kind_id, starts)
SELECT o.id, o.kind_id, o.opened FROM partnerships_organisation o JOIN made ON made.name = o.name;

INSERT INTO compacts_localcompact(
    version, title, sort_name, search_text, kind, about, agreed_on, lapse_reason, manager_name, manager_email,
    manager_telephone, document, area_id)
SELECT 1, 'Compact of ' || a.name, 'compact of ' || lower(a.name), 'compact of ' || lower(a.name), 'local_compact', '',
    date '2003-06-01', '', 'Ann Price', 'ann@example.org', '', '', a.id
FROM partnerships_area a WHERE a.id IN (SELECT area_id FROM made) AND a.id % 10 <> 0;
INSERT INTO compacts_signup(
    version, status, starts, evidence, end_reason, void_reason, compact_id, organisation_id, public_body_id, vcs_partner_id)
SELECT 1, CASE WHEN made.n % 3 = 0 THEN 'working' ELSE 'signed' END, date '2003-09-01' + (made.n % 400)::int, 'Minutes', '',
    '', c.id, o.id, CASE WHEN made.n % 3 = 0 THEN partner.id END, CASE WHEN made.n % 3 = 0 THEN group_.id END
FROM made JOIN partnerships_organisation o ON o.name = made.name JOIN compacts_localcompact c ON c.area_id = made.area_id
JOIN made other ON other.area_id = made.area_id AND other.n <> made.n
JOIN partnerships_organisation partner ON partner.name = other.name
CROSS JOIN (
    SELECT min(o.id) AS id FROM partnerships_organisation o JOIN partnerships_organisationkind k ON k.id = o.kind_id
    WHERE k.sector = 'voluntary'
) group_
WHERE made.n % 5 <> 0;

INSERT INTO compacts_signuptarget(
    version, title, sort_name, compact_kind, source, due_first, due_last, due_on, day, day_reason, day_decided_on,
    close_reason)
VALUES (1, 'Bench target', 'bench target', 'local_compact', 'Bench', '2004-04-01', '2004-04-30', '2004-04-30', '2004-04-30',
    'The end of the month', '2004-04-01', '');
INSERT INTO compacts_targetkind(counts, kind_id, target_id)
SELECT k.code = 'bench-trust', k.id, t.id FROM partnerships_organisationkind k, compacts_signuptarget t
WHERE k.code LIKE 'bench-%' AND t.sort_name = 'bench target';
COMMIT;
ANALYZE;
