import type { Label } from './taskSettings.ts';

/** Labels for those who have none of their own. */
export const labelSets: Record<'comments' | 'commits' | 'issues', readonly Label[]> = {
  comments: [
    { name: 'explanation', description: 'says what the code does or how' },
    { name: 'reason', description: 'says why the code is as it is' },
    { name: 'warning', description: 'warns of something that breaks, or must not be changed' },
    { name: 'todo', description: 'work that is still to be done' },
    { name: 'disabled-code', description: 'code that was commented out' },
    { name: 'documentation', description: 'describes an interface for those who call it' },
    { name: 'directive', description: 'meant for a tool' },
    { name: 'licence', description: 'copyright or licence' },
  ],
  commits: [
    { name: 'feat', description: 'a new feature' },
    { name: 'fix', description: 'a bug fix' },
    { name: 'docs', description: 'documentation only' },
    { name: 'style', description: 'formatting, without a change of meaning' },
    { name: 'refactor', description: 'neither fixes a bug nor adds a feature' },
    { name: 'perf', description: 'makes something faster or smaller' },
    { name: 'test', description: 'adds or mends tests' },
    { name: 'build', description: 'the build, its dependencies, or the continuous integration' },
    { name: 'revert', description: 'takes an earlier commit back' },
  ],
  issues: [
    { name: 'bug', description: 'something does not work as it should' },
    { name: 'feature', description: 'a wish for something new' },
    { name: 'question', description: 'somebody wants to know something' },
    { name: 'documentation', description: 'documentation is wrong or missing' },
    { name: 'performance', description: 'something is too slow or takes too much' },
    { name: 'security', description: 'something can be abused' },
  ],
};
