/** Uses what is loaded by need: at once, if it is there, and else when it is. @returns whether it is there */
export type Late<Module> = (use: (module: Module) => void) => boolean;

/** A part of the panel that is loaded when it is first used: large, and most conversations are shown without. */
export function late<Module>(load: () => Promise<Module>): Late<Module> {
  let loaded: Module | undefined;
  let loading: Promise<Module> | undefined;
  return use => {
    if (loaded) {
      use(loaded);
      return true;
    }
    loading ??= load();
    loading.then(
      module => {
        loaded = module;
        use(module);
      },
      // What is shown without it stays, and the next one tries again.
      () => {
        loading = undefined;
      },
    );
    return false;
  };
}
