// Writes down every connection and every server that this extension host opens. It is activated before all others.
const { appendFileSync, mkdirSync } = require('node:fs');
const dgram = require('node:dgram');
const net = require('node:net');
const path = require('node:path');

exports.activate = ({ globalStorageUri }) => {
  mkdirSync(globalStorageUri.fsPath, { recursive: true });
  const file = path.join(globalStorageUri.fsPath, 'sockets.log');
  /** While it tries whether it sees anything. */
  let own = '';
  const watch = (prototype, method, kind) => {
    const original = prototype[method];
    prototype[method] = function (...args) {
      const [first] = args.flat();
      const { port, path: pipe } = typeof first === 'object' && first !== null ? first : { port: first };
      appendFileSync(file, `${own}${kind} ${port ?? pipe}\n`);
      return original.apply(this, args);
    };
  };
  watch(net.Socket.prototype, 'connect', 'connect');
  watch(net.Server.prototype, 'listen', 'listen');
  watch(dgram.Socket.prototype, 'bind', 'listen');
  watch(dgram.Socket.prototype, 'send', 'connect');
  // What it sees of itself shows that it would see others.
  const asOwn = open => {
    own = 'own ';
    open();
    own = '';
  };
  const server = net.createServer(socket => socket.destroy());
  server.once('listening', () => {
    const { port } = server.address();
    asOwn(() => net.connect(port, '127.0.0.1', () => server.close()).on('error', () => undefined));
  });
  asOwn(() => server.listen(0, '127.0.0.1'));
};
