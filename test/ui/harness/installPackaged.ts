import { existsSync } from 'node:fs';
import { installVsix } from '../../../scripts/editor/installVsix.ts';
import { vsixPath } from '../../../scripts/package.ts';

/** Installs the packaged Gloss into an editor's folder of extensions. */
export async function installPackaged(extensionsDir: string): Promise<void> {
  const vsix = await vsixPath();
  if (!existsSync(vsix))
    throw new Error('These tests need the packaged extension: run `npm run package` first.');
  await installVsix(vsix, extensionsDir);
}
