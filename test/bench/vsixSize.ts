import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { withStaticImports } from '../package/staticImports.ts';
import { type Benchmark, formatSize } from './benchmark.ts';

/** In bytes: 2 MB. */
const goal = 2 * 1024 * 1024;
const listed = 8;

/** What is read before anything is asked for, each with its first script and the most kilobytes. */
const firsts = [
  ['Script of a window in which nobody uses Gloss', 'extension.js', 40],
  ['Script of a panel that is opened', 'webview/panel.js', 120],
] as const;

export const vsixSize: Benchmark = {
  title: 'Size of the VSIX',
  async measure({ vsix, extensionFolder }) {
    const { size } = await stat(vsix);
    const files = await packedFiles(extensionFolder);
    const sizes = new Map(files.map(file => [file.name, file.size]));
    const starts = await Promise.all(
      firsts.map(async ([what, first, most]) => {
        const needed = await withStaticImports(join(extensionFolder, 'dist'), [first]);
        const sum = [...needed].reduce((all, file) => all + (sizes.get(`dist/${file}`) ?? Number.NaN), 0);
        return { what, measured: formatSize(sum), goal: `≤ ${most} KB`, met: sum <= most * 1024 };
      }),
    );
    const of = (name: string) => formatSize(sizes.get(name) ?? Number.NaN);
    return {
      figures: [
        {
          what: 'Size of the VSIX',
          measured: formatSize(size),
          goal: '≤ 2 MB',
          met: size <= goal,
        },
        ...starts,
      ],
      notes: [
        'Cline’s is 7.3 MB. A panel that is opened also reads its styles ' +
          `(${of('dist/webview/styles.css')}) and the editor’s icons as a font (${of('dist/webview/codicon.ttf')}).`,
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
