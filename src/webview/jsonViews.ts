/** What shows JSON, in a file that is loaded with the first answer that is some. */
export { indented } from './indented.ts';
export { createJsonTree } from './jsonTree.ts';
