import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { type Benchmark, formatSize } from './benchmark.ts';

/** In bytes: 3 MB. */
const goal = 3 * 1024 * 1024;
const listed = 8;

export const vsixSize: Benchmark = {
  title: 'Size of the VSIX',
  async measure({ vsix, extensionFolder }) {
    const { size } = await stat(vsix);
    const files = await packedFiles(extensionFolder);
    return {
      figures: [
        {
          what: 'Size of the VSIX',
          measured: formatSize(size),
          goal: '< 3 MB',
          met: size < goal,
        },
      ],
      notes: [
        `Its largest files of ${files.length}, as installed and as compressed in the archive:`,
        [
          '| File | Installed | Compressed |',
          '| --- | ---: | ---: |',
          ...files
            .slice(0, listed)
            .map(file => `| \`${file.name}\` | ${formatSize(file.size)} | ${formatSize(file.packed)} |`),
        ].join('\n'),
      ],
    };
  },
};

interface PackedFile {
  /** Its path in the extension, with `/`. */
  name: string;
  /** Bytes, as is `packed`. */
  size: number;
  packed: number;
}

/** The files of an installed extension, the largest in the archive first. */
async function packedFiles(folder: string): Promise<PackedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(entry => entry.isFile())
    .map(async (entry): Promise<PackedFile> => {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      const name = relative(folder, path).replaceAll(sep, '/');
      // A VSIX is a ZIP archive, which deflates each file by itself.
      return { name, size: bytes.length, packed: deflateRawSync(bytes).length };
    });
  return (await Promise.all(files)).sort((a, b) => b.packed - a.packed);
}
