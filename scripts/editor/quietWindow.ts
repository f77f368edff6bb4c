/** User settings for a window with nothing in it that is not the editor or Gloss: for pictures, tests and the demo. */
export const quietWindow = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  // The editor would look through all processes of the machine, over and over.
  'remote.autoForwardPorts': false,
  // A request that nobody has asked for would be one too many for who counts them.
  'gloss.chat.titles': 'words',
} as const;
