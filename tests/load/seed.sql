-- The national data set: as many organisations, codes and successions as there are in England.
SELECT setseed(0.42);
INSERT INTO partnerships_area(name, kind, gss_code)
SELECT 'Locality ' || g, 'county', 'E06' || lpad((900000 + g)::text, 6, '0') FROM generate_series(1, 300) g;
INSERT INTO partnerships_organisation(
    name, sort_name, search_text, kind_id, code, opened, area_id, about, address, postcode, telephone, email, website,
    income, is_partner, version)
SELECT n, lower(n), lower(n) || ' ' || (200000 + g), k.ids[1 + g % array_length(k.ids, 1)], (200000 + g)::text,
    date '1961-01-01' + (random() * 20000)::int, a.ids[1 + (random() * 299)::int], repeat('What it does for people. ', 4),
    g || ' High Street', 'HR1 ' || (g % 9) || 'AB', '01432 ' || (100000 + g % 899999), 'office' || g || '@example.org',
    'https://group' || g || '.example.org', (random() * 1000000)::numeric(14, 2), g % 40 = 0, 1
FROM generate_series(1::bigint, 170000) g
CROSS JOIN LATERAL (SELECT
    (array['Age', 'Carers', 'Mind', 'Community', 'Volunteer', 'Youth', 'Disability', 'Hospice', 'Refuge', 'Faith',
        'Garden', 'Food'])[1 + (g * 7919) % 12] || ' ' ||
    (array['Action', 'Support', 'Link', 'Centre', 'Trust', 'Forum', 'Network', 'Alliance', 'Project',
        'Service'])[1 + (g * 104729) % 10] || ' ' || substr(md5(g::text), 1, 6) AS n) names
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM partnerships_organisationkind) k
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM partnerships_area WHERE name LIKE 'Locality %') a;
INSERT INTO partnerships_identifier(organisation_id, scheme, value)
SELECT o.id, s.scheme, (s.base + o.id)::text FROM partnerships_organisation o
CROSS JOIN (VALUES ('charity', 200000), ('company', 10000000), ('org-id', 1)) s(scheme, base)
WHERE s.scheme <> 'org-id' OR o.id % 100 < 94;
INSERT INTO partnerships_kindspell(organisation_id, kind_id, starts)
SELECT id, kind_id, opened FROM partnerships_organisation;
INSERT INTO partnerships_areaserved(organisation_id, area_id) SELECT id, area_id FROM partnerships_organisation;
INSERT INTO partnerships_lineage(ancestor_id, descendant_id, kind, "on", share, source)
SELECT id, id + 1, 'merger', date '2006-10-01', 100, '' FROM partnerships_organisation WHERE id % 8 = 0
ORDER BY id LIMIT 20000;
INSERT INTO core_event(at, capacity, channel, verb, model, object_id, detail)
SELECT now(), 'Concordat itself', 'import', 'added', 'partnerships.organisation', id, '{}' FROM partnerships_organisation;
INSERT INTO core_event(at, capacity, channel, verb, model, object_id, detail)
SELECT now(), 'Forum secretariat', 'web', 'changed', 'partnerships.organisation', id, '{"about": ["", "x"]}'
FROM partnerships_organisation;
VACUUM ANALYZE;
