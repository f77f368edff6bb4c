import { progress } from '../progress.ts';
import { runOrThrow } from '../run.ts';
import { getEditor } from './getEditor.ts';

/** Installs a VSIX as a user would, with the editor's own installer. */
export async function installVsix(vsix: string, extensionsDir: string): Promise<void> {
  const { server } = await getEditor();
  await progress('Installing the VSIX', () =>
    runOrThrow(process.execPath, [
      server,
      ...['--accept-server-license-terms', '--extensions-dir', extensionsDir],
      ...['--server-data-dir', `${extensionsDir}-data`, '--install-extension', vsix, '--force'],
    ]),
  );
}
