import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { readManifest, root } from './folders.ts';

// Written from what the bundler took in, and not by `npm sbom`, which leaves out what a development dependency uses, too.

/** Where it is in the package. */
export const sbomFile = 'dist/sbom.cdx.json';

/** What bundle.js leaves beside the bundles: the packages in them, as paths in the lock file. */
const Bundled = z.array(z.string());

const Locked = z.object({
  version: z.optional(z.string()),
  license: z.optional(z.string()),
  /** As npm writes it: `sha512-` and the digest in base64. */
  integrity: z.optional(z.string()),
});
const Lock = z.object({ packages: z.record(z.string(), Locked) });

/**
 * Writes the bill of materials of what is in dist/, as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): the same bytes for
 * the same bundles, so without a time or a serial number.
 * @throws when a bundled package is not in the lock file, or has no licence or digest there
 */
export async function writeSbom(): Promise<void> {
  const bundled = Bundled.parse(await readJson('dist/bundled.json'));
  const { packages } = Lock.parse(await readJson('package-lock.json'));
  const { name, version } = await readManifest();
  const components = bundled.map(path => componentOf(path, packages[path] ?? {}));
  const gloss = { 'bom-ref': `${name}@${version}`, type: 'application', name, version };
  const sbom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: gloss },
    components,
    dependencies: [{ ref: gloss['bom-ref'], dependsOn: components.map(component => component['bom-ref']) }],
  };
  await writeFile(join(root, sbomFile), `${JSON.stringify(sbom, undefined, 2)}\n`);
}

/**
 * A bundled package, as the bill of materials has it.
 * @param path in the lock file
 * @throws when that does not have its licence, or its digest in SHA-512
 */
export function componentOf(path: string, { version, license, integrity = '' }: z.infer<typeof Locked>) {
  const [, digest] = /^sha512-(\S+)$/.exec(integrity) ?? [];
  if (!version || !license || !digest) throw new Error(`package-lock.json does not say enough of ${path}.`);
  // One may be inside another.
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    'bom-ref': purl,
    type: 'library',
    name,
    version,
    purl,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    licenses: [{ license: { id: license } }],
  };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(root, path), 'utf8'));
}
