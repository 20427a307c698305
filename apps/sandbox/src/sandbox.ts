import type { Handler } from './server/exchange.js';
import { HttpServer } from './server/http-server.js';
import { controlHandler } from './tripletex/control/control-routes.js';
import { TripletexSimulator, type TripletexSimulatorOptions } from './tripletex/simulator.js';

export interface SandboxOptions {
  /** 0 lets the system choose. Default 0. */
  readonly port?: number;
  readonly tripletex?: TripletexSimulatorOptions;
}

export interface Sandbox {
  readonly url: string;
  readonly controlUrl: string;
  /** Base addresses for the environment variables of the hub, by ledger. */
  readonly ledgerUrls: { readonly tripletex: string };
  readonly tripletex: TripletexSimulator;
  stop(): Promise<void>;
}

/** All simulated ledgers on one loopback port: each below its own name, the control API below `/control`. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const tripletex = new TripletexSimulator(options.tripletex);
  const control = controlHandler(tripletex);
  const ledgers = [tripletex];
  const dispatch: Handler = (request) => {
    for (const ledger of ledgers) {
      const prefix = `/${ledger.key}`;
      if (request.path.startsWith(`${prefix}/`))
        return ledger.handle(request, request.path.slice(prefix.length));
    }
    return control(request);
  };
  const server = new HttpServer(dispatch);
  const url = await server.listen({ port: options.port ?? 0 });
  return {
    url,
    controlUrl: `${url}/control`,
    ledgerUrls: { tripletex: `${url}/tripletex/v2` },
    tripletex,
    stop: () => server.close(),
  };
}
