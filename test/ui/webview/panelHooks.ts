import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { sharedProfile } from '../harness/profile.ts';
import { type PageOptions, type PanelPage, PanelServer } from './panelPage.ts';

type Opened = (panel: PanelPage, server: PanelServer) => Promise<void> | void;

/** Opens a panel of its own for each test of the suite that calls this. @param opened keeps it, and fills it. */
export function panelForEach(opened: Opened, options?: PageOptions): void {
  let panel: PanelPage;
  const server = serverForAll();
  beforeEach(async () => {
    panel = await server().open(options);
    await opened(panel, server());
  });
  afterEach(() => panel.close());
}

/** Opens one panel for all tests of the suite that calls this. @param opened keeps it, and fills it. */
export function panelForAll(opened: Opened): void {
  let panel: PanelPage;
  // Before the server is stopped.
  after(() => panel.close());
  const server = serverForAll();
  before(async () => {
    panel = await server().open();
    await opened(panel, server());
  });
}

/** Starts a server for the tests of the suite that calls this. */
export function serverForAll(): () => PanelServer {
  let server: PanelServer;
  before(async () => {
    const browser = (await sharedProfile()).browser();
    assert.ok(browser, 'the browser is gone');
    server = await PanelServer.start(browser);
  });
  after(() => server.stop());
  return () => server;
}
