/** Builds the web screens into `dist`, with Monaco, the graph and the language worker in chunks of their own. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = process.env['LOCKSTEP_API'] ?? 'http://127.0.0.1:4600'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 4000,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { '/api': api } },
})
