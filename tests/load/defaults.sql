-- Django fills in what a column holds where nobody says anything; the statements that fill the national data set name only
-- what they are about. So a text is empty here and a yes or no is no, also in a column that a later migration adds.
DO $$
DECLARE found record;
BEGIN
    FOR found IN
        SELECT table_name, column_name, data_type FROM information_schema.columns
        WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL
            AND is_identity = 'NO' AND data_type IN ('text', 'character varying', 'boolean')
    LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT %L', found.table_name, found.column_name,
            CASE found.data_type WHEN 'boolean' THEN 'false' ELSE '' END);
    END LOOP;
END $$;
