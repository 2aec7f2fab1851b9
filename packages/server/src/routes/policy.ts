/** /api/policy and /api/checks: the files of the policy folder, and what is wrong with them. */
import { z } from '@hono/zod-openapi'
import type { ServerParts } from '../app'
import { savePolicyFile } from '../policies/folder'
import { door } from './door'
import { answers, createRoute, createRouter, noKeys, respond } from './route'
import { checkRequest, checkResponse, policyResponse, saveRequest, saveResponse } from './schemas'

const get = createRoute({
  method: 'get',
  path: '/policy',
  summary: 'The policy folder',
  middleware: door(0),
  request: { query: noKeys },
  responses: answers(200, policyResponse, 'every file, and the catalog'),
})
const put = createRoute({
  method: 'put',
  path: '/policy/files/{path}',
  summary: 'Save a file',
  description: 'Saves only if the file still has the version `base`; answers 409 with `details.theirs` otherwise.',
  // A file has at most 4 MB (`folder.ts`); written as JSON it may take up to twice that.
  middleware: door(8_000_000),
  request: {
    query: noKeys,
    params: z.object({ path: z.string().max(2_000).openapi({ example: 'contacts.sync' }) }),
    body: { content: { 'application/json': { schema: saveRequest } }, required: true },
  },
  responses: answers(200, saveResponse, 'the file as saved, and what is wrong with the folder now'),
})
const check = createRoute({
  method: 'post',
  path: '/checks',
  summary: 'Check unsaved files',
  middleware: door(16_000_000),
  request: { query: noKeys, body: { content: { 'application/json': { schema: checkRequest } }, required: true } },
  responses: answers(200, checkResponse, 'the diagnostics'),
})

/** Paths with folders arrive as one segment, `/` written as `%2F`. */
export const policyRoutes = ({ workspace, events }: ServerParts) => {
  const app = createRouter()
  app.openapi(get, async (context) => {
    const { files, catalog } = await workspace.readPolicy()
    return respond(context, { folder: workspace.folder, files, catalog })
  })
  app.openapi(put, async (context) => {
    const { path } = context.req.valid('param')
    const { text, base } = context.req.valid('json')
    const saved = await savePolicyFile(workspace.folder, path, text, base)
    if (saved.kind === 'conflict') {
      const message = `\`${path}\` was changed by someone else meanwhile`
      return respond(context, { error: { code: 'version_conflict', message, details: { theirs: saved.theirs } } }, 409)
    }
    events.emit({ event: 'policy', path, version: saved.file.version })
    return respond(context, { file: saved.file, diagnostics: (await workspace.readPolicy()).diagnostics })
  })
  app.openapi(check, async (context) => {
    const { diagnostics } = await workspace.check(context.req.valid('json').files)
    return respond(context, { diagnostics })
  })
  return app
}
