-- Consultations as large as they come: one with 100,000 answers of 12 questions, one with 30,000, one to read with 20
-- parts, and one whose answers are written and sent while the bench runs (drafts.sql). In one transaction, so that a
-- response and the version it counts by can point at each other.
BEGIN;
SELECT setseed(0.42);
CREATE TEMPORARY TABLE asked(number int, reference text, title text, answers int, questions int, under boolean);
INSERT INTO asked VALUES
    (1, 'CON-BNCH-0001', 'Commissioning intentions of the region', 100000, 12, false),
    (2, 'CON-BNCH-0002', 'Local Compact, second edition', 30000, 12, false),
    (3, 'CON-BNCH-0003', 'Joint strategy for carers', 0, 20, false),
    (4, 'CON-BNCH-0004', 'Support at home', 0, 12, true);  -- its questions are parts of one: saved at once

INSERT INTO consultation_consultation(
    title, sort_name, search_text, reference, host_id, summary, contact_name, contact_telephone, contact_email,
    who_may_answer, opens_on, opens_month_only, closes_on, opens_at, closes_at, standard_id, shorter_reason,
    published_at, withdrawal_reason, text_key, version)
SELECT title, lower(title), lower(title), reference, (SELECT min(id) FROM partnerships_organisation),
    'What we want to buy for the next three years, and for whom. Tell us what we have overlooked.', 'Ann Price',
    '01432 344 344', 'ann@example.org', 'everybody', current_date - 60, false, current_date + 400,
    current_date - 60, current_date + 401, (SELECT min(id) FROM partnerships_standard WHERE kind = 'consultation_length'),
    '', now() - interval '60 days', '', gen_random_uuid(), 1
FROM asked ORDER BY number;

CREATE TEMPORARY TABLE made AS
SELECT a.*, c.id AS consultation_id FROM asked a JOIN consultation_consultation c USING (reference);

INSERT INTO consultation_section(consultation_id, number, title, text, version)
SELECT consultation_id, n, 'Part ' || n || ' of the plan',
    repeat('We propose to spend more on support that **people choose themselves**, and less on buildings. ', 6) || E'\n\n' ||
    E'- by district, not by city\n- with carers, not for them\n\n' || repeat('Nothing is decided yet. ', 8), 1
FROM made, generate_series(1, 6) n;

INSERT INTO consultation_question(
    consultation_id, section_id, key, number, position, kind, text, help_text, wording, withdrawal_reason, version)
SELECT consultation_id, NULL, 'all', '1', 0, 'heading', 'What do you think of the following?', '', 1, '', 1
FROM made WHERE under;
INSERT INTO consultation_question(
    consultation_id, section_id, parent_id, key, number, position, kind, text, help_text, wording, withdrawal_reason,
    version)
SELECT m.consultation_id, s.id, p.id, 'q' || n, CASE WHEN m.under THEN '1' || chr(96 + n) ELSE n::text END, n,
    (array['yes_no', 'long_text', 'choose_one', 'yes_no', 'long_text', 'choose_many', 'yes_no', 'number', 'long_text',
        'choose_one', 'date', 'yes_no'])[1 + (n - 1) % 12],
    'Do we describe what people need in part ' || n || ' of the plan as you know it from your own work?',
    CASE WHEN n % 3 = 0 THEN 'Say what is missing, and for whom.' ELSE '' END, 1, '', 1
FROM made m
JOIN consultation_section s ON s.consultation_id = m.consultation_id AND s.number = 1
LEFT JOIN consultation_question p ON p.consultation_id = m.consultation_id AND p.kind = 'heading'
CROSS JOIN LATERAL generate_series(1, m.questions) n;

INSERT INTO consultation_choice(question_id, key, label, position)
SELECT q.id, 'c' || n, (array['Fully agree', 'Agree', 'Neither', 'Disagree', 'Fully disagree'])[n], n
FROM consultation_question q JOIN made USING (consultation_id), generate_series(1, 5) n
WHERE q.kind IN ('choose_one', 'choose_many');

-- Who asks funds fifty of those who answer: the wall between funder and funded has something to close.
INSERT INTO partnerships_funding(funder_id, funded_id, starts, note)
SELECT (SELECT min(id) FROM partnerships_organisation), id, current_date - 1000, ''
FROM (SELECT id FROM partnerships_organisation ORDER BY id OFFSET 100 LIMIT 50) funded;

-- The answers: one of each organisation, sent with an account.
CREATE TEMPORARY TABLE given AS
SELECT m.consultation_id, o.id AS organisation_id, row_number() OVER (ORDER BY m.number, o.id) AS pk,
    now() - interval '59 days' + o.place * interval '40 seconds' AS moment, o.place, o.name
FROM made m
JOIN (SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS place FROM partnerships_organisation) o
    ON o.place BETWEEN 1 AND m.answers;
INSERT INTO consultation_response(
    id, consultation_id, organisation_id, channel, is_letter, reference, started_at, submitted_at, counted_version_id,
    counts, withdrawal_reason, void_reason)
SELECT pk, consultation_id, organisation_id, 'account', false, 'RES-' || upper(substr(md5(pk::text), 1, 10)),
    moment - interval '1 day', moment, pk, true, '', ''
FROM given;
INSERT INTO consultation_responseversion(
    id, response_id, number, started_at, submitted_at, capacity, letter, search_text, late, late_verdict, late_reason)
SELECT pk, pk, 1, moment - interval '1 day', moment, left('Approver, ' || name, 300), '', '', false, '', '' FROM given;
INSERT INTO consultation_consent(version_id, choice, wording, words, given_at)
SELECT pk, (array['with_name', 'without_name', 'not_at_all'])[1 + pk % 3], 1, 'Publish our answer.', moment FROM given;
INSERT INTO core_event(at, capacity, channel, verb, model, object_id, organisation_id, detail)
SELECT moment, left('Approver, ' || name, 300), 'web', 'sent', 'consultation.response', pk, organisation_id,
    '{"version": 1}'
FROM given;

CREATE TEMPORARY TABLE choices AS
SELECT question_id, array_agg(id ORDER BY position) AS ids FROM consultation_choice GROUP BY question_id;
CREATE FUNCTION pg_temp.words(seed bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN seed % 5 = 0 THEN '' ELSE
        'Carers told us that respite comes too late in ' || substr(md5(seed::text), 1, 6) || ', and that nobody asks '
        || 'them before it is cut. ' || repeat('We would rather see it bought by district, with "us" at the table. ',
        (seed % 4)::int) END $$;
INSERT INTO consultation_answer(
    version_id, question_id, choice_id, yes, several, number, day, text, wording, edition, edited_at, search_text)
SELECT g.pk, q.id,
    CASE WHEN q.kind = 'choose_one' THEN c.ids[1 + (g.pk + q.position) % 5] END,
    CASE WHEN q.kind = 'yes_no' THEN (g.pk + q.position) % 3 > 0 END,
    CASE WHEN q.kind = 'choose_many' THEN jsonb_build_array(c.ids[1 + g.pk % 3], c.ids[4 + g.pk % 2]) END,
    CASE WHEN q.kind = 'number' THEN g.pk % 1000 + 0.5 END,
    CASE WHEN q.kind = 'date' THEN date '2026-01-01' + (g.pk % 300)::int END,
    w.text, 1, 1, g.moment, lower(w.text)
FROM given g
JOIN consultation_question q USING (consultation_id)
LEFT JOIN choices c ON c.question_id = q.id
CROSS JOIN LATERAL (SELECT CASE WHEN q.kind IN ('yes_no', 'long_text') THEN pg_temp.words(g.pk + q.position) ELSE ''
    END AS text) w
ORDER BY g.pk, q.position;

SELECT setval(pg_get_serial_sequence('consultation_response', 'id'), max(id)) FROM consultation_response;
SELECT setval(pg_get_serial_sequence('consultation_responseversion', 'id'), max(id)) FROM consultation_responseversion;

-- People who answer the fourth: one approver in each of 3,200 organisations that have answered nothing yet.
INSERT INTO partnerships_user(password, email, name, telephone, is_active, date_joined, calendar_key)
SELECT '!', 'approver' || n || '@bench.example.org', 'Approver ' || n, '', true, now(), gen_random_uuid()
FROM generate_series(1, 3200) n ORDER BY n;
INSERT INTO partnerships_membership(user_id, organisation_id, job_title, added_at)
SELECT u.id, o.id, '', now()
FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM partnerships_user
    WHERE email LIKE 'approver%@bench.example.org') u
JOIN (SELECT id, row_number() OVER (ORDER BY id DESC) AS place FROM partnerships_organisation) o USING (place);
INSERT INTO partnerships_roleheld(membership_id, role, starts)
SELECT m.id, 'approver', current_date - 100 FROM partnerships_membership m JOIN partnerships_user u ON u.id = m.user_id
WHERE u.email LIKE 'approver%@bench.example.org';
COMMIT;
VACUUM ANALYZE;
