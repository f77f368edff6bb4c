import { join } from 'node:path';
import type { SourceFile } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { root } from '../folders.ts';
import type { Change } from './freshModules.ts';
import { mutantsOf } from './mutants.ts';

/** A change with what a reader wants to know of its place. */
export interface Placed extends Change {
  line: number;
  /** What is there, on one line and shortened. */
  was: string;
}

/** All mutants of some files, whose paths are below the repository. */
export function placedMutants(files: readonly string[]): Placed[] {
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] });
    const program = snapshot.getProjects()[0]?.program;
    return files.flatMap(file => {
      const source: SourceFile | undefined = program?.getSourceFile(join(root, file));
      if (!source) throw new Error(`${file} is not in the project.`);
      return mutantsOf(source).map(mutant => ({
        ...mutant,
        file,
        line: source.text.slice(0, mutant.start).split('\n').length,
        was: source.text.slice(mutant.start, mutant.end).replace(/\s+/g, ' ').slice(0, 60),
      }));
    });
  } finally {
    api.close();
  }
}
