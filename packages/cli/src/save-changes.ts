/** Save changes: new texts of policy files, none of which may have been changed by someone else meanwhile. */
import { LockstepError } from '@lockstep/runtime'
import { type Change, savePolicyFiles } from '@lockstep/server'

/** Saves all or none. Throws `policy` where a file changed after it was read. */
export const saveChanges = async (folder: string, changes: readonly Change[]): Promise<void> => {
  if (changes.length === 0) return
  const saved = await savePolicyFiles(folder, changes)
  if (saved.kind === 'conflict')
    throw new LockstepError('policy', `\`${saved.path}\` was changed by someone else meanwhile, so nothing was written`, {
      help: 'run the command again',
    })
}
