import assert from 'node:assert/strict';
import { cp, readFile, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { root, temporaryFolder } from '../../scripts/folders.ts';
import { vsixPath } from '../../scripts/package.ts';
import { runOrThrow } from '../../scripts/run.ts';
import { sbomFile } from '../../scripts/sbom.ts';

const Sbom = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      hashes: z.array(z.object({ alg: z.literal('SHA-512'), content: z.string().check(z.length(128)) })),
      licenses: z.array(z.object({ license: z.object({ id: z.string().check(z.minLength(3)) }) })),
    }),
  ),
});
const Manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(root, path), 'utf8'));

/** What a fresh clone would have, with the packages that are installed here. */
async function copyOfSources(): Promise<string> {
  const { path } = await temporaryFolder();
  const copy = join(path, 'elsewhere');
  const made = new Set(['.git', '.vscode-test', 'dist', 'node_modules']);
  await cp(root, copy, {
    recursive: true,
    filter: source => !made.has(relative(root, source)) && !source.endsWith('.vsix'),
  });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

describe('the package', () => {
  it('is the same, byte for byte, when it is built in another place at another time', async () => {
    const copy = await copyOfSources();
    await runOrThrow(process.execPath, [join(copy, 'scripts', 'package.ts')], {
      cwd: copy,
      env: { ...process.env, TZ: 'Pacific/Auckland' },
    });
    const path = await vsixPath();
    const [here, there] = await Promise.all(
      [path, join(copy, relative(root, path))].map(file => readFile(file)),
    );
    assert.ok(here && there);
    assert.ok(here.equals(there), `${here.length} and ${there.length} bytes`);
  });

  it('holds a bill of materials with everything that is bundled, which is what Gloss depends on', async () => {
    const { components } = Sbom.parse(await json(sbomFile));
    const { dependencies } = Manifest.parse(await json('package.json'));
    const listed = components.map(({ name, version }) => [name, version]);
    assert.deepEqual(Object.fromEntries(listed), dependencies);
    assert.equal(listed.length, Object.keys(dependencies).length);
    // The names of its files are not compressed.
    assert.ok((await readFile(await vsixPath())).includes(`extension/${sbomFile}`));
  });
});
