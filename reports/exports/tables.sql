-- Tables, views and indexes of report.db. Every start and end counts the characters of articles.text, end exclusive.
CREATE TABLE run (version TEXT NOT NULL, model TEXT NOT NULL);

CREATE TABLE articles (
    article_id TEXT PRIMARY KEY, path TEXT, guid TEXT, version TEXT, status TEXT, title TEXT, text TEXT, clean TEXT,
    clean_map TEXT, -- JSON: runs of clean and where they stand in text
    language TEXT, declared_language TEXT, source TEXT, provider TEXT, credit TEXT, byline TEXT, dateline TEXT,
    published TEXT, urgency INTEGER, note TEXT
);

-- Articles whose sentences were embedded.
CREATE TABLE embedded (article_id TEXT PRIMARY KEY REFERENCES articles (article_id));

CREATE TABLE errors (path TEXT, reason TEXT);

CREATE TABLE sentences (
    sentence_id TEXT PRIMARY KEY, article_id TEXT REFERENCES articles (article_id), "start" INTEGER, "end" INTEGER,
    text TEXT, clean TEXT, language TEXT
);

CREATE TABLE signs (
    article_id TEXT REFERENCES articles (article_id), sign TEXT, "start" INTEGER, "end" INTEGER, evidence TEXT,
    weight REAL
);

CREATE TABLE origins (
    article_id TEXT PRIMARY KEY REFERENCES articles (article_id),
    relay_chain TEXT, -- JSON: the agencies, first to last
    signs_score REAL, guessed_language TEXT
);

CREATE TABLE quotes (
    quote_id TEXT PRIMARY KEY, article_id TEXT REFERENCES articles (article_id), kind TEXT, text TEXT, clean TEXT,
    "start" INTEGER, "end" INTEGER, segment INTEGER, speaker TEXT, speaker_start INTEGER, speaker_end INTEGER,
    speaker_head TEXT, speaker_key TEXT, role TEXT, cue TEXT, cue_start INTEGER, cue_end INTEGER, language TEXT
);

CREATE TABLE statements (
    statement_id TEXT PRIMARY KEY, original TEXT REFERENCES quotes (quote_id), why_original TEXT,
    merged_into TEXT REFERENCES statements (statement_id)
);

CREATE TABLE renderings (
    statement_id TEXT REFERENCES statements (statement_id), quote_id TEXT REFERENCES quotes (quote_id), similarity REAL
);

CREATE TABLE drifts (
    quote_id TEXT REFERENCES quotes (quote_id), against TEXT REFERENCES quotes (quote_id), category TEXT,
    "start" INTEGER, "end" INTEGER, against_start INTEGER, against_end INTEGER, severity TEXT, words TEXT,
    against_words TEXT, explanation TEXT
);

CREATE TABLE verdicts (
    quote_id TEXT REFERENCES quotes (quote_id), against TEXT REFERENCES quotes (quote_id), verdict TEXT,
    faithfulness REAL, reason TEXT
);

-- The words of a pair of quotes that answer to each other.
CREATE TABLE alignments (
    quote_id TEXT REFERENCES quotes (quote_id), against TEXT REFERENCES quotes (quote_id),
    links TEXT -- JSON: a link's against_start, against_end, start and end
);

-- What stands outside every statement and two articles of one story tell differently.
CREATE TABLE facts (
    article_id TEXT REFERENCES articles (article_id), "start" INTEGER, "end" INTEGER,
    against_article TEXT REFERENCES articles (article_id), against_start INTEGER, against_end INTEGER,
    category TEXT, words TEXT, against_words TEXT, explanation TEXT
);

CREATE INDEX sentences_by_article ON sentences (article_id);
CREATE INDEX signs_by_article ON signs (article_id);
CREATE INDEX quotes_by_article ON quotes (article_id);
CREATE INDEX quotes_by_speaker ON quotes (speaker_key);
CREATE INDEX renderings_by_statement ON renderings (statement_id);
CREATE INDEX renderings_by_quote ON renderings (quote_id);
CREATE INDEX drifts_by_quote ON drifts (quote_id, against);
CREATE INDEX verdicts_by_quote ON verdicts (quote_id, against);
CREATE INDEX alignments_by_quote ON alignments (quote_id, against);

-- Three letters in a row are the terms: words are found in scripts without spaces, and inside longer words.
CREATE VIRTUAL TABLE quotes_fts USING fts5 (text, speaker, content="quotes", tokenize="trigram");
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, content="articles", tokenize="trigram");

-- The severities in order of weight.
CREATE VIEW severities AS
SELECT column1 AS severity, column2 AS weight FROM (VALUES ('neutral', 0), ('minor', 1), ('major', 2), ('critical', 3));

CREATE VIEW articles_with_agency AS
SELECT
    articles.article_id, path, title,
    coalesce(nullif(provider, ''), nullif(source, ''), nullif(credit, '')) AS agency,
    (SELECT group_concat(value, ' → ') FROM json_each(origins.relay_chain)) AS relay_chain,
    coalesce(nullif(language, ''), declared_language) AS language, guessed_language, signs_score, published
FROM articles LEFT JOIN origins ON origins.article_id = articles.article_id;

-- The statement that each statement became; itself, if it was merged into none.
CREATE VIEW homes AS
WITH RECURSIVE steps (statement_id, home) AS (
    SELECT statement_id, statement_id FROM statements
    UNION
    SELECT steps.statement_id, statements.merged_into
    FROM steps JOIN statements ON statements.statement_id = steps.home
    WHERE statements.merged_into <> ''
)
SELECT steps.statement_id, steps.home
FROM steps JOIN statements ON statements.statement_id = steps.home
WHERE coalesce(statements.merged_into, '') = '';

-- A row a rendering of a statement; verdict and drifts are those against the original, null for the original itself.
CREATE VIEW renderings_with_verdicts AS
SELECT
    statements.statement_id,
    quotes.quote_id = statements.original AS is_original,
    verdicts.verdict, verdicts.faithfulness,
    (
        SELECT severity FROM drifts JOIN severities USING (severity)
        WHERE drifts.quote_id = quotes.quote_id AND drifts.against = statements.original ORDER BY weight DESC LIMIT 1
    ) AS gravest,
    (
        SELECT count(*) FROM drifts WHERE drifts.quote_id = quotes.quote_id AND drifts.against = statements.original
    ) AS drifts,
    quotes.text, originals.text AS original_text, verdicts.reason,
    home.agency, home.relay_chain, home.published, coalesce(nullif(quotes.language, ''), home.language) AS language,
    quotes.kind, quotes.speaker, home.path, renderings.similarity, quotes.quote_id, statements.original
FROM renderings
JOIN homes ON homes.statement_id = renderings.statement_id
JOIN statements ON statements.statement_id = homes.home
JOIN quotes ON quotes.quote_id = renderings.quote_id
JOIN quotes AS originals ON originals.quote_id = statements.original
JOIN articles_with_agency AS home ON home.article_id = quotes.article_id
LEFT JOIN verdicts ON verdicts.quote_id = quotes.quote_id AND verdicts.against = statements.original;

-- A row a drift, with both passages and who printed the one that drifted.
CREATE VIEW drifts_in_context AS
SELECT
    drifts.severity, drifts.category, drifts.against_words, drifts.words, drifts.explanation,
    quotes.text, againsts.text AS against_text,
    home.agency, home.relay_chain, home.published, coalesce(nullif(quotes.language, ''), home.language) AS language,
    quotes.speaker, home.path, drifts.quote_id, drifts.against
FROM drifts
JOIN severities ON severities.severity = drifts.severity
JOIN quotes ON quotes.quote_id = drifts.quote_id
JOIN quotes AS againsts ON againsts.quote_id = drifts.against
JOIN articles_with_agency AS home ON home.article_id = quotes.article_id
ORDER BY severities.weight DESC;

-- How often each agency's renderings drifted, by category and severity.
CREATE VIEW drifts_by_agency AS
SELECT agency, category, severity, count(*) AS drifts, count(DISTINCT quote_id) AS renderings
FROM drifts_in_context GROUP BY agency, category, severity ORDER BY drifts DESC, agency, category, severity;

-- Statements, most of their renderings altered first.
CREATE VIEW statements_with_counts AS
SELECT
    statement_id, count(*) AS renderings, sum(verdict = 'altered') AS altered, min(faithfulness) AS least_faithful,
    count(DISTINCT agency) AS agencies, count(DISTINCT language) AS languages, original_text, original
FROM renderings_with_verdicts GROUP BY statement_id ORDER BY altered DESC, least_faithful, statement_id;
