-- Guests' logouts are counted by shares of the addresses.
ALTER TABLE revoked ADD COLUMN share BIGINT;
CREATE INDEX revoked_share ON revoked (share) WHERE share IS NOT NULL;
UPDATE flask_session_demo_schema SET version = 2;
