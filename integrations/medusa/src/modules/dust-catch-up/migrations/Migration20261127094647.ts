import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261127094647 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "dust_cursor" ("id" text not null, "since" timestamptz not null, "until" timestamptz null, "position" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "dust_cursor_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_dust_cursor_deleted_at" ON "dust_cursor" ("deleted_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "dust_cursor" cascade;`)
  }
}
