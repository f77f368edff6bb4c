import { registerHooks } from 'node:module';

// Modules that import `vscode` are to be imported dynamically, after this one.
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    nextResolve(specifier === 'vscode' ? new URL('vscode.ts', import.meta.url).href : specifier, context),
});
