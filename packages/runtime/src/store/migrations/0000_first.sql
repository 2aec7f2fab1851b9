CREATE SEQUENCE "public"."row_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "call" (
	"ws" text NOT NULL,
	"id" bigint NOT NULL,
	"run" text NOT NULL,
	"state" text NOT NULL,
	"system" text NOT NULL,
	"deadline" bigint NOT NULL,
	"sent_at" bigint DEFAULT 0 NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "call_ws_id_pk" PRIMARY KEY("ws","id")
);
--> statement-breakpoint
CREATE TABLE "cursor" (
	"ws" text NOT NULL,
	"side" text NOT NULL,
	"object" text NOT NULL,
	"phase" text NOT NULL,
	"value" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "cursor_ws_side_object_pk" PRIMARY KEY("ws","side","object")
);
--> statement-breakpoint
CREATE TABLE "edge" (
	"ws" text NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "edge_ws_side_kind_from_id_to_id_pk" PRIMARY KEY("ws","side","kind","from_id","to_id")
);
--> statement-breakpoint
CREATE TABLE "error" (
	"ws" text NOT NULL,
	"id" bigint NOT NULL,
	"link" bigint NOT NULL,
	"spot" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"first_seen" bigint NOT NULL,
	"last_seen" bigint NOT NULL,
	"next_try" bigint,
	"ignored_because" text,
	"problem" text NOT NULL,
	CONSTRAINT "error_ws_id_pk" PRIMARY KEY("ws","id")
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"ws" text NOT NULL,
	"id" bigint NOT NULL,
	"link" bigint NOT NULL,
	"run" text NOT NULL,
	"at" bigint NOT NULL,
	"entries" text NOT NULL,
	CONSTRAINT "journal_ws_id_pk" PRIMARY KEY("ws","id")
);
--> statement-breakpoint
CREATE TABLE "key" (
	"ws" text NOT NULL,
	"sync" text NOT NULL,
	"line" smallint NOT NULL,
	"side" text NOT NULL,
	"value" text NOT NULL,
	"link" bigint NOT NULL,
	CONSTRAINT "key_ws_sync_line_value_side_link_pk" PRIMARY KEY("ws","sync","line","value","side","link")
);
--> statement-breakpoint
CREATE TABLE "link" (
	"ws" text NOT NULL,
	"id" bigint NOT NULL,
	"sync" text NOT NULL,
	"state" text NOT NULL,
	"cause" text,
	"lane" smallint,
	"h_object" text,
	"h_id" text,
	"s_object" text,
	"s_id" text,
	"hubspot" text,
	"salesforce" text,
	"before_h" text,
	"before_s" text,
	"base" text DEFAULT '{}' NOT NULL,
	"included" text DEFAULT '{}' NOT NULL,
	"pins" text DEFAULT '[]' NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"since" bigint NOT NULL,
	"fresh" boolean DEFAULT false NOT NULL,
	"gone" boolean DEFAULT false NOT NULL,
	"h_wrote" bigint DEFAULT 0 NOT NULL,
	"s_wrote" bigint DEFAULT 0 NOT NULL,
	"hold" text,
	"hold_what" text,
	"approved" boolean DEFAULT false NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "link_ws_id_pk" PRIMARY KEY("ws","id")
);
--> statement-breakpoint
CREATE TABLE "policy_version" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"plan" text NOT NULL,
	"since" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run" (
	"ws" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"policy" text NOT NULL,
	"started_at" bigint NOT NULL,
	"ended_at" bigint,
	"counts" jsonb NOT NULL,
	"report" jsonb,
	"message" text,
	CONSTRAINT "run_ws_id_pk" PRIMARY KEY("ws","id")
);
--> statement-breakpoint
CREATE TABLE "seen" (
	"ws" text NOT NULL,
	"side" text NOT NULL,
	"id" text NOT NULL,
	"object" text NOT NULL,
	"snapshot" text NOT NULL,
	CONSTRAINT "seen_ws_side_id_pk" PRIMARY KEY("ws","side","id")
);
--> statement-breakpoint
CREATE TABLE "usage" (
	"ws" text NOT NULL,
	"system" text NOT NULL,
	"minute" bigint NOT NULL,
	"purpose" text NOT NULL,
	"calls" integer NOT NULL,
	CONSTRAINT "usage_ws_system_minute_purpose_pk" PRIMARY KEY("ws","system","minute","purpose")
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" text PRIMARY KEY NOT NULL,
	"store" text NOT NULL,
	"portal" text,
	"org" text,
	"epoch" integer DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_until" bigint DEFAULT 0 NOT NULL,
	"policy" text,
	"suspension" jsonb
);
--> statement-breakpoint
CREATE INDEX "call_state" ON "call" USING btree ("ws","state");--> statement-breakpoint
CREATE INDEX "edge_from" ON "edge" USING btree ("ws","side","from_id");--> statement-breakpoint
CREATE INDEX "edge_to" ON "edge" USING btree ("ws","side","to_id");--> statement-breakpoint
CREATE UNIQUE INDEX "error_spot" ON "error" USING btree ("ws","link","spot");--> statement-breakpoint
CREATE INDEX "error_kind" ON "error" USING btree ("ws","kind");--> statement-breakpoint
CREATE INDEX "error_next" ON "error" USING btree ("ws","next_try");--> statement-breakpoint
CREATE INDEX "journal_link" ON "journal" USING btree ("ws","link","at");--> statement-breakpoint
CREATE INDEX "journal_run" ON "journal" USING btree ("ws","run");--> statement-breakpoint
CREATE INDEX "key_link" ON "key" USING btree ("ws","link");--> statement-breakpoint
CREATE UNIQUE INDEX "link_hubspot" ON "link" USING btree ("ws","sync","h_id") WHERE "link"."h_id" is not null and "link"."state" <> 'dead';--> statement-breakpoint
CREATE UNIQUE INDEX "link_salesforce" ON "link" USING btree ("ws","s_id") WHERE "link"."s_id" is not null and "link"."state" <> 'dead';--> statement-breakpoint
CREATE INDEX "link_dead_hubspot" ON "link" USING btree ("ws","h_id") WHERE "link"."state" = 'dead';--> statement-breakpoint
CREATE INDEX "link_dead_salesforce" ON "link" USING btree ("ws","s_id") WHERE "link"."state" = 'dead';--> statement-breakpoint
CREATE INDEX "link_dirty" ON "link" USING btree ("ws","lane","id") WHERE "link"."lane" is not null;--> statement-breakpoint
CREATE INDEX "link_hold" ON "link" USING btree ("ws","hold") WHERE "link"."hold" is not null;--> statement-breakpoint
CREATE INDEX "run_started" ON "run" USING btree ("ws","started_at");