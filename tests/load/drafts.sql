-- Before each run: nobody has answered the fourth consultation, and half of its people have a draft of 12 answers.
BEGIN;
CREATE TEMPORARY TABLE gone AS
SELECT r.id FROM consultation_response r JOIN consultation_consultation c ON c.id = r.consultation_id
WHERE c.reference = 'CON-BNCH-0004';
DELETE FROM consultation_answer WHERE version_id IN (
    SELECT id FROM consultation_responseversion WHERE response_id IN (SELECT id FROM gone));
DELETE FROM consultation_consent WHERE version_id IN (
    SELECT id FROM consultation_responseversion WHERE response_id IN (SELECT id FROM gone));
DELETE FROM consultation_responseversion WHERE response_id IN (SELECT id FROM gone);
DELETE FROM consultation_response WHERE id IN (SELECT id FROM gone);
DELETE FROM core_workrow WHERE kind = 'receipt';
DELETE FROM django_session;

CREATE TEMPORARY TABLE begun AS
SELECT nextval(pg_get_serial_sequence('consultation_response', 'id')) AS response,
    nextval(pg_get_serial_sequence('consultation_responseversion', 'id')) AS version, c.id AS consultation_id,
    m.organisation_id
FROM partnerships_user u
JOIN partnerships_membership m ON m.user_id = u.id
JOIN consultation_consultation c ON c.reference = 'CON-BNCH-0004'
WHERE u.email LIKE 'approver%@bench.example.org' AND u.id % 2 = 0
ORDER BY u.id;
INSERT INTO consultation_response(
    id, consultation_id, organisation_id, channel, is_letter, reference, started_at, counts, withdrawal_reason,
    void_reason)
SELECT response, consultation_id, organisation_id, 'account', false, 'RES-D' || response, now(), false, '', ''
FROM begun;
INSERT INTO consultation_responseversion(
    id, response_id, number, started_at, capacity, letter, search_text, late, late_verdict, late_reason)
SELECT version, response, 1, now(), '', '', '', false, '', '' FROM begun;
INSERT INTO consultation_answer(version_id, question_id, text, wording, edition, edited_at, search_text)
SELECT b.version, q.id, 'Respite comes too late, and nobody asks carers before it is cut.', 1, 1, now(), ''
FROM begun b JOIN consultation_question q USING (consultation_id) WHERE q.kind <> 'heading';
COMMIT;
ANALYZE consultation_answer, consultation_response, consultation_responseversion;
