import net from 'node:net';

export function isLoopback(host: string): boolean {
  return /^(127(\.\d+){3}|localhost|\[?::1\]?)(:\d+)?$/.test(host);
}

const GUARD = Symbol.for('kravhub.no-network');

/** Only this machine answers in tests: any other address fails at once, with the address in the message. */
export function forbidNetwork(): void {
  const socket = net.Socket.prototype as net.Socket & { [GUARD]?: true };
  if (socket[GUARD]) return;
  socket[GUARD] = true;
  const connect = socket.connect as (...parameters: unknown[]) => net.Socket;
  Object.assign(socket, {
    connect(this: net.Socket, ...parameters: unknown[]): net.Socket {
      const host = hostOf(parameters);
      if (host === undefined || isLoopback(host)) return connect.apply(this, parameters);
      const message = `A test tried to reach ${host}. Announce the exchange with nock, or use the simulator.`;
      process.nextTick(() => this.destroy(new Error(message)));
      return this;
    },
  });
}

/** `connect` takes a port and a host, options, a path, or Node's own list of these. */
function hostOf(parameters: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(parameters[0]) ? (parameters[0] as unknown[]) : parameters;
  if (typeof first === 'object' && first !== null) {
    const { host, path } = first as { host?: string; path?: string };
    return path === undefined ? host : undefined;
  }
  return typeof second === 'string' ? second : undefined;
}
