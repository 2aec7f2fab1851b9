/** Settings of drizzle-kit: `node_modules/.bin/drizzle-kit generate`, then `node src/store/migrations/embed.mjs`. */
import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'postgresql', schema: './src/store/schema.ts', out: './src/store/migrations' })
