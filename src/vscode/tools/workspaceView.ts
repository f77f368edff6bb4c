import type { Uri } from 'vscode';
import { isOfLink } from '../../outgoing/diffParts.ts';
import type { WorkspaceView } from '../../tools/workspaceView.ts';
import { problemLine, problemsOf } from '../attachments/attachable.ts';
import { changes } from '../attachments/gitDiff.ts';
import { privateFiles } from '../services/privateFiles.ts';
import { fileTexts } from './fileTexts.ts';
import { files, visitTexts } from './findFiles.ts';
import { namesOfFolders, pathOf, uriAt } from './placesInWorkspace.ts';
import { findSymbols, openable, outline } from './symbols.ts';

/** More complaints are not looked at. */
const mostProblems = 500;

/** The workspace of this window, as the built-in tools see it. */
export const workspaceView: WorkspaceView = {
  get folders() {
    return namesOfFolders();
  },
  read: path => fileTexts()(path),
  files,
  visitTexts,
  findSymbols,
  outline,
  async problems(path) {
    if (path !== undefined) {
      const file = await fileTexts()(path);
      if ('refused' in file) return file;
    }
    const found = problemsOf(path === undefined ? undefined : uriAt(path)).flatMap(problem => {
      const path = pathOf(problem.uri);
      return path === undefined ? [] : [{ path, line: problemLine(problem, path) }];
    });
    const first = found.slice(0, mostProblems);
    const isOpen = await openable(first.map(({ path }) => path));
    return {
      lines: first.flatMap(({ path, line }) => (isOpen(path) ? [line.replace(/\s*\n\s*/g, ' ')] : [])),
    };
  },
  async changes() {
    const all = await changes();
    // A repository may be that of a folder around the workspace.
    const isInside = (file: Uri) => pathOf(file) !== undefined;
    const inside = all.flatMap(({ parts }) => parts.filter(({ files }) => files.every(isInside)));
    // Whether a link is among those that are withheld depends on what is where it leads.
    const text = inside.flatMap(part => (isOfLink(part) ? [] : [part.text])).join('');
    const withheld = all.flatMap(one => one.withheld.filter(isInside));
    const reasons = await Promise.all(withheld.map(privateFiles()));
    return { text, isAll: reasons.every(reason => reason === undefined || reason === 'outside') };
  },
};
