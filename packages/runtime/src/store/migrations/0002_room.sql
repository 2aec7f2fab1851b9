-- A link's row is written again whenever its records change; with room left on its page the new version needs no new index entries.
ALTER TABLE "link" SET (fillfactor = 60);
