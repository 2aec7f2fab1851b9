CREATE TABLE "binding" (
	"ws" text NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"version" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "binding_ws_kind_label_pk" PRIMARY KEY("ws","kind","label")
);
