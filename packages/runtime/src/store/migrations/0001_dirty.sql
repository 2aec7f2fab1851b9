CREATE TABLE "dirty" (
	"ws" text NOT NULL,
	"link" bigint NOT NULL,
	"lane" smallint NOT NULL,
	CONSTRAINT "dirty_ws_link_pk" PRIMARY KEY("ws","link")
);
--> statement-breakpoint
INSERT INTO "dirty" ("ws", "link", "lane") SELECT "ws", "id", "lane" FROM "link" WHERE "lane" IS NOT NULL;--> statement-breakpoint
DROP INDEX "link_dirty";--> statement-breakpoint
CREATE INDEX "dirty_lane" ON "dirty" USING btree ("ws","lane","link");--> statement-breakpoint
ALTER TABLE "link" DROP COLUMN "lane";--> statement-breakpoint
ALTER TABLE "link" SET (fillfactor = 70);
