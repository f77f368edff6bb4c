import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.ts';
import { readManifest, root } from './folders.ts';
import { progress } from './progress.ts';
import { runOrThrow } from './run.ts';
import { writeSbom } from './sbom.ts';

/** Where `packageExtension` writes the VSIX of this version. */
export async function vsixPath(): Promise<string> {
  const { name, version } = await readManifest();
  return join(root, `${name}-${version}.vsix`);
}

/**
 * Packs what is in dist/ into the VSIX that a user would install, and returns its path. The same sources make the same bytes:
 * whoever doubts a published package can build it.
 */
export async function packageExtension(): Promise<string> {
  await writeSbom();
  const vsix = await vsixPath();
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  // Everything is bundled, so node_modules stays out.
  await progress('Packaging', () =>
    runOrThrow(
      process.execPath,
      [
        ...[vsce, 'package', '--no-dependencies', '--out', vsix],
        // There is no public repository yet that the readme's pictures could be linked to.
        ...['--allow-missing-repository', '--no-rewrite-relative-links'],
      ],
      // The earliest time that a ZIP file can hold, which it does in that of the machine.
      { cwd: root, env: { ...process.env, SOURCE_DATE_EPOCH: '315532800', TZ: 'UTC' } },
    ),
  );
  const { size } = await stat(vsix);
  console.log(`  ${vsix} (${(size / 1024 / 1024).toFixed(2)} MB)`);
  return vsix;
}

if (import.meta.main) {
  await build();
  await packageExtension();
}
