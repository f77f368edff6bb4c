import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.ts';
import { readManifest, root } from './folders.ts';
import { progress } from './progress.ts';
import { runOrThrow } from './run.ts';

/** Where `packageExtension` writes the VSIX of this version. */
export async function vsixPath(): Promise<string> {
  const { name, version } = await readManifest();
  return join(root, `${name}-${version}.vsix`);
}

/** Packs what is in dist/ into the VSIX that a user would install, and returns its path. */
export async function packageExtension(): Promise<string> {
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
      { cwd: root },
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
